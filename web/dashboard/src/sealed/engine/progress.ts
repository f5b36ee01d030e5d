import type { Unopened } from "./opening/opening";

/** How far a reader has come. */
export interface Progress {
  /** Sealed bytes that were fetched, and how many of them came from the disk. */
  bytes: number;
  cachedBytes: number;
  /** Messages that were opened, and the events that they held. */
  messages: number;
  events: number;
  /** What is no part of the answers, and why: what did not open, no honest sender makes, the project's rules leave out, or was there already. */
  unopened: Partial<Record<Unopened, number>>;
  malformed: number;
  dropped: number;
  repeated: number;
  /** There are more events in envelopes than a browser can hold: the later ones are no part of the answers until they are compacted. */
  truncated: boolean;
}

export const noProgress = (): Progress => ({
  bytes: 0,
  cachedBytes: 0,
  messages: 0,
  events: 0,
  unopened: {},
  malformed: 0,
  dropped: 0,
  repeated: 0,
  truncated: false,
});

export const addUnopened = (progress: Progress, unopened: Progress["unopened"]): void => {
  for (const [reason, count] of Object.entries(unopened) as [Unopened, number][])
    progress.unopened[reason] = (progress.unopened[reason] ?? 0) + count;
};
