// The worker that makes rows of what was opened, counts the first numbers, and hands changes to the database as Arrow.

import type { EventRow, SealedProject } from "../../types";
import { answer, Moved } from "../calls";
import type { Without } from "../database/contentWriter";
import type { Row } from "../database/statements";
import { type FirstNumbers, firstNumbers, type Span } from "../numbers/numbers";
import type { OpenedPage } from "../opening/opening";
import { contentOf } from "../segments/content";
import { returnedEvents } from "../segments/returned";
import type { Period } from "../segments/shelf";
import { type Booked, Bookkeeper } from "./bookkeeper";
import { columnsOf } from "./columns";
import { migrations } from "./migrations";
import { streamOf } from "./stream";

/** Arrow streams of what is to be taken out of the tables and put into them. */
export interface Batch {
  goneEvents: Uint8Array<ArrayBuffer>;
  goneVisits: Uint8Array<ArrayBuffer>;
  events: Uint8Array<ArrayBuffer>;
  visits: Uint8Array<ArrayBuffer>;
}

/** Enough for DuckDB to work in one go, and little enough that the memory of what has been handed over comes back. */
const rowsAtOnce = 50_000;

const columns = { events: columnsOf("events", migrations), visits: columnsOf("visits", migrations) };
let opening: Promise<Bookkeeper> | undefined;

const books = async (): Promise<Bookkeeper> => {
  if (!opening) throw new Error("The books have not been opened.");
  return opening;
};

const idsOf = (events: readonly EventRow[], { visitors, users }: Without): string[] => {
  const [hashes, names] = [new Set(visitors.map(BigInt)), new Set(users)];
  const isNamed = ({ visitor, user_id }: EventRow): boolean =>
    (visitor !== null && hashes.has(visitor)) || (user_id !== null && names.has(user_id));
  return events.filter(isNamed).map(({ id }) => id);
};

const functions = {
  begin: async (project: SealedProject): Promise<void> => {
    opening = Bookkeeper.open(project);
    await opening;
  },
  add: async ({ page, most }: { page: OpenedPage; most: number }): Promise<Booked> => (await books()).add(page, most),
  /** Rows of `events` from the database, of visits that were taken out of segments. */
  join: async (rows: Row[]): Promise<void> => (await books()).join(returnedEvents(columns.events, rows)),
  forget: async (ids: string[]): Promise<void> => (await books()).forget(ids),
  /** What a segment of all these rows would have to be told apart from others by: ids, and from when to when. */
  ids: async (): Promise<{ ids: string[]; span: Period | null }> => {
    const { events } = await books();
    let [from, to] = [Number.POSITIVE_INFINITY, 0];
    for (const { time } of events) [from, to] = [Math.min(from, time), Math.max(to, time)];
    return { ids: events.map(({ id }) => id), span: events.length > 0 ? { from, to } : null };
  },
  /** All rows as a segment's content, without the events of these ids and of whom `without` names. The books are of no use afterwards. */
  content: async ({ known, without }: { known: string[]; without: Without }) => {
    const kept = await books();
    kept.forget(known);
    const named = idsOf(kept.events, without);
    kept.forget(named);
    const made = { ...contentOf(columns, kept.events, kept.visits.values()), left: named.length };
    return new Moved(made, [made.content.buffer]);
  },
  numbers: async (span: Span): Promise<FirstNumbers> => {
    const { events, visits } = await books();
    return firstNumbers(events, visits.values(), span);
  },
  /** What has changed since, in the order in which it is to be applied; nothing where nothing has. */
  take: async () => {
    const { events, visits, goneEvents, goneVisits } = (await books()).take();
    const batches: Batch[] = [];
    for (let at = 0; at < events.length || (at === 0 && visits.length + goneVisits.length + goneEvents.length > 0); at += rowsAtOnce) {
      const isFirst = at === 0;
      batches.push({
        goneEvents: streamOf([{ name: "id", type: "UUID" }], isFirst ? goneEvents.map((id) => ({ id })) : []),
        goneVisits: streamOf([{ name: "visit", type: "BIGINT" }], isFirst ? goneVisits.map((visit) => ({ visit })) : []),
        events: streamOf(columns.events, events.slice(at, at + rowsAtOnce)),
        visits: streamOf(columns.visits, isFirst ? visits : []),
      });
    }
    return new Moved(
      batches,
      batches.flatMap((batch) => Object.values(batch as unknown as Record<string, Uint8Array<ArrayBuffer>>).map(({ buffer }) => buffer)),
    );
  },
};

export type Tables = typeof functions;

answer(functions);
