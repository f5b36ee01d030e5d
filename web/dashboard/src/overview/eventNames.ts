import { seenEvents } from "../api/contents";
import { ask } from "../api/query";
import type { Standing } from "./context";

const MOST = 100;

/**
 * Names of events to choose from: those of the period that is shown, the commonest first, then the others that the project is known to have. A sealed
 * project knows those of its last days only, so that the period's come from the period. A source that cannot be read is left out.
 */
export async function eventNames({ project, span }: Pick<Standing, "project" | "span">): Promise<string[]> {
  const shown = ask({
    site_id: project.id,
    metrics: ["events"],
    date_range: span.range,
    dimensions: ["event:name"],
    pagination: { limit: MOST, offset: 0 },
  }).then(
    ({ results }) => results.map(({ dimensions }) => dimensions[0] ?? ""),
    () => [],
  );
  const seen = seenEvents(project.id).then(
    ({ items }) => items.map(({ name }) => name),
    () => [],
  );
  return [...new Set([...(await shown), ...(await seen)])];
}
