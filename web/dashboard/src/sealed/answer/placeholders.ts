import { Problem } from "../../api/http";
import { goalsNamed } from "./goals";
import type { AskedFilter, AskedGoal, AskedQuestion, PlanRequest, ReportRequest, Values } from "./types";
import { formOf } from "./wildcard";

const PROPS = "event:props:";
/** Where values with `*` are patterns. */
const PATTERNS = new Set(
  "event:page event:hostname visit:entry_page visit:exit_page visit:entry_page_hostname visit:exit_page_hostname".split(" "),
);

/** Members of reports that no statement depends on. */
const KEPT = new Set(["name", "control", "weights", "convert"]);

/** What stands for an absent value is part of the language, and says nothing about anybody. */
function absentOf(dimension: string): string {
  if (dimension === "visit:source" || dimension === "visit:referrer") return "Direct / None";
  return dimension.startsWith(PROPS) || dimension.startsWith("visit:first_") || dimension.endsWith(":bot") ? "(none)" : "(not set)";
}

/** Takes the words out of a question: what is left tells the server what kind of question it is, and the words stay here. */
export function placeholders(question: AskedQuestion, goals: readonly AskedGoal[]): { request: PlanRequest; values: Values } {
  const taken = new Taken(goals);
  const planned: Record<string, unknown> = { ...question };
  if (question.dimensions) planned.dimensions = question.dimensions.map((name) => taken.dimension(name));
  if (question.filters) planned.filters = question.filters.map((filter, place) => taken.filter(filter, `#/filters/${place}`));
  if (question.order_by) planned.order_by = question.order_by.map(([name, direction]) => [taken.dimension(name), direction]);
  return { request: { question: planned, goals: goals.map((goal, place) => taken.goal(goal, place)) }, values: taken.values };
}

/** The members of reports that bring words, wherever they stand. */
export function reportPlaceholders(
  kind: string,
  question: object,
  goals: readonly AskedGoal[],
): { request: ReportRequest; values: Values } {
  const taken = new Taken(goals);
  const planned = taken.report(question as Record<string, unknown>, "#");
  return { request: { report: kind, question: planned, goals: goals.map((goal, place) => taken.goal(goal, place)) }, values: taken.values };
}

class Taken {
  readonly values: Record<string, string> = {};
  private readonly props: string[] = [];
  private readonly currencies: string[] = [];
  private count = 0;

  constructor(private readonly goals: readonly AskedGoal[]) {}

  dimension(name: string): unknown {
    return name.startsWith(PROPS) ? this.once("p", this.props, name.slice(PROPS.length)) : name;
  }

  report(part: Record<string, unknown>, path: string): Record<string, unknown> {
    const planned: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(part)) {
      if (!KEPT.has(name)) planned[name] = this.member(name, value, `${path}/${name}`);
    }
    return planned;
  }

  private member(name: string, value: unknown, path: string): unknown {
    if (value === null || value === undefined) return value;
    if (name === "event" || name === "page") return this.value("is", `event:${name}`, String(value));
    if (name === "goal" && typeof value === "string") return this.goalsOf("is", [value], false, path)[0];
    if (name === "experiment") return this.value("is", `${PROPS}experiment`, String(value));
    if (name === "revenue") return this.value("is", "event:name", String(value));
    if (name === "breakdown" || name === "property" || name === "variant" || name === "by") return this.dimension(String(value));
    if (name === "filters") return (value as AskedFilter[]).map((filter, place) => this.filter(filter, `${path}/${place}`));
    if (Array.isArray(value)) return value.map((item, place) => (isPart(item) ? this.report(item, `${path}/${place}`) : item));
    return isPart(value) ? this.report(value, path) : value;
  }

  filter(filter: AskedFilter, path: string): unknown[] {
    const [word, second, third, ...rest] = filter as [string, unknown, unknown, ...unknown[]];
    if (word === "and" || word === "or")
      return [word, (second as AskedFilter[]).map((part, place) => this.filter(part, `${path}/1/${place}`))];
    if (word === "not" || word === "has_done" || word === "has_not_done") return [word, this.filter(second as AskedFilter, `${path}/1`)];
    const name = String(second);
    const values = (third as unknown[]).map(String);
    const loose = (rest[0] as { case_sensitive?: boolean } | undefined)?.case_sensitive === false;
    if (name === "event:goal") return [word, name, this.goalsOf(word, values, loose, path), ...rest];
    if (name === "visit:country" && word.startsWith("is")) demandCodes(values, path);
    return [word, this.dimension(name), values.map((value) => this.value(word, name, value)), ...rest];
  }

  goal(goal: AskedGoal, place: number): object {
    const name = this.keep(`g${place}`, goal.display_name);
    const currency = goal.currency ? { currency: this.once("c", this.currencies, goal.currency) } : {};
    if (goal.event_name) return { name, event_name: this.keep(`g${place}_event`, goal.event_name), ...currency };
    const pattern = goal.page_path ?? "";
    return { name, page_path: { ...this.keep(`g${place}_page`, pattern), ...formed(pattern) }, ...currency };
  }

  /** Which goals a condition names is found here; the server is told which of its placeholders they are. */
  private goalsOf(word: string, values: string[], loose: boolean, path: string): object[] {
    const named = goalsNamed(this.goals, word, values, loose, path);
    return named.length > 0 ? named.map((place) => ({ placeholder: `g${place}` })) : [{ placeholder: "none" }];
  }

  private value(word: string, dimension: string, value: string): unknown {
    if (value === absentOf(dimension)) return value;
    const placeholder = this.keep(`v${this.count++}`, value);
    const patterns = word.startsWith("matches_wildcard") || (word.startsWith("is") && PATTERNS.has(dimension));
    return patterns ? { ...placeholder, ...formed(value) } : placeholder;
  }

  /** Equal texts of a family get one placeholder: the server must see that they are one. */
  private once(family: string, known: string[], text: string): { placeholder: string } {
    if (!known.includes(text)) known.push(text);
    return this.keep(`${family}${known.indexOf(text)}`, text);
  }

  private keep(placeholder: string, text: string): { placeholder: string } {
    this.values[placeholder] = text;
    return { placeholder };
  }
}

const isPart = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

function formed(text: string): { form?: string } {
  const form = formOf(text);
  return form === "plain" ? {} : { form };
}

function demandCodes(values: readonly string[], path: string): void {
  if (values.every((value) => value.length === 2 || value === "(not set)")) return;
  const message = "Invalid visit:country filter, visit:country needs to be a valid 2-letter country code.";
  throw new Problem(400, "The question cannot be answered", `${path}: ${message}`, path, "See docs/api/query.md for what can be asked.");
}
