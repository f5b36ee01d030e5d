import type { LiveEvent } from "../../api/types";
import { toRegex } from "../../sealed/answer/wildcard";

/** What a goal that is being written would count. */
export interface Wish {
  kind: "event" | "page";
  what: string;
}

/** The rule of goals in questions: an event by its name, or a pageview by its path, in which `*` and `**` are patterns. */
export function fires({ kind, what }: Wish, event: LiveEvent): boolean {
  if (what === "") return false;
  if (kind === "event") return event.name === what;
  if (event.name !== "pageview" || event.path === null) return false;
  // The expression is for the store's engine, whose flags stand at its beginning.
  return what.includes("*") ? new RegExp(toRegex(what).replace("(?s)", ""), "s").test(event.path) : event.path === what;
}
