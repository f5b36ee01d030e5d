import type { ReportAnswer, ReportQuestion } from "../../api/reports";
import { check, isAboutBots, type Means, periodOf } from "./ask";
import { bind } from "./bind";
import { reportPlaceholders } from "./placeholders";
import type { AskedFilter, Cell, ReportPlan, ReportRequest, Values } from "./types";

/** As for questions, with plans of reports. */
export interface ReportMeans extends Omit<Means, "plan"> {
  plan: (request: ReportRequest, signal: AbortSignal) => Promise<ReportPlan>;
}

/** Answers a report in this browser, as the server answers one about an open project. */
export async function reportSealed(kind: string, question: ReportQuestion, means: ReportMeans, signal: AbortSignal): Promise<ReportAnswer> {
  const { request, values } = reportPlaceholders(kind, question, means.goals);
  const firstDay = question.date_range === "all" ? await means.firstDay(filtersIn(question).some(isAboutBots)) : null;
  const plan = await means.plan(firstDay === null ? request : { ...request, first_day: firstDay }, signal);
  await check(plan.checks, values, means.run, signal);
  const answer = answerOf(plan, await tablesOf(plan, values, means.run, signal));
  if (kind === "experiments") return (await import("../../experiments/conclude")).conclude(question, answer);
  return kind === "attribution" ? (await import("../../attribution/convert")).conclude(question, answer) : answer;
}

type Tables = Readonly<Record<string, readonly (readonly Cell[])[]>>;

async function tablesOf(plan: ReportPlan, values: Values, run: Means["run"], signal: AbortSignal): Promise<Tables> {
  const tables: Record<string, readonly (readonly Cell[])[]> = {};
  for (const [name, statement] of Object.entries(plan.statements))
    tables[name] = await run(statement.sql, bind(statement, values), signal, periodOf(plan.shape));
  return tables;
}

/** Puts the answer together from the plan's shape and the rows of its statements: the twin of `ReportWriter`. */
export function answerOf({ shape }: ReportPlan, rows: Tables): ReportAnswer {
  const labels = new Map(shape.buckets);
  const answer: Record<string, unknown> = { date_range: shape.date_range, notes: shape.notes };
  if (shape.buckets) answer.time_labels = shape.buckets.map(([, label]) => label);
  for (const [table, columns] of Object.entries(shape.tables)) {
    answer[table] = (rows[table] ?? []).map((row) =>
      Object.fromEntries(columns.map(({ name, time }, place) => [name, time ? labels.get(Number(row[place])) : told(row[place] ?? null)])),
    );
  }
  return answer as unknown as ReportAnswer;
}

const told = (cell: Cell): Cell => (typeof cell === "bigint" ? Number(cell) : cell);

/** The filters of a report, those of its choices of events included. */
function filtersIn(part: unknown): AskedFilter[] {
  if (Array.isArray(part)) return part.flatMap(filtersIn);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([name, value]) => (name === "filters" ? (value as AskedFilter[]) : filtersIn(value)));
}
