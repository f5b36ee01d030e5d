import { useEffect, useState } from "preact/hooks";
import { recentEvents } from "../../api/contents";
import type { LiveEvent } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { ScrollRegion } from "../../controls/ScrollRegion";
import { Empty, Note } from "../../controls/States";
import { showAgo } from "../../format/dates";
import { countLabel } from "../../format/labels";
import { countryName } from "../../format/places";
import { useStanding } from "../../overview/context";
import { withFilter } from "../../question/filters";
import { QUIET_EVENTS } from "../../question/quietEvents";
import { Pulse } from "./Pulse";
import "./live.css";

const SHOWN = 30;
/** More than are shown, for some of them will be bots' or say little. */
const ASKED = 100;
const TICK_MS = 15_000;

const isShown = (event: LiveEvent): boolean => !event.bot_reason && !QUIET_EVENTS.includes(event.name);

/** Events as they are committed, newest first; before the first one comes, the last ones stored. */
export function Live() {
  const { project, live } = useStanding();
  const recent = useAsked(`recent ${project.id}`, () => recentEvents(project.id, ASKED));
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const newest = live.events[0]?.time ?? "";
  const older = (recent.value?.items ?? []).filter(
    (event) => live.events.length === 0 || event.time < (live.events.at(-1)?.time ?? newest),
  );
  const events = [...live.events, ...older].filter(isShown).slice(0, SHOWN);
  return (
    <section id="live" class="card panel" aria-labelledby="live-title">
      <header class="panel-head">
        <h2 id="live-title">Right now</h2>
        <p class="live-now">
          <Pulse />
          {live.visitorsNow === null ? "Connecting…" : `${countLabel(live.visitorsNow, "visitor", "visitors")} in the last 5 minutes`}
        </p>
      </header>
      <div class="panel-body">
        {live.revoked && (
          <Note kind="warn">
            The server has ended the live connection: whoever is signed in here may not read this project any more. Sign in again, or ask an
            owner of it.
          </Note>
        )}
        {live.by === "polling" && !live.revoked && (
          <p class="hint">The live connection is not open; the number is asked for every 15 seconds.</p>
        )}
        {events.length === 0 ? (
          <Empty title="Quiet for the moment">Events appear here as they are stored.</Empty>
        ) : (
          <ScrollRegion class="feed" label="Latest events">
            <ol>
              {events.map((event) => (
                <FeedLine key={`${event.time}${event.name}${event.path}${event.visitor ?? ""}`} event={event} now={now} />
              ))}
            </ol>
          </ScrollRegion>
        )}
      </div>
    </section>
  );
}

/** What happened is a link that filters by it, as in every other panel. */
function FeedLine({ event, now }: { event: LiveEvent; now: number }) {
  const { view, href } = useStanding();
  const only = (key: string, value: string): string => href({ filters: withFilter(view.filters, { op: "is", key, values: [value] }) });
  const who = [event.country && countryName(event.country), event.browser, event.device && event.device !== "Desktop" ? event.device : null]
    .filter(Boolean)
    .join(" · ");
  const props = Object.entries(event.props ?? {});
  return (
    <li class="feed-line">
      <span class={event.name === "pageview" ? "feed-dot" : "feed-dot feed-event"} aria-hidden="true" />
      <span class="feed-what">
        {event.name !== "pageview" && (
          <a class="feed-name" href={only("event", event.name)}>
            {event.name}
          </a>
        )}{" "}
        {event.path ? (
          <a href={only("page", event.path)} title={`${event.hostname ?? ""}${event.path}`}>
            {event.path}
          </a>
        ) : (
          event.hostname
        )}
        {props.length > 0 && (
          <span class="feed-props">
            {props
              .slice(0, 3)
              .map(([name, value]) => `${name}: ${value}`)
              .join(", ")}
          </span>
        )}
      </span>
      <span class="feed-who">
        {who}
        {event.source && event.source !== "Direct / None" && <> via {event.source}</>}
      </span>
      <time class="feed-time" dateTime={event.time}>
        {showAgo(event.time, now)}
      </time>
    </li>
  );
}
