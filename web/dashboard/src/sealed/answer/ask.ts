import { Problem } from "../../api/http";
import { answer } from "./answer";
import { bind } from "./bind";
import { placeholders } from "./placeholders";
import type {
  AskedFilter,
  AskedGoal,
  AskedQuestion,
  Cell,
  Plan,
  PlanRequest,
  Range,
  SealedAnswer,
  Statement,
  Tables,
  Values,
} from "./types";

export interface Period {
  from: number;
  to: number;
}

/** Of what no event has a part in. */
export const noPeriod: Period = { from: Number.POSITIVE_INFINITY, to: Number.NEGATIVE_INFINITY };

export const periodOf = ({ date_range: [from, to] }: Pick<Range, "date_range">): Period => ({
  from: Date.parse(from),
  to: Date.parse(to) + 1000,
});

/** What a sealed project's questions are answered with. */
export interface Means {
  goals: readonly AskedGoal[];
  /** The first day with an event in the project's time zone, bots counted or not; null where nothing is stored. */
  firstDay: (withBots: boolean) => Promise<string | null>;
  /** Asks the server for a plan. */
  plan: (request: PlanRequest, signal: AbortSignal) => Promise<Plan>;
  /** Runs one statement on the decrypted events; `period` is all that it is about. */
  run: (sql: string, parameters: readonly string[], signal: AbortSignal, period: Period) => Promise<readonly (readonly Cell[])[]>;
}

const isBot = (dimension: unknown): boolean => dimension === "event:bot" || dimension === "visit:bot";

export const isAboutBots = ([word, second]: AskedFilter): boolean => {
  if (word === "and" || word === "or") return (second as AskedFilter[]).some(isAboutBots);
  return word === "not" ? isAboutBots(second as AskedFilter) : isBot(second);
};

/** Bots are part of the answer only where the question speaks of them, and so is the day of their first event. */
const concernsBots = (question: AskedQuestion): boolean =>
  (question.dimensions ?? []).some(isBot) || (question.filters ?? []).some(isAboutBots);

/** Answers a question in this browser, as the server answers one about an open project. */
export async function askSealed(question: AskedQuestion, means: Means, signal: AbortSignal): Promise<SealedAnswer> {
  const { request, values } = placeholders(question, means.goals);
  const firstDay = question.date_range === "all" ? await means.firstDay(concernsBots(question)) : null;
  const plan = await means.plan(firstDay === null ? request : { ...request, first_day: firstDay }, signal);
  await check(plan.checks, values, means.run, signal);
  return answer(plan, question, means.goals, values, await run(plan, values, means, signal));
}

async function run(plan: Plan, values: Values, means: Means, signal: AbortSignal): Promise<Tables> {
  const { rows: first, count, comparison } = plan.statements;
  const { shape } = plan;
  const period = periodOf(shape);
  const ask = (statement: Statement, about = period, known: Tables["rows"] = []) =>
    means.run(statement.sql, bind(statement, values, known), signal, about);
  const rows = await ask(first);
  const tables: Tables = { rows };
  if (count && rows.length === 0) tables.count = await ask(count);
  // Without rows there are none to compare, unless each time bucket is one.
  const needless = rows.length === 0 && comparison?.parameters.some((parameter) => "rows" in parameter);
  if (comparison && !needless) tables.comparison = await ask(comparison, shape.comparison ? periodOf(shape.comparison) : period, rows);
  return tables;
}

/** Whether the patterns are any is known by the engine alone. */
export async function check(checks: Plan["checks"], values: Values, run: Means["run"], signal: AbortSignal): Promise<void> {
  for (const statement of checks) {
    const [pattern] = bind(statement, values);
    try {
      await run(statement.sql, bind(statement, values), signal, noPeriod);
    } catch (error) {
      signal.throwIfAborted();
      const reason = error instanceof Error ? error.message.slice(error.message.indexOf(":") + 1).trim() : "";
      const detail = `${statement.path}: Invalid regular expression "${pattern}": ${reason}`;
      throw new Problem(
        400,
        "The question cannot be answered",
        detail,
        statement.path,
        "Write it in RE2's syntax; for * and ** use the operator matches_wildcard.",
      );
    }
  }
}
