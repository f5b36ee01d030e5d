import { askReport, type ReportAnswer, type ReportQuestion } from "../../api/reports";
import { type Asked, useAsked } from "../../api/useAnswer";
import type { Standing } from "../../overview/context";
import { dimensionOf } from "../../question/dimensions";
import { toApi } from "../../question/filters";
import type { DateRange } from "../../question/period";
import { type Draft, hasRatio, isWhole, seriesOf } from "./draft";

export interface TrendNumber {
  series: number;
  number: number | null;
  events: number | null;
}

export interface TrendPoint extends TrendNumber {
  time: string;
  moving_average?: number | null;
}

export interface TrendsAnswer extends ReportAnswer {
  totals: TrendNumber[];
  trend: TrendPoint[];
  breakdown?: (TrendNumber & { place: number; value: string | null; different: number })[];
  breakdown_trend?: (TrendPoint & { place: number })[];
}

/** What is asked for a draft over a range under the view's filters. */
export function questionOf({ view, interval }: Pick<Standing, "view" | "interval">, draft: Draft, range: DateRange): ReportQuestion {
  const question: ReportQuestion = { date_range: range, series: draft.series.map(seriesOf) };
  if (view.filters.length > 0) question.filters = toApi(view.filters);
  if (hasRatio(draft)) question.ratio = true;
  if (interval !== "minute") question.interval = interval;
  const breakdown = draft.breakdown ? dimensionOf(draft.breakdown) : null;
  if (breakdown) question.breakdown = breakdown.api;
  if (draft.average > 0) question.moving_average = draft.average;
  return question;
}

/** The answers to a draft for the view's period and for the one before it; asks nothing while a series has no name. */
export function useTrends(standing: Standing, draft: Draft): { now: Asked<TrendsAnswer>; earlier: Asked<TrendsAnswer> } {
  const { project, span, before } = standing;
  const ask = (range: DateRange | undefined): Asked<TrendsAnswer> => {
    const question = range && isWhole(draft) ? questionOf(standing, draft, range) : null;
    return useAsked(question && JSON.stringify([project.id, question]), (signal) =>
      askReport<TrendsAnswer>(project.id, "trends", question as ReportQuestion, signal),
    );
  };
  return { now: ask(span.range), earlier: ask(before?.range) };
}
