import type { EventChoice } from "../../api/reports";

/** How a step chooses its events. */
export const STEP_KINDS = ["page", "event", "goal"] as const;
export type StepKind = (typeof STEP_KINDS)[number];

export interface Step {
  kind: StepKind;
  /** Several, one after another with a bar between them, are any of these. */
  values: string[];
}

export const WINDOWS = ["visit", "30m", "1h", "12h", "1d", "7d", "30d", "90d"] as const;

/** A funnel as its page's address has it. */
export interface Draft {
  steps: Step[];
  strict: boolean;
  window: string;
  /** The key of a dimension, or an empty text. */
  breakdown: string;
  /** The step after which it is shown what people did instead; 0: none. */
  explored: number;
}

export const FEWEST_STEPS = 2;
export const MOST_STEPS = 10;

const emptyStep = (): Step => ({ kind: "page", values: [""] });

export const NEW_DRAFT: Draft = { steps: [emptyStep(), emptyStep()], strict: false, window: "7d", breakdown: "", explored: 0 };

export const isWhole = (draft: Draft): boolean => draft.steps.every((step) => step.values.some((value) => value.trim() !== ""));

/** Short, since it stands in an address: a step is `p|/pricing` or `e|Signup`, with further `|` between values that are alternatives. */
export function writeDraft(draft: Draft): string {
  const steps = draft.steps.map((step) =>
    [step.kind[0], ...step.values].map((part) => part?.replaceAll("~", "~0").replaceAll("|", "~1")).join("|"),
  );
  return JSON.stringify([steps, draft.window, draft.strict ? 1 : 0, draft.breakdown, draft.explored]);
}

/** Whatever an address says, a draft: what cannot be read is taken for a new one. */
export function readDraft(text: string | null): Draft {
  try {
    const [steps, window, strict, breakdown, explored] = JSON.parse(text ?? "") as [string[], string, number, string, number];
    const read = steps.slice(0, MOST_STEPS).map(readStep);
    while (read.length < FEWEST_STEPS) read.push(emptyStep());
    return {
      steps: read,
      strict: strict === 1,
      window: String(window),
      breakdown: String(breakdown),
      explored: Number.isInteger(explored) && explored > 0 && explored < read.length ? explored : 0,
    };
  } catch {
    return NEW_DRAFT;
  }
}

function readStep(text: string): Step {
  const [letter, ...values] = text.split("|").map((part) => part.replaceAll("~1", "|").replaceAll("~0", "~"));
  return { kind: STEP_KINDS.find((kind) => kind[0] === letter) ?? "page", values: values.length > 0 ? values : [""] };
}

/** What the server is asked for a step. */
export function choiceOf({ kind, values }: Step): EventChoice {
  const choices = values.filter((value) => value.trim() !== "").map((value) => ({ [kind]: value.trim() }) as unknown as EventChoice);
  return choices.length === 1 && choices[0] ? choices[0] : { any: choices };
}

/** How a step reads. */
export const nameOf = ({ values }: Step): string => values.filter((value) => value !== "").join(" or ") || "…";
