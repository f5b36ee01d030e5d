import { dimensionOf } from "../question/dimensions";
import { count } from "./numbers";
import { countryName, languageName } from "./places";

export const countLabel = (value: number, one: string, many: string): string => `${count(value)} ${value === 1 ? one : many}`;

/** How many events of bots the numbers do without; where none is known of, only that they would. */
export const botsLeftOut = (events: number): string =>
  events > 0
    ? `${countLabel(events, "event", "events")} of bots ${events === 1 ? "is" : "are"} left out of every number here.`
    : "Bots are left out of every number here.";

/** A dimension's value for the reader: countries and languages by name, all else as it is. */
export function showValue(key: string, value: string): string {
  if (key === "country") return countryName(value);
  return key === "language" ? languageName(value) : value;
}

/** `Source is Google or Bing`. */
export function filterText(key: string, operator: string, values: readonly string[]): { name: string; operator: string; values: string } {
  const shown = values.map((value) => showValue(key, value));
  const text = shown.length > 3 ? `${shown.slice(0, 2).join(", ")} or ${shown.length - 2} others` : shown.join(" or ");
  return { name: dimensionOf(key)?.one ?? key, operator, values: text };
}
