import { askReport, type ReportAnswer, type ReportQuestion } from "../../api/reports";
import { type Asked, useAsked } from "../../api/useAnswer";
import type { Standing } from "../../overview/context";
import { toApi } from "../../question/filters";

export interface PropsAnswer extends ReportAnswer {
  events: { event: string; events: number; visitors: number }[];
  props: { prop: string; events: number; visitors: number; different: number; numbers: number }[];
}

/** What is looked into, as the page's address has it: an event, and one of its props. */
export interface Draft {
  event: string | null;
  prop: string | null;
}

export const writeDraft = ({ event, prop }: Draft): string => JSON.stringify([event, prop]);

/** Whatever an address says, a draft: what cannot be read is taken for a new one. */
export function readDraft(text: string | null): Draft {
  try {
    const [event, prop] = JSON.parse(text ?? "") as unknown[];
    return { event: typeof event === "string" ? event : null, prop: typeof prop === "string" ? prop : null };
  } catch {
    return { event: null, prop: null };
  }
}

/** The events of the period and, of the one chosen or of all, the props. */
export function questionOf({ view, span }: Standing, event: string | null): ReportQuestion {
  const question: ReportQuestion = { date_range: span.range, rows: 200 };
  if (view.filters.length > 0) question.filters = toApi(view.filters);
  if (event !== null) question.events = { event };
  return question;
}

export function useProps(standing: Standing, event: string | null): Asked<PropsAnswer> {
  const question = questionOf(standing, event);
  const { id } = standing.project;
  return useAsked(JSON.stringify([id, question]), (signal) => askReport<PropsAnswer>(id, "props", question, signal));
}
