import type { ApiFilter } from "../question/filters";
import type { DateRange } from "../question/period";
import { answererOf } from "./answerers";
import { send } from "./http";

/** Which events are meant; docs/api/reports.md. */
export type EventChoice = ({ event: string } | { page: string } | { goal: string } | { any: EventChoice[] }) & { filters?: ApiFilter[] };

/** What every report asks for beside its own. */
export interface ReportQuestion {
  date_range: DateRange;
  filters?: ApiFilter[];
  [member: string]: unknown;
}

/** What every report answers beside its own tables. */
export interface ReportAnswer {
  date_range: [string, string];
  notes: string[];
  time_labels?: string[];
}

/** Asks for a report, `POST /api/v1/projects/{project}/{kind}`, whoever answers. */
export const askReport = <T extends ReportAnswer>(
  project: string,
  kind: string,
  question: ReportQuestion,
  signal: AbortSignal,
): Promise<T> =>
  (answererOf(project)?.report(kind, question, signal) as Promise<T> | undefined) ??
  send<T>("POST", `/api/v1/projects/${encodeURIComponent(project)}/${kind}`, question, { signal });
