import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { LiveState } from "../api/live";
import type { Question } from "../api/query";
import type { SharedView } from "../api/shared";
import type { Project } from "../api/types";
import type { Before } from "../question/comparison";
import { type ApiFilter, toApi } from "../question/filters";
import type { Interval } from "../question/interval";
import type { Metric } from "../question/metrics";
import type { DateRange, Period, Present, Span } from "../question/period";
import type { View } from "../question/view";

/** What every panel of the overview stands on. */
export interface Standing {
  project: Project;
  view: View;
  period: Period;
  present: Present;
  span: Span;
  before: Before | null;
  interval: Interval;
  live: LiveState;
  /** Grows when a running period should be asked about again. */
  beat: number;
  /** The address of this overview with some of it changed. */
  href: (change: Partial<View>) => string;
  go: (change: Partial<View>, how?: "push" | "replace") => void;
  /** What a shared link shows; absent for those who are signed in. */
  shared?: SharedView;
}

export const StandingContext = createContext<Standing | null>(null);

export function useStanding(): Standing {
  const standing = useContext(StandingContext);
  if (!standing) throw new Error("A panel was shown outside of the overview.");
  return standing;
}

interface Wanted {
  metrics: Metric[];
  dimensions?: string[];
  range?: DateRange;
  filters?: ApiFilter[];
  limit?: number;
  offset?: number;
  order?: [string, "asc" | "desc"][];
  include?: NonNullable<Question["include"]>;
}

/** A question about the project under the view's period and filters. */
export function questionOf({ project, view, span }: Standing, wanted: Wanted): Question {
  const question: Question = { site_id: project.id, metrics: wanted.metrics, date_range: wanted.range ?? span.range };
  const filters = [...toApi(view.filters), ...(wanted.filters ?? [])];
  if (filters.length > 0) question.filters = filters;
  if (wanted.dimensions) question.dimensions = wanted.dimensions;
  if (wanted.order) question.order_by = wanted.order;
  if (wanted.include) question.include = wanted.include;
  if (wanted.limit) question.pagination = { limit: wanted.limit, offset: wanted.offset ?? 0 };
  return question;
}
