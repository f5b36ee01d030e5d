import type { OutgoingRequest } from "../../types/index";
import type { Parcel } from "../parcel";
import type { Verdict } from "../verdict";
import type { WireEvent } from "../wire";
import type { Route, Surroundings } from "./route";

/** `POST /track/…`: one event a request, which is where the server takes a project's app name for its key. */
export class ShortRoute implements Route {
  readonly ready = true;
  readonly mostEvents = 1;
  readonly mostBytes: number;

  constructor(
    private readonly around: Surroundings,
    private readonly appName: string,
    private readonly token: string,
  ) {
    this.mostBytes = around.mostBytes;
  }

  async prepare(): Promise<Verdict> {
    return { kind: "accepted", dropped: [] };
  }

  async pack(events: readonly WireEvent[]): Promise<Parcel> {
    return { id: this.around.id(), madeAt: this.around.now(), count: events.length, events, attempts: 0 };
  }

  request({ events = [] }: Parcel, leaving: boolean): OutgoingRequest {
    const authorization = this.token && { authorization: `Bearer ${this.token}` };
    const headers = { ...this.around.headers, ...(authorization || {}) };
    return { method: "POST", ...this.written(events), headers, leaving, timeoutMs: this.around.timeoutMs };
  }

  readable(_: Parcel, { body }: OutgoingRequest): string {
    return String(body);
  }

  preview(events: readonly WireEvent[]): { url: string; body: string } {
    return this.written(events);
  }

  private written([event]: readonly WireEvent[]): { url: string; body: string } {
    const url = `${this.around.base}/track/${event?.name === "pageview" ? "view" : "event"}`;
    return { url, body: JSON.stringify({ appName: this.appName, ...this.around.context(), ...event }) };
  }
}
