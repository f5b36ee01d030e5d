import { recentEvents, seenEvents } from "../api/contents";
import { declaredEvents } from "../api/projects";
import { useAsked } from "../api/useAnswer";

const LOOK_AT = 200;

/**
 * The names of the props that custom events carry: those declared, those the server has seen, and those of the last
 * events, sorted. A source that cannot be read is left out.
 */
export function usePropNames(project: string): string[] {
  const asked = useAsked(`props ${project}`, async () => {
    const [declared, seen, recent] = await Promise.all([
      declaredEvents(project).then(
        (list) => list.items.flatMap((event) => event.props),
        () => [],
      ),
      seenEvents(project).then(
        (list) => list.items.flatMap((event) => event.props ?? []),
        () => [],
      ),
      recentEvents(project, LOOK_AT).then(
        (list) => list.items.flatMap((event) => Object.keys(event.props ?? {})),
        () => [],
      ),
    ]);
    return [...new Set([...declared, ...seen, ...recent])].sort();
  });
  return asked.value ?? [];
}
