import { filterText } from "../format/labels";
import type { Standing } from "../overview/context";
import { DIMENSIONS } from "../question/dimensions";
import { OPERATOR_LABELS, withoutFilter } from "../question/filters";
import { labelOf, TOTALS } from "../question/metrics";
import { PERIOD_LABELS, PERIOD_SHORTCUTS, type PeriodKey, step } from "../question/period";
import type { Command } from "./commands";
import type { Asks } from "./supply";

/** What can be done with a page's period and filters. */
export function commandsOf(standing: Standing, asks: Asks): Command[] {
  const { view, period, present, project, go } = standing;
  const periods = (Object.keys(PERIOD_LABELS) as PeriodKey[]).map(
    (key): Command => ({
      id: key,
      group: "Period",
      label: key === "custom" ? "Custom range…" : PERIOD_LABELS[key],
      words: "date days range",
      ...(PERIOD_SHORTCUTS[key] && { key: PERIOD_SHORTCUTS[key] }),
      run: () => (key === "custom" ? asks.custom() : go({ period: { key } })),
    }),
  );
  const steps = ([-1, 1] as const).flatMap((direction): Command[] => {
    const next = step(period, direction, present);
    if (!next) return [];
    const [label, key] = direction < 0 ? ["The period before", ","] : ["The period after", "."];
    return [{ id: label, group: "Period", label, key, run: () => go({ period: next }) }];
  });
  const present_ = view.filters.map((filter, index): Command => {
    const { name, operator, values } = filterText(filter.key, OPERATOR_LABELS[filter.op], filter.values);
    return {
      id: `remove ${index}`,
      group: "Filters",
      label: `Remove: ${name} ${operator} ${values}`,
      run: () => go({ filters: withoutFilter(view.filters, index) }),
    };
  });
  const clear: Command[] =
    view.filters.length > 0
      ? [{ id: "clear", group: "Filters", label: "Clear all filters", key: "Esc", run: () => go({ filters: [] }) }]
      : [];
  const dimensions = DIMENSIONS.filter(({ group }) => group !== "First visit" || project.mode === "identified");
  const filters = dimensions.map(
    ({ key, one, many }): Command => ({
      id: key,
      group: "Filters",
      label: `Filter by ${one.toLowerCase()}…`,
      words: many,
      run: () => asks.filter(key),
    }),
  );
  return [
    ...present_,
    ...clear,
    { id: "add", group: "Filters", label: "Add a filter…", key: "/", run: () => asks.filter(null) },
    ...periods,
    ...steps,
    ...filters,
  ];
}

/** What the overview shows besides. */
export function commandsOfOverview({ view, go }: Standing): Command[] {
  const metrics = TOTALS.map(
    (metric): Command => ({
      id: metric,
      group: "Chart",
      label: `Draw ${labelOf(metric, false).toLowerCase()}`,
      run: () => go({ metric }, "replace"),
    }),
  );
  const tables = DIMENSIONS.filter(({ group }) => group !== "First visit").map(
    ({ key, many }): Command => ({
      id: `table ${key}`,
      group: "Tables",
      label: `All ${many.toLowerCase()}`,
      run: () => go({ details: key }),
    }),
  );
  const compares: Command = {
    id: "compare",
    group: "Chart",
    label: view.comparison === "none" ? "Compare with the period before" : "No comparison",
    key: "X",
    run: () => go({ comparison: view.comparison === "none" ? "previous" : "none" }),
  };
  return [compares, ...metrics, ...tables];
}
