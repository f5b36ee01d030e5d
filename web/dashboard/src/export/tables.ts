import type { ReportAnswer } from "../api/reports";
import { toCsv } from "../format/csv";

export interface Table {
  /** As the answer calls it. */
  name: string;
  csv: string;
}

type Cell = string | number | null;

/** The tables of a report's answer, each with a column a member of its rows; those without a row are left out. */
export function tablesOf(answer: ReportAnswer): Table[] {
  return Object.entries(answer).flatMap(([name, rows]) => {
    const first: unknown = Array.isArray(rows) ? rows[0] : null;
    if (typeof first !== "object" || first === null) return [];
    const columns = Object.keys(first);
    const lines = (rows as Record<string, Cell>[]).map((row) => columns.map((column) => row[column] ?? null));
    return [{ name, csv: toCsv(columns, lines) }];
  });
}
