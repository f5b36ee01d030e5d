import { askReport, type ReportAnswer, type ReportQuestion } from "../../api/reports";
import { type Asked, useAsked } from "../../api/useAnswer";
import type { Standing } from "../../overview/context";
import { dimensionOf } from "../../question/dimensions";
import { toApi } from "../../question/filters";
import { choiceOf, type Draft, isWhole } from "./draft";

export interface StepRow {
  step: number;
  visitors: number;
  conversion_rate: number;
  step_rate: number;
  dropped: number;
  median_seconds: number | null;
  p90_seconds: number | null;
}

export interface FunnelAnswer extends ReportAnswer {
  steps: StepRow[];
  breakdown?: { value: string; step: number; visitors: number; conversion_rate: number }[];
  trend?: { time: string; entered: number; converted: number; conversion_rate: number }[];
  instead?: { event: string | null; page: string | null; visitors: number }[];
}

/** A draft under the view's period and filters. */
export function questionOf({ view, span, interval }: Standing, draft: Draft): ReportQuestion {
  const question: ReportQuestion = { date_range: span.range, steps: draft.steps.map(choiceOf), window: draft.window };
  if (view.filters.length > 0) question.filters = toApi(view.filters);
  if (draft.strict) question.order = "strict";
  const breakdown = draft.breakdown ? dimensionOf(draft.breakdown) : null;
  if (breakdown) question.breakdown = breakdown.api;
  if (draft.explored > 0) question.explore = draft.explored;
  if (interval !== "minute") question.interval = interval;
  return question;
}

/** The answer to a draft; asks nothing while a step is empty. */
export function useFunnel(standing: Standing, draft: Draft): Asked<FunnelAnswer> {
  const question = questionOf(standing, draft);
  const { id } = standing.project;
  return useAsked(isWhole(draft) ? JSON.stringify([id, question]) : null, (signal) =>
    askReport<FunnelAnswer>(id, "funnels", question, signal),
  );
}
