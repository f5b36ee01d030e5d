import type { Bodies, Definition } from "../../api/definitions";
import type { ReportQuestion } from "../../api/reports";

export type Experiment = Definition<"experiment">;
export type Status = Bodies["experiment"]["status"];
export type GoalKind = "event" | "page" | "goal";

/** An experiment as its page's address has it. */
export interface Draft {
  key: string;
  /** The first is the control. */
  variants: { name: string; weight: number }[];
  goal: { kind: GoalKind; value: string };
  /** A currency whose revenue is compared as well, or empty. */
  revenue: string;
  /** The smallest uplift that matters, in percent. */
  effect: number;
}

export const MOST_VARIANTS = 10;
export const NEW_DRAFT: Draft = {
  key: "",
  variants: [
    { name: "control", weight: 1 },
    { name: "b", weight: 1 },
  ],
  goal: { kind: "event", value: "" },
  revenue: "",
  effect: 10,
};

const GOALS: readonly GoalKind[] = ["event", "page", "goal"];

export const writeDraft = ({ key, variants, goal, revenue, effect }: Draft): string =>
  JSON.stringify([key, variants.map(({ name, weight }) => [name, weight]), goal.kind, goal.value, revenue, effect]);

/** Whatever an address says, a draft: what cannot be read is taken for a new one. */
export function readDraft(text: string | null): Draft {
  try {
    const [key, variants, kind, value, revenue, effect] = JSON.parse(text ?? "") as [
      string,
      [string, number][],
      GoalKind,
      string,
      string,
      number,
    ];
    const read = variants
      .slice(0, MOST_VARIANTS)
      .map(([name, weight]) => ({ name: String(name), weight: Math.max(Number(weight) || 0, 0) }));
    return {
      key: String(key),
      variants: read.length < 2 ? NEW_DRAFT.variants : read,
      goal: { kind: GOALS.includes(kind) ? kind : "event", value: String(value) },
      revenue: String(revenue),
      effect: Number(effect) > 0 ? Number(effect) : NEW_DRAFT.effect,
    };
  } catch {
    return NEW_DRAFT;
  }
}

/** What is still to be filled in before it can be asked about or kept; null: nothing. */
export function missing({ key, variants, goal }: Draft): string | null {
  const names = variants.map(({ name }) => name.trim());
  if (key.trim() === "") return "Give the experiment a key";
  if (names.includes("")) return "Name every variant";
  if (new Set(names).size < names.length) return "Name every variant differently";
  if (!variants.some(({ weight }) => weight > 0)) return "Give a variant a weight above 0";
  return goal.value.trim() === "" ? "Name the goal" : null;
}

export function questionOf({ key, variants, goal, revenue }: Draft): ReportQuestion {
  const question: ReportQuestion = {
    date_range: "all",
    experiment: key.trim(),
    goal: { [goal.kind]: goal.value.trim() },
    control: variants[0]?.name.trim(),
    weights: Object.fromEntries(variants.map(({ name, weight }) => [name.trim(), weight])),
  };
  if (revenue.trim() !== "") question.value = { revenue: revenue.trim() };
  return question;
}

/** How an experiment is kept; its days follow from its status. */
export function bodyOf(draft: Draft, status: Status, today: string, before?: Bodies["experiment"]): Bodies["experiment"] {
  const body: Bodies["experiment"] = { status, question: questionOf(draft), minimum_effect: draft.effect / 100 };
  const since = status === "running" && before?.status !== "running" ? (before?.since ?? today) : before?.since;
  if (since && status !== "draft") body.since = since;
  if (status === "stopped") body.until = before?.until ?? today;
  return body;
}

/** What was kept, as a draft. Of a question that this page did not write, what it does not show is left out. */
export function draftOf({ name, body }: Experiment): Draft {
  const {
    control,
    weights = {},
    goal = {},
    value,
  } = body.question as {
    control?: string;
    weights?: Record<string, number>;
    goal?: Record<string, unknown>;
    value?: { revenue?: string };
  };
  const kind = GOALS.find((known) => typeof goal[known] === "string") ?? "event";
  const variants = Object.entries(weights).map(([variant, weight]) => ({ name: variant, weight }));
  return {
    key: name,
    variants: variants.sort((one, other) => Number(other.name === control) - Number(one.name === control)),
    goal: { kind, value: String(goal[kind] ?? "") },
    revenue: value?.revenue ?? "",
    effect: Math.round((body.minimum_effect ?? NEW_DRAFT.effect / 100) * 1e6) / 1e4,
  };
}
