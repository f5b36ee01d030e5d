import { askReport, type ReportQuestion } from "../../api/reports";
import { type Asked, useAsked } from "../../api/useAnswer";
import type { AttributionAnswer, Rates } from "../../attribution/convert";
import type { Standing } from "../../overview/context";
import { toApi } from "../../question/filters";
import { apiOf, choiceOf, type Draft, isWhole } from "./draft";

/** A draft under the view's period and filters, converted by the owner's rates where there are any. */
export function questionOf({ view, span }: Standing, draft: Draft, rates: Rates | null): ReportQuestion {
  const question: ReportQuestion = { date_range: span.range, goal: choiceOf(draft.goal), by: apiOf(draft.by) };
  if (view.filters.length > 0) question.filters = toApi(view.filters);
  if (draft.lookback > 0) Object.assign(question, { within: "visitor", lookback_days: draft.lookback });
  if (rates) question.convert = rates;
  return question;
}

/** The answer to a draft; asks nothing while it is not whole. */
export function useAttribution(standing: Standing, draft: Draft, rates: Rates | null): Asked<AttributionAnswer> {
  const question = questionOf(standing, draft, rates);
  const { id } = standing.project;
  return useAsked(isWhole(draft) ? JSON.stringify([id, question]) : null, (signal) =>
    askReport<AttributionAnswer>(id, "attribution", question, signal),
  );
}
