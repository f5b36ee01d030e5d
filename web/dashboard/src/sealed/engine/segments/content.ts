// Writes a segment's content in the form `arrow`, as docs/formats/sealed.md lays it out.
import type { Bytes } from "@footfall/sealing/bytes";
import type { EventRow, VisitRow } from "../../types";
import type { Column } from "../tables/columns";
import { streamOf } from "../tables/stream";
import { writePieces } from "./pieces";

export interface SegmentContent {
  content: Bytes;
  rows: number;
  /** Of the earliest and the latest event, hours since 1970; null where there is none. */
  hours: { first: number; last: number } | null;
}

/** Half of what a piece may have: the memory of one comes back before the next is made. */
const rowsAtOnce = 50_000;
const hour = 3_600_000;

const byOrder = (one: EventRow, other: EventRow): number => one.time - other.time || (one.id < other.id ? -1 : 1);

/** Numbers visits by their first events, and puts both in order. The rows are changed. */
const numbered = (events: EventRow[], visits: Iterable<VisitRow>): VisitRow[] => {
  const numbers = new Map<number, number>();
  events.sort(byOrder);
  for (const event of events) {
    if (event.visit === null) continue;
    const number = numbers.get(event.visit) ?? numbers.size + 1;
    numbers.set(event.visit, number);
    event.visit = number;
  }
  const ordered = Array.from(visits, (visit) => ({ ...visit, visit: numbers.get(visit.visit) as number }));
  return ordered.sort((one, other) => one.visit - other.visit);
};

export const contentOf = (
  columns: { events: readonly Column[]; visits: readonly Column[] },
  events: EventRow[],
  visits: Iterable<VisitRow>,
): SegmentContent => {
  const ordered = numbered(events, visits);
  const pieces = Array.from({ length: Math.max(1, Math.ceil(events.length / rowsAtOnce)) }, (_, place) => {
    const [from, to] = [place * rowsAtOnce, (place + 1) * rowsAtOnce];
    return { events: streamOf(columns.events, events.slice(from, to)), visits: streamOf(columns.visits, ordered.slice(from, to)) };
  });
  const [first, last] = [events[0], events.at(-1)];
  return {
    content: writePieces(pieces),
    rows: events.length,
    hours: first && last ? { first: Math.floor(first.time / hour), last: Math.floor(last.time / hour) } : null,
  };
};
