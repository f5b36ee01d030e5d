// Keeps the books of one reader: makes rows of opened messages, places them in visits, and says what the tables have to change.
import type { Bytes } from "@footfall/sealing/bytes";
import { expand } from "@footfall/sealing/expand";
import { Duplicates } from "../../rows/duplicates";
import { makeRowMaker, type RowMaker } from "../../rows/rows";
import { VisitBook } from "../../rows/visits/book";
import type { EventRow, SealedProject, VisitRow } from "../../types";
import type { OpenedPage } from "../opening/opening";

/** What became of what was opened. */
export interface Booked {
  events: number;
  /** Messages that no honest sender makes. */
  malformed: number;
  /** Events that the project's rules leave out, and those that were there already. */
  dropped: number;
  repeated: number;
  /** Some of the page was left out, because there would have been more events than may be held. */
  isFull: boolean;
}

export interface Changes {
  /** Rows to insert. */
  events: EventRow[];
  visits: VisitRow[];
  /** Rows to take away first: events that have moved, visits that have changed or gone. */
  goneEvents: string[];
  goneVisits: number[];
}

export class Bookkeeper {
  readonly visits = new Map<number, VisitRow>();
  events: EventRow[] = [];
  private readonly duplicates = new Duplicates();
  private readonly book = new VisitBook();
  /** What the tables do not have yet, or have otherwise. */
  private readonly waitingEvents = new Set<EventRow>();
  private readonly waitingVisits = new Set<number>();
  private readonly storedVisits = new Set<number>();
  private readonly movedEvents = new Set<EventRow>();
  private droppedEvents: string[] = [];

  private constructor(private readonly make: RowMaker) {}

  static async open(project: SealedProject): Promise<Bookkeeper> {
    return new Bookkeeper(await makeRowMaker(project));
  }

  /** Whole messages, until there would be more than `most` events. */
  add(page: OpenedPage, most = Number.POSITIVE_INFINITY): Booked {
    const booked: Booked = { events: 0, malformed: 0, dropped: 0, repeated: 0, isFull: false };
    const made: EventRow[] = [];
    let from = 0;
    for (const [place, id] of page.ids.entries()) {
      const to = page.ends[place] as number;
      const rows = this.read(page.contents.subarray(from, to), page.notes[place] as OpenedPage["notes"][number], id, booked);
      booked.isFull = made.length + rows.length > most;
      if (booked.isFull) break;
      for (const event of rows) made.push(event);
      from = to;
    }
    const { fresh, repeated } = this.duplicates.sift(made);
    booked.repeated = repeated;
    booked.events = fresh.length;
    this.place(fresh);
    return booked;
  }

  /** Takes events in that a segment has given away, as if they had just come. */
  join(events: EventRow[]): void {
    this.duplicates.sift(events);
    this.place(events);
  }

  /** Drops events that a segment has as well. Should it be undone, they may come again. */
  forget(ids: readonly string[]): void {
    this.duplicates.drop(ids);
    const named = new Set(ids);
    const dropped = this.events.filter(({ id }) => named.has(id));
    this.events = this.events.filter(({ id }) => !named.has(id));
    for (const event of dropped) {
      this.movedEvents.delete(event);
      if (!this.waitingEvents.delete(event)) this.droppedEvents.push(event.id);
    }
    const { rest, gone } = this.book.remove(dropped);
    for (const number of gone) this.leave(number);
    // Those that the tables have already are stored anew.
    for (const event of rest) if (!this.waitingEvents.has(event)) this.movedEvents.add(event);
    this.settle(rest);
  }

  private read(content: Bytes, note: OpenedPage["notes"][number], id: string, booked: Booked): EventRow[] {
    const message = expand(content);
    if (!message) {
      booked.malformed++;
      return [];
    }
    const { events, dropped } = this.make(message, note, id);
    booked.dropped += dropped.length;
    return events;
  }

  private place(fresh: EventRow[]): void {
    for (const event of fresh) {
      this.events.push(event);
      this.waitingEvents.add(event);
    }
    this.settle(fresh);
  }

  private settle(fresh: EventRow[]): void {
    const { visits, gone, moved } = this.book.add(fresh);
    for (const event of moved) if (!this.waitingEvents.has(event)) this.movedEvents.add(event);
    for (const visit of visits) {
      this.visits.set(visit.visit, visit);
      this.waitingVisits.add(visit.visit);
    }
    for (const number of gone) this.leave(number);
  }

  private leave(number: number): void {
    this.visits.delete(number);
    this.waitingVisits.add(number);
  }

  /** What has changed since it was asked last. */
  take(): Changes {
    const changed = [...this.waitingVisits];
    const visits = changed.flatMap((number) => this.visits.get(number) ?? []);
    const changes: Changes = {
      events: [...this.waitingEvents, ...this.movedEvents],
      visits,
      goneEvents: [...Array.from(this.movedEvents, ({ id }) => id), ...this.droppedEvents],
      goneVisits: changed.filter((number) => this.storedVisits.has(number)),
    };
    for (const number of changes.goneVisits) this.storedVisits.delete(number);
    for (const { visit } of visits) this.storedVisits.add(visit);
    this.droppedEvents = [];
    for (const set of [this.waitingEvents, this.waitingVisits, this.movedEvents]) set.clear();
    return changes;
  }
}
