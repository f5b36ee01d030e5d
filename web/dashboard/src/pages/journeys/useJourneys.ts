import { askReport, type ReportAnswer, type ReportQuestion } from "../../api/reports";
import { type Asked, useAsked } from "../../api/useAnswer";
import type { Standing } from "../../overview/context";
import { toApi } from "../../question/filters";
import { choiceOf, type Draft, isWhole } from "./draft";

export interface PlaceRow {
  step: number;
  place: number;
  event: string | null;
  page: string | null;
  visits: number;
  ended: number;
  different: number;
}

export interface LinkRow {
  step: number;
  from_place: number;
  to_place: number;
  visits: number;
  median_seconds: number | null;
}

export interface JourneysAnswer extends ReportAnswer {
  places: PlaceRow[];
  links: LinkRow[];
}

/** A draft under the view's period and filters. */
export function questionOf({ view, span }: Standing, draft: Draft): ReportQuestion {
  const question: ReportQuestion = { date_range: span.range, by: draft.by, steps: draft.steps, places: draft.places };
  if (view.filters.length > 0) question.filters = toApi(view.filters);
  const { kind, value } = draft.anchor;
  const own = draft.backwards ? "exit" : "entry";
  question[draft.backwards ? "to" : "from"] = kind === "visit" ? own : { [kind]: value.trim() };
  if (draft.walked.length > 0) question.walked = draft.walked.map(choiceOf);
  return question;
}

/** The answer to a draft; asks nothing while it is not whole. */
export function useJourneys(standing: Standing, draft: Draft): Asked<JourneysAnswer> {
  const question = questionOf(standing, draft);
  const { id } = standing.project;
  return useAsked(isWhole(draft) ? JSON.stringify([id, question]) : null, (signal) =>
    askReport<JourneysAnswer>(id, "journeys", question, signal),
  );
}
