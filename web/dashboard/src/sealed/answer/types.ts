// What docs/api/plan.md describes: a question without its words, and the plan that the server makes of it.
import type { MetricValue } from "../../format/numbers";
import type { Metric } from "../../question/metrics";

/** A filter in any of the query API's forms, nested ones included. */
export type AskedFilter = readonly unknown[];

/** A question as pages ask it. */
export interface AskedQuestion {
  site_id: string;
  metrics: readonly (Metric | "group_conversion_rate")[];
  date_range: unknown;
  dimensions?: readonly string[];
  filters?: readonly AskedFilter[];
  order_by?: readonly (readonly [string, "asc" | "desc"])[];
  include?: object;
  pagination?: object;
}

export type AskedMetric = AskedQuestion["metrics"][number];

/** A goal as its definition says it. */
export interface AskedGoal {
  display_name: string;
  event_name?: string | null;
  page_path?: string | null;
  currency?: string | null;
}

export type Change = "text" | "beginning" | "wildcard" | "wildcard_any_case" | "regex_any_case";

/** A text of the statement's own, a text that only this browser has, or how the rows of the first statement read at a place. */
export type PlannedParameter = { value: string } | { placeholder: string; as: Change } | { rows: number };

export interface Statement {
  sql: string;
  parameters: readonly PlannedParameter[];
}

/** A range as the project's clock lays it out. */
export interface Range {
  date_range: readonly [string, string];
  /** Of each time bucket its key, as rows have it, and how it reads. Empty where the question does not group by time. */
  buckets: readonly (readonly [number, string])[];
}

export interface Shape extends Range {
  order_by: readonly { metric?: number; dimension?: number; direction: "asc" | "desc" }[];
  comparison?: Range;
  /** The placeholder of the currency that all revenue is told in; null: rows have their own, or none. */
  currency: string | null;
  metric_warnings: Readonly<Record<string, { code: string; warning: string }>>;
  include: { imports: boolean; time_labels: boolean; total_rows: boolean; comparisons?: object };
  pagination: { limit: number; offset: number };
}

export interface Plan {
  statements: { rows: Statement; count?: Statement; comparison?: Statement };
  /** Statements that fail where a pattern of the question is none, with the filter that holds it. */
  checks: readonly (Statement & { path: string })[];
  shape: Shape;
}

/** What the server is sent. */
export interface PlanRequest {
  question: object;
  goals: object[];
  /** The first day on which something happened, in the project's time zone; for questions about all time. */
  first_day?: string;
}

/** The same for a report. */
export interface ReportRequest extends PlanRequest {
  report: string;
}

/** How a report is answered: a statement a table, and what its columns are called. */
export interface ReportPlan {
  statements: Readonly<Record<string, Statement>>;
  checks: Plan["checks"];
  shape: {
    date_range: readonly [string, string];
    notes: readonly string[];
    tables: Readonly<Record<string, readonly { name: string; time?: boolean }[]>>;
    buckets?: readonly (readonly [number, string])[];
  };
}

/** Texts by placeholder. They never leave this browser. */
export type Values = Readonly<Record<string, string>>;

export type Cell = string | number | bigint | boolean | null;

/** The rows of a plan's statements. */
export interface Tables {
  rows: readonly (readonly Cell[])[];
  count?: readonly (readonly Cell[])[];
  comparison?: readonly (readonly Cell[])[];
}

export interface AnswerRow {
  dimensions: string[];
  metrics: MetricValue[];
  comparison?: { dimensions: string[]; metrics: MetricValue[]; change: (number | null)[] };
}

/** As `POST /api/v2/query` answers. */
export interface SealedAnswer {
  results: AnswerRow[];
  meta: { time_labels?: string[]; comparison_time_labels?: string[]; total_rows?: number; [name: string]: unknown };
  query: Record<string, unknown>;
}
