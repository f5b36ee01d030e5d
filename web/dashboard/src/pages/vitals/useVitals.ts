import { askReport, type ReportAnswer, type ReportQuestion } from "../../api/reports";
import { type Asked, useAsked } from "../../api/useAnswer";
import type { Standing } from "../../overview/context";
import { toApi } from "../../question/filters";
import { apiOf, type Draft, type Vital } from "./draft";
import type { Rating } from "./words";

export interface VitalRow {
  vital: Vital;
  samples: number;
  p75: number | null;
  rating: Rating | null;
  good: number;
  needs_improvement: number;
  poor: number;
}

export interface VitalsAnswer extends ReportAnswer {
  totals: VitalRow[];
  breakdown: (VitalRow & { place: number; value: string | null; different: number })[];
  trend?: { time: string; vital: Vital; samples: number; p75: number }[];
}

/** A draft under the view's period and filters. */
export function questionOf({ view, span, interval }: Standing, draft: Draft): ReportQuestion {
  const question: ReportQuestion = { date_range: span.range, by: apiOf(draft.by) };
  if (view.filters.length > 0) question.filters = toApi(view.filters);
  if (interval !== "minute") question.interval = interval;
  return question;
}

export function useVitals(standing: Standing, draft: Draft): Asked<VitalsAnswer> {
  const question = questionOf(standing, draft);
  const { id } = standing.project;
  // What comes in meanwhile is asked for anew, as on the overview.
  return useAsked(JSON.stringify([id, question, standing.beat]), (signal) => askReport<VitalsAnswer>(id, "vitals", question, signal));
}
