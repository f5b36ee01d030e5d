import type { Bots } from "../../api/types";
import { Empty } from "../../controls/States";
import { showInstant } from "../../format/dates";
import { countLabel } from "../../format/labels";
import { count } from "../../format/numbers";
import { BOT_REASONS } from "../health/dropReasons";
import { SIGNALS } from "./words";

interface Props {
  bots: Bots;
  exceptions: readonly string[];
  busy: boolean;
  onToggle: (exception: string) => void;
}

/** What was seen of each, how often, samples of it, and whether it is counted all the same. */
export function Signals({ bots, exceptions, busy, onToggle }: Props) {
  if (bots.reasons.length === 0) return <Empty icon="check" title="Nothing was taken for a bot in these days" />;
  return (
    <ul class="bots-signals">
      {bots.reasons.map(({ reason, events, visitors, counted, examples }) => {
        const exception = `signal:${reason}`;
        const isCounted = exceptions.includes(exception);
        return (
          <li key={reason}>
            <div class="bots-signal">
              <div class="grow">
                <strong>{SIGNALS[reason] ?? reason.replaceAll("_", " ")}</strong>
                <p class="hint">{BOT_REASONS[reason] ?? "A signal that this page has no words for yet"}</p>
              </div>
              <p class="num bots-count">
                {countLabel(events, "event", "events")}
                <span class="muted">
                  {countLabel(visitors, "visitor", "visitors")}
                  {counted > 0 && `, ${count(counted)} counted`}
                </span>
              </p>
              <button
                type="button"
                class="button button-small"
                aria-label={`${isCounted ? "Keep apart again" : "Count as people"}: ${SIGNALS[reason] ?? reason}`}
                disabled={busy}
                onClick={() => onToggle(exception)}
              >
                {isCounted ? "Keep apart again" : "Count as people"}
              </button>
            </div>
            {examples.length > 0 && (
              <details>
                <summary>Samples</summary>
                <ul class="bot-examples">
                  {examples.map((example, place) => (
                    <li key={`${place}${example.time}`}>
                      <span class="num muted">{showInstant(example.time)}</span> {example.browser ?? "no browser"} on{" "}
                      {example.hostname ?? "an unknown host"}
                      {example.path}
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}
