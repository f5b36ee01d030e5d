import type { MetricValue } from "../format/numbers";
import type { ApiFilter } from "../question/filters";
import type { Metric } from "../question/metrics";
import type { DateRange } from "../question/period";
import { send } from "./http";

/** A question to `POST /api/v2/query`, the only source of numbers. */
export interface Question {
  site_id: string;
  metrics: Metric[];
  date_range: DateRange;
  dimensions?: string[];
  filters?: ApiFilter[];
  order_by?: [string, "asc" | "desc"][];
  include?: { time_labels?: boolean; total_rows?: boolean };
  pagination?: { limit: number; offset: number };
}

export interface Row {
  dimensions: string[];
  metrics: MetricValue[];
}

export interface Answer {
  results: Row[];
  meta: { time_labels?: string[]; total_rows?: number };
}

interface Kept {
  answer: Promise<Answer>;
  at: number;
}

const FRESH_MS = 30_000;
const MOST_KEPT = 200;
const kept = new Map<string, Kept>();

/**
 * Asks, or repeats an answer at most 30 seconds old, so that going back is instant and two panels that need the same
 * numbers ask once. `again` asks anew whatever is kept.
 */
export function ask(question: Question, again = false): Promise<Answer> {
  const key = JSON.stringify(question);
  const known = kept.get(key);
  if (known && !again && Date.now() - known.at < FRESH_MS) return known.answer;
  const answer = send<Answer>("POST", "/api/v2/query", question);
  kept.delete(key);
  kept.set(key, { answer, at: Date.now() });
  answer.catch(() => kept.get(key)?.answer === answer && kept.delete(key));
  const oldest = kept.keys().next();
  if (kept.size > MOST_KEPT && !oldest.done) kept.delete(oldest.value);
  return answer;
}

/** Forgets all answers: of another account, or of a project whose data were deleted. */
export const forgetAnswers = (): void => kept.clear();
