import type { ProjectSummary, SummaryRange } from "../../api/summary";
import type { Project } from "../../api/types";

export const ORDERS = { visitors: "By visitors", pageviews: "By pageviews", change: "By change", name: "By name" } as const;
export type Order = keyof typeof ORDERS;

interface Choice {
  range: SummaryRange;
  order: Order;
}

export function readChoice(search: string): Choice {
  const params = new URLSearchParams(search);
  const [range, order] = [params.get("period"), params.get("order")];
  return {
    range: range === "24h" || range === "28d" || range === "91d" ? range : "7d",
    order: order === "pageviews" || order === "change" || order === "name" ? order : "visitors",
  };
}

export function writeChoice({ range, order }: Choice): string {
  const pairs = [...(range === "7d" ? [] : [`period=${range}`]), ...(order === "visitors" ? [] : [`order=${order}`])];
  return pairs.length > 0 ? `?${pairs.join("&")}` : "";
}

/** By how much visitors changed, as a share of those before; null where there is nothing to measure against. */
export const changeOf = (numbers: ProjectSummary | undefined | null): number | null =>
  numbers?.before && numbers.visitors !== null && numbers.before.visitors > 0
    ? (numbers.visitors - numbers.before.visitors) / numbers.before.visitors
    : null;

function rankOf(numbers: ProjectSummary | undefined, order: Order): number {
  const rank = order === "change" ? changeOf(numbers) : order === "pageviews" ? numbers?.pageviews : numbers?.visitors;
  return rank ?? Number.NEGATIVE_INFINITY;
}

/** The most first; what has no such number comes last, by its name. */
export function inOrder(projects: readonly Project[], numbers: ReadonlyMap<string, ProjectSummary>, order: Order): Project[] {
  const byName = (a: Project, b: Project): number => a.name.localeCompare(b.name, "en");
  if (order === "name") return [...projects].sort(byName);
  return [...projects].sort((a, b) => {
    const [first, second] = [rankOf(numbers.get(a.id), order), rankOf(numbers.get(b.id), order)];
    return first === second ? byName(a, b) : first < second ? 1 : -1;
  });
}
