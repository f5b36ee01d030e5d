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

export interface AskedTrends {
  now: Asked<TrendsAnswer>;
  /** Of a running period cut at the same time of day: what its numbers are measured against. */
  earlier: Asked<TrendsAnswer>;
  /** Uncut, for the course of the period before. */
  whole: Asked<TrendsAnswer>;
}

/** The answers to a draft for the view's period and for the one before it; asks nothing while a series has no name. */
export function useTrends(standing: Standing, draft: Draft): AskedTrends {
  const { project, span, before } = standing;
  const ask = (range: DateRange | undefined): Asked<TrendsAnswer> => {
    const question = range && isWhole(draft) ? questionOf(standing, draft, range) : null;
    return useAsked(question && JSON.stringify([project.id, question]), (signal) =>
      askReport<TrendsAnswer>(project.id, "trends", question as ReportQuestion, signal),
    );
  };
  const isCut = before !== null && before.whole !== before.range;
  const [now, earlier, whole] = [ask(span.range), ask(before?.range), ask(isCut ? before.whole : undefined)];
  return { now, earlier, whole: isCut ? whole : earlier };
}
