import type { EventRow, VisitRow } from "../../types";
import { type VisitChanges, Visitor } from "./visitor";

/**
 * Finds the visit of each event, in whatever order messages arrive. It owns the rows that it was given and changes them in place.
 * What bots do never joins a person's visit, so the two are told apart.
 */
export class VisitBook {
  private readonly people = new Map<bigint, Visitor>();
  private readonly bots = new Map<bigint, Visitor>();

  /** `lastNumber` is the highest number of a visit that is stored, 0 where none is. */
  constructor(private lastNumber = 0) {}

  /** The visitors of some events of whom nothing is known yet: where tables may hold rows of theirs, `adopt` these before adding the events. */
  unknown(events: readonly EventRow[]): Set<bigint> {
    const found = new Set<bigint>();
    for (const event of events) if (event.visitor !== null && !this.of(event).has(event.visitor)) found.add(event.visitor);
    return found;
  }

  /** Takes what tables hold of the visitors that they name: all of their events and visits. */
  adopt(events: readonly EventRow[], visits: readonly VisitRow[]): void {
    for (const visit of visits) this.lastNumber = Math.max(this.lastNumber, visit.visit);
    const all = grouped([...events, ...visits], (row) => this.of(row));
    for (const { visitor, rows } of all)
      visitor.adopt(
        rows.filter((row): row is EventRow => "id" in row),
        rows.filter((row): row is VisitRow => !("id" in row)),
      );
  }

  /** Places new events: sets the columns that say what visit they are in. */
  add(events: readonly EventRow[]): VisitChanges {
    const changes: VisitChanges = { visits: [], gone: [], moved: [] };
    const next = (): number => ++this.lastNumber;
    for (const { visitor, rows } of grouped(events, (event) => this.of(event))) visitor.add(rows, next, changes);
    return changes;
  }

  /**
   * Takes events out. `rest` are the other events of their visitors, as they were before they were placed and to be added anew; `gone` the visits that they
   * were in.
   */
  remove(events: readonly EventRow[]): { rest: EventRow[]; gone: number[] } {
    const removed = new Set(events);
    const rest: EventRow[] = [];
    const gone: number[] = [];
    for (const { visitor, rows } of grouped(events, (event) => this.of(event))) {
      const all = visitor.unplaced();
      for (const event of all.events) if (!removed.has(event)) rest.push(event);
      gone.push(...all.visits);
      const [{ visitor: id }] = rows as [EventRow];
      if (id !== null) this.of(rows[0] as EventRow).delete(id);
    }
    return { rest, gone };
  }

  private of(row: { bot_reason: string | null }): Map<bigint, Visitor> {
    return row.bot_reason === null ? this.people : this.bots;
  }
}

const grouped = <T extends { visitor: bigint | null }>(
  rows: readonly T[],
  of: (row: T) => Map<bigint, Visitor>,
): { visitor: Visitor; rows: T[] }[] => {
  const found = new Map<Visitor, T[]>();
  for (const row of rows) {
    if (row.visitor === null) continue;
    const known = of(row);
    let visitor = known.get(row.visitor);
    if (!visitor) {
      visitor = new Visitor();
      known.set(row.visitor, visitor);
    }
    const list = found.get(visitor);
    if (list) list.push(row);
    else found.set(visitor, [row]);
  }
  return Array.from(found, ([visitor, of]) => ({ visitor, rows: of }));
};
