import type { AttributionAnswer, Shares } from "../../attribution/convert";
import type { Draft, Shown } from "./draft";

/** One line of the table. */
export interface Line extends Shares {
  /** Null for all others together. */
  value: string | null;
  different: number;
}

/** What can be shown of an answer, in the order of the choice. */
export function choicesOf(answer: AttributionAnswer): Shown[] {
  const currencies = [...new Set(answer.revenue.map((row) => row.currency))].sort();
  return ["conversions", ...(answer.converted ? (["converted"] as const) : []), ...currencies.map((currency) => `in ${currency}` as const)];
}

/** What is shown: what the address asks for where the answer has it, else the conversions. */
export const shownOf = (answer: AttributionAnswer, { shown }: Draft): Shown => (choicesOf(answer).includes(shown) ? shown : "conversions");

/** The lines by the most linear credit; values that have nothing of what is shown are left out. */
export function linesOf(answer: AttributionAnswer, shown: Shown): Line[] {
  const shares = new Map<number, Shares>(
    shown === "conversions"
      ? answer.credit.map((row) => [row.place, row])
      : shown === "converted"
        ? (answer.converted ?? []).map((row) => [row.place, row])
        : answer.revenue.filter((row) => `in ${row.currency}` === shown).map((row) => [row.place, row]),
  );
  const lines = answer.credit.flatMap(({ place, value, different }): Line[] => {
    const found = shares.get(place);
    return found ? [{ value, different, first: found.first, last: found.last, linear: found.linear }] : [];
  });
  // All others together stay last, however much they are.
  return lines.sort((a, b) => (a.value === null ? 1 : 0) - (b.value === null ? 1 : 0) || b.linear - a.linear);
}

export const sumOf = (lines: readonly Line[], share: keyof Shares): number => lines.reduce((sum, line) => sum + line[share], 0);
