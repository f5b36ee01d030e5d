import type { EventChoice } from "../../api/reports";

/** A place that a visit was at: a page that was viewed, or another event by its name. */
export interface Place {
  kind: "page" | "event";
  value: string;
}

/** Where journeys begin, or, told backwards, where they end. */
export type AnchorKind = "visit" | "page" | "event" | "goal";

/** A journey report as its page's address has it. */
export interface Draft {
  backwards: boolean;
  anchor: { kind: AnchorKind; value: string };
  by: "page" | "event";
  steps: number;
  places: number;
  /** What the steps must be, from the first; null: anything. */
  walked: (Place | null)[];
}

export const STEPS = [3, 4, 5, 6, 8, 10] as const;
export const PLACES = [5, 8, 15, 25] as const;
export const NEW_DRAFT: Draft = { backwards: false, anchor: { kind: "visit", value: "" }, by: "page", steps: 5, places: 8, walked: [] };

const KINDS: readonly AnchorKind[] = ["visit", "page", "event", "goal"];

export const writeDraft = ({ backwards, anchor, by, steps, places, walked }: Draft): string =>
  JSON.stringify([
    backwards ? 1 : 0,
    anchor.kind,
    anchor.value,
    by,
    steps,
    places,
    walked.map((place) => place && [place.kind, place.value]),
  ]);

/** Whatever an address says, a draft: what cannot be read is taken for a new one. */
export function readDraft(text: string | null): Draft {
  try {
    const [backwards, kind, value, by, steps, places, walked] = JSON.parse(text ?? "") as [
      number,
      AnchorKind,
      string,
      string,
      number,
      number,
      ([string, string] | null)[],
    ];
    const count = STEPS.find((known) => known === steps) ?? NEW_DRAFT.steps;
    return {
      backwards: backwards === 1,
      anchor: { kind: KINDS.includes(kind) ? kind : "visit", value: String(value) },
      by: by === "event" ? "event" : "page",
      steps: count,
      places: PLACES.find((known) => known === places) ?? NEW_DRAFT.places,
      walked: walked.slice(0, count).map((place) => place && { kind: place[0] === "event" ? "event" : "page", value: String(place[1]) }),
    };
  } catch {
    return NEW_DRAFT;
  }
}

/** False while it waits for the name of what journeys begin or end with. */
export const isWhole = ({ anchor }: Draft): boolean => anchor.kind === "visit" || anchor.value.trim() !== "";

/** The draft with a step that must be a place, or, where it is that already, may be anything again. What was chosen for later steps lies behind another place and goes. */
export function walk(draft: Draft, step: number, place: Place): Draft {
  const isThere = isAt(draft, step, place);
  const before = Array.from({ length: step - 1 }, (_, at) => draft.walked[at] ?? null);
  const walked = isThere ? before : [...before, place];
  while (walked.length > 0 && walked[walked.length - 1] === null) walked.pop();
  return { ...draft, walked };
}

export function isAt(draft: Draft, step: number, place: Place): boolean {
  const there = draft.walked[step - 1];
  return there?.kind === place.kind && there.value === place.value;
}

/** A page by its address, in which a star stands for itself. */
export const choiceOf = (place: Place | null): EventChoice | null =>
  place && (place.kind === "page" ? { event: "pageview", filters: [exactly(place.value)] } : { event: place.value });

/** `is` takes stars for patterns, an expression does not. */
const exactly = (path: string): ["is" | "matches", string, string[]] =>
  path.includes("*") ? ["matches", "event:page", [`^${path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`]] : ["is", "event:page", [path]];
