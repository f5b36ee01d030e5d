// What a server makes of the components.
import { AnalyticsProvider, ErrorBoundary, Track, useAnalytics, useExperiment, usePageView } from "@footfall/react";
import { renderToString } from "react-dom/server";

const Page = () => {
  usePageView("/start");
  useAnalytics().trackEvent("rendered");
  const { variant, loading } = useExperiment("checkout");
  const other = useExperiment("other");
  return (
    <Track event="opened">
      {String(variant)} {String(loading)} {String(other.loading)}
    </Track>
  );
};

export const render = (options) =>
  renderToString(
    <AnalyticsProvider options={options} experiments={{ checkout: "b" }}>
      <ErrorBoundary fallback="failed">
        <Page />
      </ErrorBoundary>
    </AnalyticsProvider>,
  );

export const bare = () => renderToString(<Page />);
