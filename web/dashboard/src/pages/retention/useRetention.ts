import { askReport, type ReportAnswer, type ReportQuestion } from "../../api/reports";
import { type Asked, useAsked } from "../../api/useAnswer";
import type { Standing } from "../../overview/context";
import { toApi } from "../../question/filters";
import type { Draft } from "./draft";

export interface Cell {
  cohort: string;
  size: number;
  first_period: number;
  last_period: number | null;
  visitors: number;
  share: number;
  complete: number;
}

export interface RetentionAnswer extends ReportAnswer {
  time_labels: string[];
  cohorts: Cell[];
  average: { first_period: number; cohorts: number; visitors: number; size: number; share: number }[];
}

/** As many periods as a table is read with. */
const PERIODS = { day: 14, week: 12, month: 12 } as const;

export function questionOf({ view, span }: Standing, draft: Draft): ReportQuestion {
  const question: ReportQuestion = { date_range: span.range, interval: draft.interval, periods: PERIODS[draft.interval] };
  if (view.filters.length > 0) question.filters = toApi(view.filters);
  if (draft.first) question.first = { event: draft.first };
  if (draft.returning) question.return = { event: draft.returning };
  if (draft.unbounded) question.count = "on_or_after";
  return question;
}

export function useRetention(standing: Standing, draft: Draft): Asked<RetentionAnswer> {
  const question = questionOf(standing, draft);
  const { id } = standing.project;
  return useAsked(JSON.stringify([id, question]), (signal) => askReport<RetentionAnswer>(id, "retention", question, signal));
}
