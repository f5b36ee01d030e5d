import type { Unopened } from "./opening/opening";
import type { SegmentList } from "./segments/list";
import type { SegmentRefusal } from "./segments/shelf";

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
  segments: SegmentProgress;
}

/** What is known of segments, and how much of it is open. */
export interface SegmentProgress {
  live: number;
  liveRows: number;
  /** Events of the open ones. */
  rows: number;
  bytes: number;
  cachedBytes: number;
  /** Segments that were put by somebody and cannot be read, and epochs whose signed chain does not hold: no part of the answers. */
  refused: { segment: string; by: string; why: SegmentRefusal; detail: string | null }[];
  chains: SegmentList["refused"];
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
  segments: { live: 0, liveRows: 0, rows: 0, bytes: 0, cachedBytes: 0, refused: [], chains: [] },
});

export const addUnopened = (progress: Progress, unopened: Progress["unopened"]): void => {
  for (const [reason, count] of Object.entries(unopened) as [Unopened, number][])
    progress.unopened[reason] = (progress.unopened[reason] ?? 0) + count;
};
