import { recentEvents, seenEvents } from "../../api/contents";
import { declaredEvents } from "../../api/projects";
import { useAsked } from "../../api/useAnswer";
import { PROP_PREFIX } from "../../question/dimensions";
import { type Draft, NEW_DRAFT, type Series } from "./draft";

/** A question that shipped software is often asked, for the events that a project has. */
export interface Preset {
  name: string;
  draft: Draft;
}

export interface KnownEvent {
  name: string;
  props: string[];
}

const LOOK_AT = 200;
const VERSION = /^(app_|client_|extension_)?version$/;
const PROVIDER = /^(llm_|model_)?provider$/;
const SECONDS = /(^|[_.-])(seconds|secs)$/;
const APPROVAL = /approv/;

/** The events of a project with the props that they carry, the commonest first. A source that cannot be read is left out. */
export function useKnownEvents(project: string): KnownEvent[] {
  const asked = useAsked(`known events ${project}`, async () => {
    const lists = await Promise.all([
      seenEvents(project).then(
        (list) => list.items.map(({ name, props }) => ({ name, props: props ?? [] })),
        () => [],
      ),
      declaredEvents(project).then(
        (list) => list.items.map(({ name, props }) => ({ name, props })),
        () => [],
      ),
      recentEvents(project, LOOK_AT).then(
        (list) => list.items.map(({ name, props }) => ({ name, props: Object.keys(props ?? {}) })),
        () => [],
      ),
    ]);
    return merge(lists.flat());
  });
  return asked.value ?? [];
}

export function merge(events: readonly KnownEvent[]): KnownEvent[] {
  const byName = new Map<string, Set<string>>();
  for (const { name, props } of events) byName.set(name, new Set([...(byName.get(name) ?? []), ...props]));
  return [...byName].map(([name, props]) => ({ name, props: [...props] }));
}

/** Those questions that the project's events can answer. */
export function presetsFor(events: readonly KnownEvent[]): Preset[] {
  const find = (prop: RegExp, name = /./) =>
    events
      .filter((event) => name.test(event.name))
      .flatMap((event) => event.props.filter((known) => prop.test(known)).map((known) => ({ event: event.name, prop: known })))[0];
  const presets: Preset[] = [];
  const add = (name: string, series: Series[], more: Partial<Draft> = {}): number =>
    presets.push({ name, draft: { ...NEW_DRAFT, series, ...more } });
  const version = find(VERSION);
  if (version) {
    const installations: Series = { kind: "event", value: version.event, measure: "visitors", prop: "" };
    add("Active installations", [installations], { average: 7 });
    add("Versions in use", [installations], { breakdown: PROP_PREFIX + version.prop });
  }
  const provider = find(PROVIDER);
  if (provider)
    add("Providers in use", [{ kind: "event", value: provider.event, measure: "visitors", prop: "" }], {
      breakdown: PROP_PREFIX + provider.prop,
    });
  const wait = find(SECONDS, APPROVAL);
  if (wait) {
    const timed = (measure: Series["measure"]): Series => ({ kind: "event", value: wait.event, measure, prop: wait.prop });
    add("Time to approval", [timed("median"), timed("p90")]);
  }
  const asked = find(/(requires?|needs)_approval|approval_required/);
  if (asked) add("Share that requires approval", [{ kind: "event", value: asked.event, measure: "share", prop: asked.prop }]);
  return presets;
}
