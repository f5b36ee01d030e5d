// The worker that makes rows of what was opened, counts the first numbers, and hands changes to the database as Arrow.

import type { SealedProject } from "../../types";
import { answer, Moved } from "../calls";
import { type FirstNumbers, firstNumbers, type Span } from "../numbers/numbers";
import type { OpenedPage } from "../opening/opening";
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

const functions = {
  begin: async (project: SealedProject): Promise<void> => {
    opening = Bookkeeper.open(project);
    await opening;
  },
  add: async ({ page, most }: { page: OpenedPage; most: number }): Promise<Booked> => (await books()).add(page, most),
  numbers: async (span: Span): Promise<FirstNumbers> => {
    const { events, visits } = await books();
    return firstNumbers(events, visits.values(), span);
  },
  /** What has changed since, in the order in which it is to be applied; nothing where nothing has. */
  take: async () => {
    const { events, visits, goneEvents, goneVisits } = (await books()).take();
    const batches: Batch[] = [];
    for (let at = 0; at < events.length || (at === 0 && visits.length + goneVisits.length > 0); at += rowsAtOnce) {
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
