import type { Definition } from "../../api/definitions";
import { Problem } from "../../api/http";
import type { AskedFilter } from "./types";

type Segments = readonly Definition<"segment">[];

const isSegment = (filter: AskedFilter): boolean => filter[1] === "segment";

const refuse = (detail: string): never => {
  throw new Problem(400, "The question cannot be answered", detail, "#/filters", "Save the segment again, or remove the filter.");
};

/** By its id or its name, as the server finds those of open projects. */
function filtersOf(name: unknown, segments: Segments): readonly AskedFilter[] {
  const found = segments.find(({ id }) => id === name) ?? segments.find((segment) => segment.name === name);
  return found?.body.filters ?? refuse(`Invalid segment ${JSON.stringify(name)}: this project has no segment of that id or name.`);
}

function valuesOf([operator, , values, ...more]: AskedFilter): readonly unknown[] {
  if ((operator !== "is" && operator !== "is_not") || more.length > 0) refuse("A segment can only be filtered with is and is_not.");
  return Array.isArray(values) && values.length > 0 ? values : refuse("Expected a list of at least one segment.");
}

/** Filters with what segments stand for in their place: the twin of the server's `FilterParser`. */
export const expandFilters = (filters: readonly AskedFilter[], segments: Segments): AskedFilter[] =>
  filters.flatMap((filter) => {
    if (!isSegment(filter) || filter[0] !== "is" || valuesOf(filter).length > 1) return [expand(filter, segments)];
    // Beside the other filters, where goals are looked for.
    return [...filtersOf(valuesOf(filter)[0], segments)];
  });

function expand(filter: AskedFilter, segments: Segments): AskedFilter {
  const [word, operand] = filter;
  if (word === "and" || word === "or") return [word, (operand as AskedFilter[]).map((part) => expand(part, segments))];
  if (word === "not" || word === "has_done" || word === "has_not_done") return [word, expand(operand as AskedFilter, segments)];
  if (!isSegment(filter)) return filter;
  const parts = valuesOf(filter).map((name) => ["and", filtersOf(name, segments)] as const);
  const any = parts.length === 1 && parts[0] ? parts[0] : ["or", parts];
  return word === "is_not" ? ["not", any] : any;
}

/** Whether a question or a report names a segment anywhere. */
export const namesSegments = (part: unknown): boolean =>
  Array.isArray(part)
    ? part[1] === "segment" || part.some(namesSegments)
    : typeof part === "object" && part !== null && Object.values(part).some(namesSegments);

/** A question or a report with all of its filters written out. */
export function expandIn<T>(part: T, segments: Segments): T {
  if (Array.isArray(part)) return part.map((item) => expandIn(item as unknown, segments)) as T;
  if (typeof part !== "object" || part === null) return part;
  const members = Object.entries(part).map(([name, value]) => [
    name,
    name === "filters" && Array.isArray(value) ? expandFilters(value as AskedFilter[], segments) : expandIn(value as unknown, segments),
  ]);
  return Object.fromEntries(members) as T;
}
