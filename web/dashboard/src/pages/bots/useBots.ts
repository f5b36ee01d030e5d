import { readBots } from "../../api/contents";
import type { Answer } from "../../api/query";
import type { Bots } from "../../api/types";
import { type Asked, useAnswer, useAsked } from "../../api/useAnswer";
import { questionOf, type Standing } from "../../overview/context";
import type { ApiFilter } from "../../question/filters";
import type { Line } from "../trends/lines";

/** Whatever was judged, the reason of each. */
const JUDGED = ["is_not", "event:bot", ["(none)"]] as unknown as ApiFilter;

export const useBots = (standing: Standing, version: number): Asked<Bots> => {
  const { id } = standing.project;
  const { range } = standing.span;
  const days = Array.isArray(range) ? range.join(",") : range;
  return useAsked(`bots ${id} ${days} ${version}`, () => readBots(id, days));
};

/** Events that were judged, by the signal, over time. */
export const useCourse = (standing: Standing): Asked<Answer> =>
  useAnswer(
    questionOf(standing, {
      metrics: ["events"],
      dimensions: [`time:${standing.interval}`, "event:bot"],
      filters: [JUDGED],
      include: { time_labels: true },
      limit: 10_000,
    }),
  );

/** Who they were by a dimension, the most first. */
export const useWho = (standing: Standing, dimension: string): Asked<Answer> =>
  useAnswer(questionOf(standing, { metrics: ["events"], dimensions: [dimension], filters: [JUDGED], limit: 8 }));

/** A line for each signal, the most frequent first. */
export function linesOf({ results, meta }: Answer, names: Readonly<Record<string, string>>): Line[] {
  const labels = meta.time_labels ?? [];
  const sums = new Map<string, number>();
  for (const { dimensions, metrics } of results)
    sums.set(dimensions[1] ?? "", (sums.get(dimensions[1] ?? "") ?? 0) + Number(metrics[0] ?? 0));
  return [...sums]
    .sort(([, a], [, b]) => b - a)
    .map(([reason, number]) => {
      const own = new Map(
        results.filter((row) => row.dimensions[1] === reason).map((row) => [row.dimensions[0], Number(row.metrics[0] ?? 0)]),
      );
      return {
        key: reason,
        name: names[reason] ?? reason.replaceAll("_", " "),
        kind: "count",
        number,
        before: null,
        values: labels.map((label) => own.get(label) ?? 0),
        olds: [],
        smooth: [],
        filters: null,
      };
    });
}
