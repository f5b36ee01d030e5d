import { useEffect } from "preact/hooks";
import { readBots } from "../../api/contents";
import type { BotReason, Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Empty, Failed, Skeleton } from "../../controls/States";
import { showInstant } from "../../format/dates";
import { countLabel } from "../../format/labels";
import { count } from "../../format/numbers";
import type { Day } from "../../question/calendar";
import { BOT_REASONS } from "./dropReasons";

/** Who was left out of the numbers, why, and how many. Nothing is deleted: a question that asks for bots sees them. */
export function BotsSection({ project, from, to }: { project: Project; from: Day; to: Day }) {
  const { value, error, retry } = useAsked(`bots ${project.id} ${from} ${to}`, () => readBots(project.id, `${from},${to}`));
  useEffect(() => {
    if (value && location.hash === "#bots") document.getElementById("bots")?.scrollIntoView();
  }, [value]);
  return (
    <section id="bots" class="card card-pad" aria-labelledby="bots-title">
      <div class="section-head">
        <h2 id="bots-title">Bots</h2>
        {value && <span class="badge num">{countLabel(value.total, "event", "events")}</span>}
        <p>Stored with the reason, and left out of every number on the overview. Events that a server sends with a token are not judged.</p>
      </div>
      {error && <Failed error={error} retry={retry} />}
      {!value && !error && <Skeleton rows={4} />}
      {value && value.reasons.length === 0 && <Empty icon="check" title="No bots in these days" />}
      <ul class="bot-list">
        {value?.reasons.map((reason) => (
          <Reason key={reason.reason} reason={reason} />
        ))}
      </ul>
    </section>
  );
}

function Reason({ reason }: { reason: BotReason }) {
  return (
    <li>
      <details class="bot">
        <summary>
          <span class="grow">{BOT_REASONS[reason.reason] ?? reason.reason.replaceAll("_", " ")}</span>
          <span class="num">
            {count(reason.events)} <span class="muted">{countLabel(reason.visitors, "visitor", "visitors")}</span>
          </span>
        </summary>
        {reason.examples.length > 0 && (
          <ul class="bot-examples">
            {reason.examples.map((example) => (
              <li key={`${example.time}${example.path}`}>
                <span class="num muted">{showInstant(example.time)}</span> {example.browser ?? "no browser"} on{" "}
                {example.hostname ?? "an unknown host"}
                {example.path}
              </li>
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}
