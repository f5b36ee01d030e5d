import { AnalyticsProvider, usePageView } from "@footfall/react";
import { useParams, usePathname, useSearchParams } from "next/navigation.js";
import { Suspense } from "react";
import type { AppAnalytics as Api, AppAnalyticsProps } from "../types/app";
import { templateOf } from "./template";

const View = ({ page }: { page: string }) => {
  usePageView(page);
  return null;
};

const TemplateView = () => <View page={templateOf(usePathname() ?? "/", useParams())} />;

const PathView = () => {
  const query = useSearchParams()?.toString();
  return <View page={(usePathname() ?? "/") + (query ? `?${query}` : "")} />;
};

export const AppAnalytics: typeof Api = ({ options, experiments, templates = false, children }: AppAnalyticsProps) => (
  <AnalyticsProvider options={options} {...(experiments && { experiments })}>
    {/* Pages that are made in advance know no query: what asks for it has to be able to wait. */}
    <Suspense fallback={null}>{templates ? <TemplateView /> : <PathView />}</Suspense>
    {children}
  </AnalyticsProvider>
);
