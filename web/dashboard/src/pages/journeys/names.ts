import { countLabel } from "../../format/labels";
import type { Place } from "./draft";
import type { PlaceRow } from "./useJourneys";

/** The place of a row; null for all others together, and for pages without an address, which cannot be asked for. */
export function placeOf({ event, page }: PlaceRow): Place | null {
  if (event === null || (event === "pageview" && page === null)) return null;
  return event === "pageview" ? { kind: "page", value: page ?? "" } : { kind: "event", value: event };
}

export function nameOf(row: PlaceRow): string {
  if (row.event === null) return countLabel(row.different, "other", "others");
  return placeOf(row)?.value ?? "A page without an address";
}

const MOST_LETTERS = 24;

/** A long address by its end, which tells more than its beginning; cut at a part of it where that leaves enough. */
export function shortOf(name: string): string {
  if (name.length <= MOST_LETTERS) return name;
  const end = name.slice(-(MOST_LETTERS - 1));
  const part = end.indexOf("/");
  return `…${part >= 0 && part < end.length / 2 ? end.slice(part) : end}`;
}
