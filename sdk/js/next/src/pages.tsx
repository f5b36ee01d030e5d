import { AnalyticsProvider, usePageView } from "@footfall/react";
import { useRouter } from "next/router.js";
import type { PagesAnalytics as Api, PagesAnalyticsProps } from "../types/pages";

const View = ({ page }: { page: string }) => {
  usePageView(page);
  return null;
};

const Views = ({ templates }: { templates: boolean }) => {
  const { isReady, pathname, asPath } = useRouter();
  // A page that is made in advance learns its address only in the browser.
  return isReady ? <View page={templates ? pathname : (asPath.split("#")[0] ?? asPath)} /> : null;
};

export const PagesAnalytics: typeof Api = ({ options, experiments, templates = false, children }: PagesAnalyticsProps) => (
  <AnalyticsProvider options={options} {...(experiments && { experiments })}>
    <Views templates={templates} />
    {children}
  </AnalyticsProvider>
);
