import { AsyncLocalStorage } from "node:async_hooks";
import { AnalyticsClient, type EventOptions, type ExperimentOptions, type Props, type ViewOptions } from "@footfall/client";
import { forRequest, type IncomingRequest, type RequestAnalytics } from "@footfall/client/server";
import type { FootfallService as Api, FootfallModuleOptions } from "../types/index";

const typeOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

export class FootfallService implements Api {
  readonly client: AnalyticsClient;
  /** Whose request is being answered, wherever in it the call is made. */
  private readonly visits = new AsyncLocalStorage<RequestAnalytics>();
  /** An error that passes a decorator and the filter is told once. */
  private readonly reported = new WeakSet<object>();

  constructor(readonly options: FootfallModuleOptions) {
    this.client = new AnalyticsClient(options);
  }

  trackView(view?: ViewOptions): void {
    this.visitor.trackView(view);
  }

  trackInteraction(type: string, data?: Props, options?: EventOptions): void {
    this.visitor.trackInteraction(type, data, options);
  }

  trackEvent(name: string, props?: Props, options?: EventOptions): void {
    this.visitor.trackEvent(name, props, options);
  }

  experiment(key: string, options?: ExperimentOptions): Promise<string | undefined> {
    return this.visitor.experiment(key, options);
  }

  trackError(error: unknown, props?: Props): void {
    if (typeof error === "object" && error !== null) {
      if (this.reported.has(error)) return;
      this.reported.add(error);
    }
    this.trackEvent("error", { type: typeOf(error), ...props }, { interactive: false });
  }

  async onApplicationShutdown(): Promise<void> {
    await this.client.shutdown();
  }

  /** The calls in the name of whoever makes the request, with its route for an address: a path may hold somebody's ids. */
  speakFor(request: IncomingRequest, route: string): RequestAnalytics {
    const { baseUrl, personOf, forward, proxies, doNotTrack } = this.options;
    const { headers, ip } = request;
    const url = baseUrl !== undefined && route.startsWith("/") ? { url: baseUrl.replace(/\/+$/, "") + route } : {};
    return forRequest(
      this.client,
      { headers, ...(ip !== undefined && { ip }), ...url },
      {
        ...personOf?.(request),
        ...(forward !== undefined && { forward }),
        ...(proxies !== undefined && { proxies }),
        ...(doNotTrack !== undefined && { doNotTrack }),
      },
    );
  }

  /** What runs inside, later as well, speaks for the visitor. */
  within<T>(visitor: RequestAnalytics, work: () => T): T {
    return this.visits.run(visitor, work);
  }

  private get visitor(): RequestAnalytics {
    return this.visits.getStore() ?? this.client;
  }
}
