import type { MetricValue } from "../format/numbers";
import type { ApiFilter } from "../question/filters";
import type { Metric } from "../question/metrics";
import type { DateRange } from "../question/period";
import { answererOf } from "./answerers";
import { send } from "./http";

/** A question to `POST /api/v2/query`, the only source of numbers. */
export interface Question {
  site_id: string;
  metrics: Metric[];
  date_range: DateRange | "7d" | "28d" | "91d";
  dimensions?: string[];
  filters?: ApiFilter[];
  order_by?: [string, "asc" | "desc"][];
  include?: {
    time_labels?: boolean;
    total_rows?: boolean;
    comparisons?: { mode: "custom"; date_range: DateRange } | { mode: "previous_period" };
  };
  pagination?: { limit: number; offset: number };
}

export interface Row {
  dimensions: string[];
  metrics: MetricValue[];
  /** The same of the other period, where the question asked for it. */
  comparison?: { metrics: MetricValue[] };
}

export interface Answer {
  results: Row[];
  meta: { time_labels?: string[]; total_rows?: number };
}

interface Kept {
  answer: Promise<Answer>;
  at: number;
  /** Panels that still want the answer. The server stops working on what nobody waits for. */
  askers: number;
  answered: boolean;
  stop: AbortController;
}

const FRESH_MS = 30_000;
const MOST_KEPT = 200;
const kept = new Map<string, Kept>();

interface How {
  /** Asks anew whatever is kept. */
  again?: boolean;
  /** Aborted by an asker that needs the answer no more. */
  signal?: AbortSignal;
}

/**
 * Asks, or repeats an answer at most 30 seconds old, so that going back is instant and two panels that need the same
 * numbers ask once. The only way to a number, whoever answers.
 */
export function ask(question: Question, { again = false, signal }: How = {}): Promise<Answer> {
  const key = JSON.stringify(question);
  const known = kept.get(key);
  const entry = known && !again && Date.now() - known.at < FRESH_MS ? known : begin(key, question);
  entry.askers += 1;
  signal?.addEventListener("abort", () => leave(key, entry), { once: true });
  return entry.answer;
}

function begin(key: string, question: Question): Kept {
  const stop = new AbortController();
  const answer =
    answererOf(question.site_id)?.ask(question, stop.signal) ?? send<Answer>("POST", "/api/v2/query", question, { signal: stop.signal });
  const entry: Kept = { answer, at: Date.now(), askers: 0, answered: false, stop };
  kept.delete(key);
  kept.set(key, entry);
  answer.then(
    () => {
      entry.answered = true;
    },
    () => forget(key, entry),
  );
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  return entry;
}

function leave(key: string, entry: Kept): void {
  entry.askers -= 1;
  if (entry.askers > 0 || entry.answered) return;
  forget(key, entry);
  entry.stop.abort();
}

function forget(key: string, entry: Kept): void {
  if (kept.get(key) === entry) kept.delete(key);
}

/** Forgets all answers: of another account, or of a project whose data were deleted. */
export const forgetAnswers = (): void => kept.clear();
