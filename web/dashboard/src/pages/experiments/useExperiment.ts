import { askReport } from "../../api/reports";
import { type Asked, useAsked } from "../../api/useAnswer";
import type { ExperimentAnswer } from "../../experiments/conclude";
import type { Standing } from "../../overview/context";
import { toApi } from "../../question/filters";
import { type Draft, missing, questionOf } from "./draft";

/** The answer to a draft under the view's period and filters; asks nothing while it is not whole. */
export function useExperiment({ project, view, span }: Standing, draft: Draft): Asked<ExperimentAnswer> {
  const question = { ...questionOf(draft), date_range: span.range };
  if (view.filters.length > 0) question.filters = toApi(view.filters);
  const key = missing(draft) === null ? JSON.stringify([project.id, question]) : null;
  return useAsked(key, (signal) => askReport<ExperimentAnswer>(project.id, "experiments", question, signal));
}
