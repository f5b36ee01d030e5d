import { compare } from "./compare";
import { type KeyedRow, RowReader } from "./rows";
import type { AnswerRow, AskedGoal, AskedQuestion, Plan, SealedAnswer, Shape, Tables, Values } from "./types";

/** The answer to a question from the rows of its plan, as `POST /api/v2/query` gives it: src/Query/Results/AnswerWriter.cs. */
export function answer(plan: Plan, question: AskedQuestion, goals: readonly AskedGoal[], values: Values, tables: Tables): SealedAnswer {
  const { shape } = plan;
  const reader = new RowReader(plan, question, goals, values);
  const rows = reader.read(tables.rows, shape);
  const compared = shape.comparison ? compare(question, shape, rows, reader.read(tables.comparison ?? [], shape.comparison), reader) : rows;
  return { results: compared.map(written), meta: meta(shape, tables), query: query(question, shape) };
}

function written({ dimensions, metrics, comparison }: KeyedRow): AnswerRow {
  return comparison ? { dimensions, metrics, comparison } : { dimensions, metrics };
}

function meta(shape: Shape, tables: Tables): SealedAnswer["meta"] {
  const told: SealedAnswer["meta"] = {};
  if (shape.include.imports) Object.assign(told, { imports_included: false, imports_skip_reason: "no_imported_data" });
  if (shape.include.time_labels) told.time_labels = shape.buckets.map(([, label]) => label);
  if (shape.include.time_labels && shape.comparison) told.comparison_time_labels = shape.comparison.buckets.map(([, label]) => label);
  if (shape.include.total_rows) told.total_rows = total(tables);
  if (Object.keys(shape.metric_warnings).length > 0) told.metric_warnings = shape.metric_warnings;
  return told;
}

/** Each row carries the total in its last column; a page beyond the last one has none, and is counted apart. */
const total = (tables: Tables): number => Number((tables.rows[0] ?? tables.count?.[0])?.at(-1) ?? 0);

const query = (question: AskedQuestion, shape: Shape): Record<string, unknown> => ({
  site_id: question.site_id,
  metrics: question.metrics,
  date_range: shape.date_range,
  ...(shape.comparison ? { comparison_date_range: shape.comparison.date_range } : {}),
  filters: question.filters ?? [],
  dimensions: question.dimensions ?? [],
  order_by: shape.order_by.map(({ metric, dimension, direction }) => [
    metric === undefined ? question.dimensions?.[dimension ?? 0] : question.metrics[metric],
    direction,
  ]),
  include: shape.include,
  pagination: shape.pagination,
});
