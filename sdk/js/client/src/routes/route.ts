import type { OutgoingRequest } from "../../types/index";
import type { Parcel } from "../parcel";
import type { Verdict } from "../verdict";
import type { WireEvent } from "../wire";

/** How events become requests. */
export interface Route {
  /** Most events of one request, and most bytes of them as JSON. */
  readonly mostEvents: number;
  readonly mostBytes: number;
  /** Whether `pack` may be called. */
  readonly ready: boolean;
  /** Asks the server for what packing needs. */
  prepare(): Promise<Verdict>;
  /** Undefined where the events together are too large. */
  pack(events: readonly WireEvent[], leaving: boolean): Promise<Parcel | undefined>;
  request(parcel: Parcel, leaving: boolean): OutgoingRequest;
  /** What lies in the request, for people. */
  readable(parcel: Parcel, request: OutgoingRequest): string;
  /** Where events would go, and in which words. */
  preview(events: readonly WireEvent[]): { url: string; body: string };
}

/** What routes have of the platform and the settings. */
export interface Surroundings {
  readonly base: string;
  /** Defaults for all events, under the wire's names. */
  context(): Record<string, unknown>;
  /** Of requests with a text as their body. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly batchSize: number;
  /** Most bytes of a request's events: a browser that leaves a page takes few along. */
  readonly mostBytes: number;
  now(): number;
  id(): string;
}
