import type { EventChoice } from "../../api/reports";
import { dimensionOf } from "../../question/dimensions";

export type GoalKind = "goal" | "event" | "page";

/** What is told of each value: conversions, revenue in one currency, or all of it by the owner's rates. */
export type Shown = "conversions" | "converted" | `in ${string}`;

/** An attribution report as its page's address has it. */
export interface Draft {
  goal: { kind: GoalKind; value: string };
  /** A dimension by its key. */
  by: string;
  /** How many days back, across visits; 0: within a visit. */
  lookback: number;
  shown: Shown;
}

export const LOOKBACKS = [7, 14, 30, 60, 90, 366] as const;
export const KINDS: readonly GoalKind[] = ["goal", "event", "page"];
/** What credit can go to, by the keys of dimensions. */
export const BY = [
  "channel",
  "source",
  "referrer",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_content",
  "utm_term",
  "entry_page",
  "page",
  "country",
  "device",
] as const;
export const NEW_DRAFT: Draft = { goal: { kind: "goal", value: "" }, by: "channel", lookback: 0, shown: "conversions" };

export const writeDraft = ({ goal, by, lookback, shown }: Draft): string => JSON.stringify([goal.kind, goal.value, by, lookback, shown]);

/** Whatever an address says, a draft: what cannot be read is taken for a new one. */
export function readDraft(text: string | null): Draft {
  try {
    const [kind, value, by, lookback, shown] = JSON.parse(text ?? "") as [GoalKind, string, string, number, string];
    return {
      goal: { kind: KINDS.includes(kind) ? kind : "goal", value: String(value) },
      by: (BY as readonly string[]).includes(by) ? by : NEW_DRAFT.by,
      lookback: LOOKBACKS.find((known) => known === lookback) ?? 0,
      shown: shown === "converted" || /^in [A-Z]{3}$/.test(shown) ? (shown as Shown) : "conversions",
    };
  } catch {
    return NEW_DRAFT;
  }
}

/** False while it waits for the name of what counts as a conversion. */
export const isWhole = ({ goal }: Draft): boolean => goal.value.trim() !== "";

export const choiceOf = ({ kind, value }: Draft["goal"]): EventChoice => ({ [kind]: value.trim() }) as unknown as EventChoice;

export const apiOf = (by: string): string => dimensionOf(by)?.api ?? "visit:channel";
