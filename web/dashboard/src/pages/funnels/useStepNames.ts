import { useEffect, useState } from "preact/hooks";
import { listGoals } from "../../api/goals";
import { ask } from "../../api/query";
import type { Standing } from "../../overview/context";
import { eventNames } from "../../overview/eventNames";
import type { StepKind } from "./draft";

const MOST = 100;

/** What a step could be, the commonest first, so that nobody has to know how a page or an event is spelt. */
export function useStepNames({ project, span }: Standing): Record<StepKind, string[]> {
  const [names, setNames] = useState<Record<StepKind, string[]>>({ page: [], event: [], goal: [] });
  useEffect(() => {
    let current = true;
    const take = (kind: StepKind, found: Promise<string[]>): void => {
      found.then(
        (list) => current && setNames((old) => ({ ...old, [kind]: list })),
        () => undefined, // suggestions are a convenience: any name can be typed
      );
    };
    const pages = ask({
      site_id: project.id,
      metrics: ["visitors"],
      date_range: span.range,
      dimensions: ["event:page"],
      pagination: { limit: MOST, offset: 0 },
    });
    take(
      "page",
      pages.then((answer) => answer.results.map((row) => row.dimensions[0] ?? "")),
    );
    take("event", eventNames({ project, span }));
    take(
      "goal",
      listGoals(project).then(({ items }) => items.map((goal) => goal.display_name)),
    );
    return () => {
      current = false;
    };
  }, [project.id, JSON.stringify(span.range)]);
  return names;
}
