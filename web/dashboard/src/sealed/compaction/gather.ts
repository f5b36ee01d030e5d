// Reads the envelopes that a segment will stand for: those of one epoch, from the oldest on, until they hold enough.
import type { Bytes } from "@footfall/sealing/bytes";
import type { PageCache } from "../engine/fetching/cache";
import { type Fetch, pages } from "../engine/fetching/pages";
import { readRecords, type SealedRecord, writeRecords } from "../engine/fetching/records";
import type { OpenedPage } from "../engine/opening/opening";
import type { Openers } from "../engine/opening/pool";
import type { Waiting } from "./rules";

/** As much is opened before it is looked whether it is enough: a stranger may have sent it, with a thousand events in each envelope. */
const recordsAtOnce = 250;
const bytesAtOnce = 1 << 20;

export interface Source {
  project: string;
  fetch: Fetch;
  cache: PageCache;
  signal: AbortSignal;
}

/** What waits in envelopes, by epoch and hour of receipt. Nothing is opened. */
export const survey = async (source: Source): Promise<Waiting[]> => {
  const found = new Map<string, Waiting>();
  for await (const { bytes } of pages(source))
    for (const { epoch, hour } of readRecords(bytes)) {
      const key = `${epoch} ${hour}`;
      const waiting = found.get(key) ?? { epoch, hour, envelopes: 0 };
      waiting.envelopes++;
      found.set(key, waiting);
    }
  return [...found.values()];
};

export interface Gathered {
  first: number;
  last: number;
  /** Hours of receipt. */
  hours: { first: number; last: number };
  /** Ids of all envelopes, in the order of the server, those that did not open included. */
  ids: Bytes[];
  /** There was more. */
  more: boolean;
}

/** `add` takes what was opened and says how many events there are by now. Null where nothing is ripe. */
export const gather = async (
  source: Source,
  epoch: string,
  lastHour: number,
  enough: number,
  openers: Openers,
  add: (opened: OpenedPage) => Promise<number>,
): Promise<Gathered | null> => {
  let gathered: Gathered | null = null;
  /** The next part is opened while rows are made of the one before. A failure is told where it is waited for. */
  const openPart = (part?: SealedRecord[]): Promise<OpenedPage | null> => {
    const opening = part ? openers.open(writeRecords(part), source.signal) : Promise.resolve(null);
    opening.catch(() => undefined);
    return opening;
  };
  for await (const { bytes } of pages(source)) {
    const all = readRecords(bytes).filter((record) => record.epoch === epoch);
    // In the order of commits, which is that of receipt but for a moment: behind the first that is too young nothing is taken.
    const young = all.findIndex(({ hour }) => hour > lastHour);
    const ripe = young < 0 ? all : all.slice(0, young);
    const parts = partsOf(ripe);
    let ahead = openPart(parts[0]);
    for (const [place, part] of parts.entries()) {
      const opened = await ahead;
      ahead = openPart(parts[place + 1]);
      const events = await add(opened as OpenedPage);
      gathered = extended(gathered, part, (opened as OpenedPage).every);
      if (events >= enough) return { ...gathered, more: true };
    }
    if (young >= 0) break;
  }
  return gathered;
};

const partsOf = (records: readonly SealedRecord[]): SealedRecord[][] => {
  const parts: SealedRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const record of records) {
    const part = parts.at(-1);
    bytes += record.envelope.length;
    if (part && part.length < recordsAtOnce && bytes <= bytesAtOnce) part.push(record);
    else {
      parts.push([record]);
      bytes = record.envelope.length;
    }
  }
  return parts;
};

const extended = (before: Gathered | null, part: SealedRecord[], ids: Bytes[]): Gathered => {
  const [first, last] = [part[0] as SealedRecord, part.at(-1) as SealedRecord];
  const hours = part.map(({ hour }) => hour);
  return {
    first: before?.first ?? first.seq,
    last: last.seq,
    hours: {
      first: Math.min(before?.hours.first ?? Number.POSITIVE_INFINITY, ...hours),
      last: Math.max(before?.hours.last ?? 0, ...hours),
    },
    ids: [...(before?.ids ?? []), ...ids],
    more: false,
  };
};
