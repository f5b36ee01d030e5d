// The public surface of @footfall/next/server: written by hand and reviewed, shipped as it is.
import type { AnalyticsClient, ClientOptions, Props } from "@footfall/client";
import type { ForRequestOptions, RequestAnalytics } from "@footfall/client/server";

export interface ServerAnalyticsOptions extends ClientOptions, Pick<ForRequestOptions, "forward" | "proxies"> {}

export type Person = Pick<ForRequestOptions, "visitor" | "session" | "user" | "unlinked">;

/** What a route handler is given beside the request. */
export interface RouteContext {
  params?: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

export interface ServerAnalytics {
  /** The client itself, which knows of no request. */
  readonly client: AnalyticsClient;
  /**
   * The calls in the name of the visitor whose request is being answered, in server components, server actions and route handlers. What they tell leaves
   * once the answer has. Like `headers()`, it makes a page that is rendered at each request.
   */
  visitor(person?: Person): Promise<RequestAnalytics>;
  /** A server action that tells of an event when it has succeeded or redirects; when it fails, of the event `error` with `type` and `action`, without its words. */
  action<A extends unknown[], R>(
    event: string,
    work: (...given: A) => Promise<R>,
    describe?: (...given: A) => Props | undefined,
  ): (...given: A) => Promise<R>;
  /** A route handler that tells of each request, the event `http.request` with `method`, `route` (`/api/products/[id]`, never the path), `status` and its duration. */
  route<Q extends Request, C extends RouteContext>(
    handler: (request: Q, context: C) => Response | Promise<Response>,
  ): (request: Q, context: C) => Promise<Response>;
}

/** One for the whole application, in a module of its own. */
export declare function serverAnalytics(options: ServerAnalyticsOptions): ServerAnalytics;
