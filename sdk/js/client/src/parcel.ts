import { type Bytes, fromBase64Url, toBase64Url } from "../../../../web/sealing/src/bytes";
import type { WireEvent } from "./wire";

/** What goes in one request, and is sent again until somebody has it. It holds events or an envelope of them. */
export interface Parcel {
  /** In the order of their ids, parcels are in the order of their making. */
  readonly id: string;
  /** Ms since 1970. */
  readonly madeAt: number;
  /** How many events are in it. */
  readonly count: number;
  readonly events?: readonly WireEvent[];
  /** Sealed once, and the same bytes each time, by which the server knows them again. */
  readonly envelope?: Bytes;
  /** What lies inside the envelope, for `debug`; it is not kept on a disk. */
  readonly inside?: string;
  attempts: number;
}

/** The server knows a repeated event for eight days, and takes no time before the last seven: what is older would be counted wrongly. */
export const longestLifeMs = 7 * 86_400_000;

let made = 0;

/** Of this process's parcels each later one is greater; the end tells apart processes that share a folder. */
export const parcelId = (now: number, end: string): string =>
  `${now.toString(16).padStart(12, "0")}-${(made++).toString(16).padStart(8, "0")}-${end.slice(-12)}`;

/** How a parcel lies in a file. */
export const write = ({ madeAt, count, events, envelope }: Parcel): string =>
  JSON.stringify({ v: 1, madeAt, count, events, envelope: envelope && toBase64Url(envelope) });

/** Undefined for what is no parcel. */
export const read = (id: string, text: string): Parcel | undefined => {
  try {
    const { v, madeAt, count, events, envelope } = JSON.parse(text);
    if (v !== 1 || !Number.isFinite(madeAt) || !Number.isInteger(count)) return undefined;
    // It was sent before, or might have been.
    const common = { id, madeAt, count, attempts: 1 };
    if (Array.isArray(events) && events.every((event) => typeof event?.id === "string" && typeof event.name === "string"))
      return { ...common, events };
    return typeof envelope === "string" ? { ...common, envelope: fromBase64Url(envelope) } : undefined;
  } catch {
    // A torn or foreign file; who reads it tells so.
    return undefined;
  }
};
