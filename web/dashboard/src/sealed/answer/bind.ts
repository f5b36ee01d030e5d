import type { Cell, Statement, Values } from "./types";
import { changed } from "./wildcard";

/** The texts of a statement's parameters, in order. */
export function bind(statement: Statement, values: Values, rows: readonly (readonly Cell[])[] = []): string[] {
  return statement.parameters.map((parameter) => {
    if ("value" in parameter) return parameter.value;
    if ("rows" in parameter) return listed(rows, parameter.rows);
    const text = values[parameter.placeholder];
    if (text === undefined) throw new Error(`The plan asks for ${parameter.placeholder}, which the question does not have.`);
    return changed(text, parameter.as);
  });
}

/** Texts that may hold anything, as one text that the statement takes apart. */
const listed = (rows: readonly (readonly Cell[])[], place: number): string =>
  [...new Set(rows.map((row) => String(row[place])))].map(encodeURIComponent).join(" ");
