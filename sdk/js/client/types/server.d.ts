import type { AnalyticsClient, EventOptions, ExperimentOptions, Props, ViewOptions } from "./index.js";

/** What a framework knows of a request: `Request` of the web, and Node's, Express's and Fastify's own. */
export interface IncomingRequest {
  readonly headers: { get(name: string): string | null } | Readonly<Record<string, string | string[] | undefined>>;
  /** The visitor's address, where the framework knows its proxies. Otherwise it is read from `X-Forwarded-For`. */
  readonly ip?: string;
  /** The whole address of the page or the endpoint. A path that holds somebody's ids is better left out, or written as its route. */
  readonly url?: string;
}

export interface ForRequestOptions extends Pick<EventOptions, "visitor" | "session" | "user" | "unlinked"> {
  /** Sends the visitor's address and user agent along, by which the server tells anonymous visitors apart. Needs the client's `serverToken`. Default: false. */
  forward?: boolean;
  /** How many proxies of yours stand in front and add to `X-Forwarded-For`: the visitor's address is that many from its end; 0: the field is not believed. Default: 1. */
  proxies?: number;
  /** Visitors whose request signals Do Not Track or Global Privacy Control: `drop` gives their events up as `opted_out`. Default: `drop`. */
  doNotTrack?: "drop" | "send";
}

/** The client's calls for one visitor: what the request says of them is filled in. */
export interface RequestAnalytics {
  /** The visitor opened a page. */
  trackView(view?: ViewOptions): void;
  /** The visitor did something to an element. */
  trackInteraction(type: string, data?: Props, options?: EventOptions): void;
  /** Something of your own happened. */
  trackEvent(name: string, props?: Props, options?: EventOptions): void;
  /** The variant that the visitor is given, as the client's own call. */
  experiment(key: string, options?: ExperimentOptions): Promise<string | undefined>;
}

/** A server's client, speaking for the visitor whose request is being answered. */
export declare function forRequest(client: AnalyticsClient, request: IncomingRequest, options?: ForRequestOptions): RequestAnalytics;
