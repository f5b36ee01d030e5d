import { dimensionOf, SEGMENT } from "./dimensions";

export const OPERATORS = ["is", "is_not", "contains", "contains_not", "matches", "matches_not"] as const;
export type Operator = (typeof OPERATORS)[number];

export const OPERATOR_LABELS: Record<Operator, string> = {
  is: "is",
  is_not: "is not",
  contains: "contains",
  contains_not: "does not contain",
  matches: "matches",
  matches_not: "does not match",
};

/** Goals can only be asked for: an event that misses one goal may still reach another. A segment is meant or left out. */
export const operatorsOf = (key: string): readonly Operator[] =>
  key === "goal" ? ["is", "contains"] : key === SEGMENT ? ["is", "is_not"] : OPERATORS;

/** One condition: any of the values. All filters of an address hold together. */
export interface Filter {
  op: Operator;
  /** A dimension's key, such as `source` or `prop.plan`. */
  key: string;
  values: string[];
}

/** How the query API words a filter. */
export type ApiFilter = [Operator, string, string[]] | [Operator, string, string[], { case_sensitive: boolean }];

export function toApi(filters: readonly Filter[]): ApiFilter[] {
  return filters.flatMap((filter): ApiFilter[] => {
    const dimension = dimensionOf(filter.key);
    if (!dimension || filter.values.length === 0) return [];
    const loose = filter.op === "contains" || filter.op === "contains_not";
    return loose ? [[filter.op, dimension.api, filter.values, { case_sensitive: false }]] : [[filter.op, dimension.api, filter.values]];
  });
}

/** `is,source,Google,Bing`, each part escaped for itself so that values may hold commas. */
export const writeFilter = (filter: Filter): string => [filter.op, filter.key, ...filter.values].map(escapePart).join(",");

export function readFilter(text: string): Filter | null {
  const [op, key, ...values] = text.split(",").map(unescapePart);
  if (!op || !key || values.length === 0 || !(operatorsOf(key) as readonly string[]).includes(op) || !dimensionOf(key)) return null;
  return { op: op as Operator, key, values };
}

const escapePart = (part: string): string => part.replaceAll("!", "!!").replaceAll(",", "!.");

function unescapePart(part: string): string {
  return part.replace(/!!|!\./g, (pair) => (pair === "!!" ? "!" : ","));
}

const sameFilter = (a: Filter, b: Filter): boolean => writeFilter(a) === writeFilter(b);

/** Adds a condition. A second value for the same `is` replaces the first one: a click on a row says "this", not "this too". */
export function withFilter(filters: readonly Filter[], added: Filter): Filter[] {
  if (filters.some((filter) => sameFilter(filter, added))) return [...filters];
  const others = filters.filter((filter) => !(filter.key === added.key && (filter.op === added.op || added.op === "is")));
  if (added.op !== "is_not") return [...others, added];
  const same = filters.find((filter) => filter.key === added.key && filter.op === "is_not");
  return [...others, same ? { ...same, values: [...new Set([...same.values, ...added.values])] } : added];
}

export const withoutFilter = (filters: readonly Filter[], index: number): Filter[] => filters.filter((_, at) => at !== index);

/** The one value that a dimension is filtered to, if it is one. */
export function soleValue(filters: readonly Filter[], key: string): string | null {
  const found = filters.find((filter) => filter.key === key && filter.op === "is");
  return found && found.values.length === 1 ? (found.values[0] ?? null) : null;
}

/** True where the question counts conversions: it is bound to a goal, or to one kind of custom event. */
export const hasGoal = (filters: readonly Filter[]): boolean => filters.some((filter) => filter.key === "goal" && filter.op === "is");
