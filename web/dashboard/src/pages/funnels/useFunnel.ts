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

/** The answer to a draft under the view's period and filters; asks nothing while a step is empty. */
export function useFunnel({ project, view, span, interval }: Standing, draft: Draft): Asked<FunnelAnswer> {
  const question: ReportQuestion = { date_range: span.range, steps: draft.steps.map(choiceOf), window: draft.window };
  if (view.filters.length > 0) question.filters = toApi(view.filters);
  if (draft.strict) question.order = "strict";
  const breakdown = draft.breakdown ? dimensionOf(draft.breakdown) : null;
  if (breakdown) question.breakdown = breakdown.api;
  if (draft.explored > 0) question.explore = draft.explored;
  if (interval !== "minute") question.interval = interval;
  const key = isWhole(draft) ? JSON.stringify([project.id, question]) : null;
  return useAsked(key, (signal) => askReport<FunnelAnswer>(project.id, "funnels", question, signal));
}
