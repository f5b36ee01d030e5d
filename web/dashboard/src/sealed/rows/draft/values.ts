// Single values of an event, each read or made the draft's fault, as src/Ingestion/Endpoints/ReadEvent.cs.
import { limits } from "../limits";
import { cut, trimmed, wellFormed } from "../text/letters";
import { type Draft, fail } from "./draft";

/** Milliseconds since 1970 that are still within the calendar: the end of year 9999. */
const lastMillisecond = 253_402_300_799_999;
const rfc3339 = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?:Z|[+-]\d\d:\d\d)?)?$/i;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Null for an empty text. */
export const readText = (draft: Draft, value: unknown, name: string, limit: number): string | null => {
  if (typeof value !== "string") return fail(draft, "invalid_field", name);
  return value === "" ? null : cut(wellFormed(value), limit);
};

/** An id of the sender's: text, or a number as it is written. */
export const readIdentity = (draft: Draft, value: unknown, name: string): string | null => {
  if (typeof value === "number") return String(value).slice(0, limits.identity);
  const text = readText(draft, value, name, limits.identity + 1);
  return text === null || text.length <= limits.identity ? text : fail(draft, "invalid_field", name);
};

/** To the even neighbour from the middle between two, as the server rounds. */
const rounded = (value: number): number => {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
};

export const readNumber = (draft: Draft, value: unknown, name: string, most: number): number | null => {
  // The sum makes +0 of -0.
  if (typeof value === "number" && value >= 0) return value >= most ? most : rounded(value) + 0;
  return fail(draft, "invalid_field", name);
};

export const readFlag = (draft: Draft, value: unknown, name: string): boolean | null =>
  typeof value === "boolean" ? value : fail(draft, "invalid_field", name);

/** Milliseconds since 1970, or RFC 3339 (without an offset: UTC). */
export const readTime = (draft: Draft, value: unknown): number | null => {
  if (typeof value === "number" && value >= 0 && value <= lastMillisecond) return Math.floor(value);
  const text = typeof value === "string" ? trimmed(value) : "";
  if (!rfc3339.test(text)) return fail(draft, "invalid_field", "time");
  const iso = text.toUpperCase().replace(" ", "T");
  // Only dates without a time of day are UTC by themselves.
  const time = Date.parse(/T/.test(iso) && !/(?:Z|[+-]\d\d:\d\d)$/.test(iso) ? `${iso}Z` : iso);
  return Number.isNaN(time) ? fail(draft, "invalid_field", "time") : time;
};
