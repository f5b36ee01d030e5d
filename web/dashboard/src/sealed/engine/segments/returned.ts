// Rows of `events` that come back from the database (database/select.ts), made what they were before a visit was found for them.
import { asArrived } from "../../rows/visits/arrival";
import type { EventRow } from "../../types";
import type { Cell, Row } from "../database/statements";
import type { Column } from "../tables/columns";

type Read = (cell: Cell) => unknown;

const pairs =
  (of: (text: string) => unknown): Read =>
  (cell) => {
    const [keys = [], values = []] = cell as string[][];
    return keys.map((key, place) => [key, of(values[place] as string)]);
  };

const readers: Record<string, Read> = {
  UBIGINT: (cell) => BigInt(cell as string),
  "DECIMAL(18, 3)": (cell) => BigInt(cell as string),
  "MAP(VARCHAR, VARCHAR)": pairs((text) => text),
  "MAP(VARCHAR, DOUBLE)": pairs(Number),
};

/** `rows` are in the order of their visits, and each visit's in its own order. */
export const returnedEvents = (columns: readonly Column[], rows: readonly Row[]): EventRow[] => {
  let visit: number | null = null;
  return rows.map((cells) => {
    const row: Record<string, unknown> = {};
    columns.forEach(({ name, type }, place) => {
      const cell = cells[place] ?? null;
      row[name] = cell === null ? null : (readers[type]?.(cell) ?? cell);
    });
    const event = row as unknown as EventRow;
    const isFirst = event.visit !== visit;
    visit = event.visit;
    return asArrived(event, isFirst);
  });
};
