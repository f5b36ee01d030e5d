import { AnalyticsClient, type Props } from "@footfall/client";
import { forRequest, type RequestAnalytics } from "@footfall/client/server";
import { headers } from "next/headers.js";
import { after } from "next/server.js";
import type { Person, RouteContext, ServerAnalytics, ServerAnalyticsOptions } from "../types/server";
import { templateOf } from "./template";

/** How Next leaves an action that redirects or finds nothing: no failure. */
const isWay = (error: unknown): boolean => String((error as { digest?: unknown } | undefined)?.digest ?? "").startsWith("NEXT_");

const typeOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

class Server implements ServerAnalytics {
  readonly client: AnalyticsClient;

  constructor(private readonly options: ServerAnalyticsOptions) {
    this.client = new AnalyticsClient(options);
  }

  visitor = async (person: Person = {}): Promise<RequestAnalytics> => this.of(await headers(), person);

  action =
    <A extends unknown[], R>(event: string, work: (...given: A) => Promise<R>, describe?: (...given: A) => Props | undefined) =>
    async (...given: A): Promise<R> => {
      const visitor = await this.visitor();
      const tell = () => {
        let props: Props | undefined;
        try {
          props = describe?.(...given);
        } catch (error) {
          // What the action did stands: a description that fails must not undo it.
          visitor.trackEvent("error", { type: typeOf(error), action: `${event}: describe` }, { interactive: false });
          return;
        }
        visitor.trackEvent(event, props);
      };
      try {
        const result = await work(...given);
        tell();
        return result;
      } catch (error) {
        if (isWay(error)) tell();
        else visitor.trackEvent("error", { type: typeOf(error), action: event }, { interactive: false });
        throw error;
      }
    };

  route =
    <Q extends Request, C extends RouteContext>(handler: (request: Q, context: C) => Response | Promise<Response>) =>
    async (request: Q, context: C): Promise<Response> => {
      const began = performance.now();
      const { method, url } = request;
      const told = { method, route: templateOf(new URL(url).pathname, await context?.params) };
      const visitor = this.of(request.headers, {});
      const tell = (status: number) =>
        visitor.trackEvent("http.request", { ...told, status }, { interactive: false, durationMs: Math.round(performance.now() - began) });
      try {
        const response = await handler(request, context);
        tell(response.status);
        return response;
      } catch (error) {
        if (!isWay(error)) {
          visitor.trackEvent("error", { type: typeOf(error), ...told }, { interactive: false });
          tell(500);
        }
        throw error;
      }
    };

  private of(fields: Headers, person: Person): RequestAnalytics {
    const { forward, proxies, doNotTrack } = this.options;
    // Where a process may be stopped once it has answered, this is when it is not.
    after(() => this.client.flush());
    return forRequest(
      this.client,
      { headers: fields },
      {
        ...person,
        ...(forward !== undefined && { forward }),
        ...(proxies !== undefined && { proxies }),
        ...(doNotTrack !== undefined && { doNotTrack }),
      },
    );
  }
}

export const serverAnalytics = (options: ServerAnalyticsOptions): ServerAnalytics => new Server(options);
