import type { OutgoingRequest } from "../../types/index";
import type { Parcel } from "../parcel";
import type { Verdict } from "../verdict";
import type { WireEvent } from "../wire";
import type { Route, Surroundings } from "./route";

/** `POST /collect`: a batch under the project's key. */
export class OpenRoute implements Route {
  readonly ready = true;
  readonly mostEvents: number;
  readonly mostBytes: number;

  constructor(
    private readonly around: Surroundings,
    private readonly key: string,
    private readonly token: string,
  ) {
    this.mostEvents = around.batchSize;
    this.mostBytes = around.mostBytes;
  }

  async prepare(): Promise<Verdict> {
    return { kind: "accepted", dropped: [] };
  }

  async pack(events: readonly WireEvent[]): Promise<Parcel> {
    return { id: this.around.id(), madeAt: this.around.now(), count: events.length, events, attempts: 0 };
  }

  request({ events = [], attempts }: Parcel, leaving: boolean): OutgoingRequest {
    const authorization = this.token && { authorization: `Bearer ${this.token}` };
    const headers = { ...this.around.headers, ...(authorization || {}) };
    return { method: "POST", url: this.url, headers, body: this.body(events, attempts), leaving, timeoutMs: this.around.timeoutMs };
  }

  readable(_: Parcel, { body }: OutgoingRequest): string {
    return String(body);
  }

  preview(events: readonly WireEvent[]): { url: string; body: string } {
    return { url: this.url, body: this.body(events, 0) };
  }

  private get url(): string {
    return `${this.around.base}/collect`;
  }

  /** Written anew at each attempt: a stale `sent_at` would tell of a wrong clock. */
  private body(events: readonly WireEvent[], attempts: number): string {
    const sent_at = new Date(this.around.now()).toISOString();
    return JSON.stringify({ key: this.key, sent_at, retry_count: attempts || undefined, context: this.around.context(), events });
  }
}
