import type { AnalyticsClient, ExperimentOptions } from "@footfall/client";

type Call = (client: AnalyticsClient) => void;

/**
 * The client before there is one: React makes a component twice where it looks for faults, and on a server makes what is never shown, so no client may
 * begin to listen during a rendering. Calls are kept, in order, until the page is shown.
 */
export class Handle implements AnalyticsClient {
  private client: AnalyticsClient | undefined;
  private readonly waiting: Call[] = [];

  /** `mostWaiting`: calls that are kept at most, between the first rendering and the page being shown. */
  constructor(private readonly mostWaiting = 1_000) {}

  attach(client: AnalyticsClient): void {
    this.client = client;
    for (const call of this.waiting.splice(0)) call(client);
  }

  detach(): void {
    this.client = undefined;
  }

  trackView(...given: Parameters<AnalyticsClient["trackView"]>): void {
    this.call((client) => client.trackView(...given));
  }

  trackInteraction(...given: Parameters<AnalyticsClient["trackInteraction"]>): void {
    this.call((client) => client.trackInteraction(...given));
  }

  trackEvent(...given: Parameters<AnalyticsClient["trackEvent"]>): void {
    this.call((client) => client.trackEvent(...given));
  }

  identify(user: string): void {
    this.call((client) => client.identify(user));
  }

  reset(): void {
    this.call((client) => client.reset());
  }

  optIn(): void {
    this.call((client) => client.optIn());
  }

  optOut(): void {
    this.call((client) => client.optOut());
  }

  experiment(key: string, options?: ExperimentOptions): Promise<string | undefined> {
    return this.answer((client) => client.experiment(key, options), undefined);
  }

  flush(): Promise<boolean> {
    return this.answer((client) => client.flush(), false);
  }

  /** Nothing waits for a page that was never shown. */
  async shutdown(): Promise<boolean> {
    return this.client ? this.client.shutdown() : this.waiting.splice(0).length === 0;
  }

  status() {
    return this.client?.status() ?? { waiting: this.waiting.length, sent: 0, dropped: 0 };
  }

  preview() {
    return this.client?.preview() ?? [];
  }

  private call(call: Call): void {
    if (this.client) call(this.client);
    else if (this.waiting.length < this.mostWaiting) this.waiting.push(call);
  }

  /** Where there is no room to wait, the answer is the one that means nothing. */
  private answer<T>(call: (client: AnalyticsClient) => Promise<T>, otherwise: T): Promise<T> {
    if (!this.client && this.waiting.length >= this.mostWaiting) return Promise.resolve(otherwise);
    return new Promise((resolve) => this.call((client) => void call(client).then(resolve)));
  }
}
