// The public surface of @footfall/next/app, for the App Router: written by hand and reviewed, shipped as it is.
import type { ClientOptions } from "@footfall/client";
import type { ReactElement, ReactNode } from "react";

export interface AppAnalyticsProps {
  /** Of the client; an `apiBaseUrl` such as `/stats` is the path that `withFootfall` leads to the server. Read once. */
  options: ClientOptions;
  /** Variants that the server chose while it made the page, by key. */
  experiments?: Readonly<Record<string, string>>;
  /** True: pages are told by their routes, `/products/[id]`, without what is in the place of `id` and without the query. Default: false. */
  templates?: boolean;
  children?: ReactNode;
}

/** The provider of @footfall/react, for a root layout; tells of a view at the first page and at each change of the route. */
export declare function AppAnalytics(props: AppAnalyticsProps): ReactElement;
