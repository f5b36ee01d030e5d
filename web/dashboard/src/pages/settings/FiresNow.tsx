import { useEffect, useRef, useState } from "preact/hooks";
import { answererOf } from "../../api/answerers";
import { LiveConnection, type LiveState, notYetLive } from "../../api/live";
import type { LiveEvent, Project } from "../../api/types";
import { showAgo } from "../../format/dates";
import { countLabel } from "../../format/labels";
import { fires, type Wish } from "./fires";

const MOST_SHOWN = 5;

interface Seen {
  /** What came since the check began, newest first. */
  events: readonly LiveEvent[];
  by: LiveState["by"];
}

/** What arrives from now on; what the connection brought along from before does not count. */
function useArrivals(project: Project): Seen {
  const [state, setState] = useState<LiveState>(notYetLive);
  const begun = useRef<ReadonlySet<LiveEvent> | null>(null);
  useEffect(() => {
    const answerer = answererOf(project.id);
    if (answerer) return answerer.follow(setState);
    const connection = new LiveConnection(project.id, setState);
    return () => connection.close();
  }, [project.id]);
  if (begun.current === null && state.by !== "connecting") begun.current = new Set(state.events);
  const before = begun.current;
  return { events: before === null ? [] : state.events.filter((event) => !before.has(event)), by: state.by };
}

/** While a goal is written: do it on your site, and see whether it would have counted. */
export function FiresNow({ project, wish }: { project: Project; wish: Wish }) {
  const { events, by } = useArrivals(project);
  const hits = events.filter((event) => fires(wish, event));
  const others = [...new Set(events.filter((event) => !hits.includes(event)).map(nameOf))].slice(0, MOST_SHOWN);
  const now = Date.now();
  return (
    <div class={hits.length > 0 ? "fires fires-hit" : "fires"} role="status">
      <p>
        <span class="pulse" aria-hidden="true" />{" "}
        {hits.length > 0 ? (
          <strong>It fires: {countLabel(hits.length, "event", "events")} just now</strong>
        ) : wish.what === "" ? (
          "Name it, then do it on your site: it shows here as soon as it arrives."
        ) : by === "polling" ? (
          "The live connection is not open, so nothing can be shown here."
        ) : (
          "Nothing like it yet. Do it on your site now: it shows here as soon as it arrives."
        )}
      </p>
      {hits.length > 0 && (
        <ul>
          {hits.slice(0, MOST_SHOWN).map((event, place) => (
            <li key={`${place}${event.time}`}>
              {nameOf(event)} <span class="muted">{showAgo(event.time, now)}</span>
            </li>
          ))}
        </ul>
      )}
      {hits.length === 0 && others.length > 0 && <p class="hint">What came instead: {others.join(", ")}</p>}
    </div>
  );
}

const nameOf = (event: LiveEvent): string =>
  event.name === "pageview" ? `page ${event.path ?? ""}` : `${event.name} on ${event.path ?? "no page"}`;
