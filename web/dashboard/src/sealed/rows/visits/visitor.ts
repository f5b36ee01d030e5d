// One visitor's events and visits. New events are placed by walking anew the stretch of events around them that no pause of 30 minutes interrupts: at
// such a pause every visit is closed, so nothing beyond can change.
import type { EventRow, VisitRow } from "../../types";
import { acquisitionColumns, acquisitionIn, packAcquisition, sameAcquisition, unpackAcquisition } from "./acquisitionText";
import { visitRow } from "./row";
import { byOrder, gap, type Placed, type WalkedVisit, walk } from "./rule";

/** What placing events did to the tables. */
export interface VisitChanges {
  /** Visits that are new or no longer what they were; their rows replace those of the same number. */
  visits: VisitRow[];
  /** Numbers of visits whose events have all gone into others. */
  gone: number[];
  /** Events placed before that have come into another visit, or whose visit has come to begin with another event. */
  moved: EventRow[];
}

/** What is known of one visitor, who is either a person or a bot. */
export class Visitor {
  /** In order. */
  private events: Placed[] = [];
  private readonly visits = new Map<number, VisitRow>();

  /** Takes what tables hold already: all events and visits of the visitor. */
  adopt(events: readonly EventRow[], visits: readonly VisitRow[]): void {
    for (const visit of visits) this.visits.set(visit.visit, visit);
    const ordered = events.map((event): Placed => ({ event, own: acquisitionIn(event) })).sort(byOrder);
    const begun = new Set<number>();
    for (const placed of ordered) {
      const visit = placed.event.visit as number;
      // The first event of a visit has its own acquisition in the visit's columns.
      if (begun.has(visit)) placed.own = unpackAcquisition(placed.event.own_acquisition);
      begun.add(visit);
    }
    this.events = ordered;
  }

  /** Everything of the visitor, its events as they were before they were placed, and the numbers of the visits that they were in. */
  unplaced(): { events: EventRow[]; visits: number[] } {
    for (const { event, own } of this.events) {
      Object.assign(event, own);
      event.visit = null;
      event.own_acquisition = null;
    }
    return { events: this.events.map(({ event }) => event), visits: [...this.visits.keys()] };
  }

  add(news: readonly EventRow[], nextNumber: () => number, changes: VisitChanges): void {
    const fresh = news.map((event): Placed => ({ event, own: acquisitionIn(event) })).sort(byOrder);
    this.events = merged(this.events, fresh);
    const own: VisitChanges = { visits: [], gone: [], moved: [] };
    for (const [from, to] of stretches(this.events, fresh)) this.rewalk(this.events.slice(from, to), nextNumber, own);
    if (own.gone.length > 0 || own.visits.some(isNumbered)) this.renumber(own);
    for (const visit of own.visits) changes.visits.push(visit);
    for (const number of own.gone) changes.gone.push(number);
    for (const event of own.moved) changes.moved.push(event);
  }

  private rewalk(stretch: Placed[], nextNumber: () => number, changes: VisitChanges): void {
    const free = new Set<number>();
    for (const { event } of stretch) if (event.visit !== null) free.add(event.visit);
    for (const visit of walk(stretch)) {
      // A visit keeps its number where some of its events stay together.
      const kept = visit.members.find(({ event }) => event.visit !== null && free.has(event.visit))?.event.visit ?? null;
      const number = kept ?? nextNumber();
      free.delete(number);
      this.keep(visit, number, changes);
    }
    for (const number of free) {
      this.visits.delete(number);
      changes.gone.push(number);
    }
  }

  private keep(visit: WalkedVisit, number: number, changes: VisitChanges): void {
    const before = this.visits.get(number);
    const row = visitRow(visit, number, before?.visit_number ?? null);
    const identified = row.bot_reason === null && visit.members.some(({ event }) => event.client_visitor !== null);
    // Any number will do for now: visits are counted through when all are known.
    if (identified) row.visit_number ??= 0;
    visit.members.forEach((placed, at) => {
      const moved = place(placed, number, (visit.members[0] as Placed).own, at === 0);
      if (moved) changes.moved.push(placed.event);
    });
    if (before && sameRow(before, row)) return;
    this.visits.set(number, row);
    changes.visits.push(row);
  }

  /** Numbers the visits of identified people, from 1, by start. */
  private renumber(changes: VisitChanges): void {
    const numbered = [...this.visits.values()].filter(isNumbered);
    numbered.sort((left, right) => left.started_at - right.started_at || left.visit - right.visit);
    const changed = new Set(changes.visits);
    numbered.forEach((visit, at) => {
      if (visit.visit_number === at + 1) return;
      visit.visit_number = at + 1;
      if (!changed.has(visit)) changes.visits.push(visit);
    });
  }
}

/** Puts an event into a visit; true where it was in one before and its row says something else now. */
const place = (placed: Placed, number: number, acquisition: Placed["own"], isFirst: boolean): boolean => {
  const { event, own } = placed;
  const packed = isFirst ? null : packAcquisition(own);
  const same = event.visit === number && event.own_acquisition === packed && sameAcquisition(event, acquisition);
  const wasPlaced = event.visit !== null;
  if (same) return false;
  event.visit = number;
  event.own_acquisition = packed;
  for (const column of acquisitionColumns) (event as unknown as Record<string, string | null>)[column] = acquisition[column];
  return wasPlaced;
};

const isNumbered = ({ visit_number }: VisitRow): boolean => visit_number !== null;

const sameRow = (one: VisitRow, other: VisitRow): boolean =>
  (Object.keys(one) as (keyof VisitRow)[]).every((column) => one[column] === other[column]);

const merged = (known: Placed[], fresh: Placed[]): Placed[] => {
  const last = known.at(-1);
  if (!last || byOrder(last, fresh[0] as Placed) < 0) return known.length === 0 ? fresh : known.concat(fresh);
  return known.concat(fresh).sort(byOrder);
};

/** The parts of the ordered events that hold fresh ones, each between pauses of 30 minutes, as places from and to. */
const stretches = (events: Placed[], fresh: Placed[]): [number, number][] => {
  const news = new Set(fresh);
  const found: [number, number][] = [];
  const timeAt = (at: number): number => (events[at] as Placed).event.time;
  let to = events.length;
  while (to > 0) {
    let from = to - 1;
    while (from > 0 && timeAt(from) - timeAt(from - 1) < gap) from--;
    if (events.slice(from, to).some((placed) => news.has(placed))) found.push([from, to]);
    to = from;
  }
  return found.reverse();
};
