import { useStanding } from "../../overview/context";
import { DIMENSIONS, PROP_PREFIX } from "../../question/dimensions";
import { INTERVAL_LABELS, intervalsOf } from "../../question/interval";
import { AVERAGES, type Draft } from "./draft";
import { useKnownEvents } from "./presets";

interface Props {
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

const BREAKDOWNS = DIMENSIONS.filter((dimension) => dimension.key !== "goal");

/** How the series are told. */
export function Rules({ draft, onChange }: Props) {
  return (
    <section class="trends-rules" aria-label="How they are told">
      {draft.series.length === 2 && (
        <label class="trends-ratio">
          <input type="checkbox" checked={draft.ratio} onChange={(event) => onChange({ ratio: event.currentTarget.checked })} />
          <span>Also the first over the second</span>
        </label>
      )}
      <Breakdown draft={draft} onChange={onChange} />
      <Interval />
      <div class="field">
        <label for="trends-average">Moving average</label>
        <select
          id="trends-average"
          class="input"
          value={String(draft.average)}
          onChange={(event) => onChange({ average: Number(event.currentTarget.value) })}
        >
          {AVERAGES.map((average) => (
            <option key={average} value={String(average)}>
              {average === 0 ? "none" : `over ${average} intervals`}
            </option>
          ))}
        </select>
      </div>
    </section>
  );
}

function Breakdown({ draft, onChange }: Props) {
  const { project } = useStanding();
  const known = useKnownEvents(project.id).flatMap((event) => event.props);
  const chosen = draft.breakdown.startsWith(PROP_PREFIX) ? [draft.breakdown.slice(PROP_PREFIX.length)] : [];
  const props = [...new Set([...known, ...chosen])].sort();
  return (
    <div class="field">
      <label for="trends-breakdown">Broken down by</label>
      <select
        id="trends-breakdown"
        class="input"
        value={draft.breakdown}
        onChange={(event) => onChange({ breakdown: event.currentTarget.value })}
      >
        <option value="">nothing</option>
        {props.length > 0 && (
          <optgroup label="Props">
            {props.map((prop) => (
              <option key={prop} value={PROP_PREFIX + prop}>
                {prop}
              </option>
            ))}
          </optgroup>
        )}
        <optgroup label="Dimensions">
          {BREAKDOWNS.map((dimension) => (
            <option key={dimension.key} value={dimension.key}>
              {dimension.one}
            </option>
          ))}
        </optgroup>
      </select>
    </div>
  );
}

function Interval() {
  const { span, interval, go } = useStanding();
  const possible = intervalsOf(span);
  return (
    <div class="field">
      <label for="trends-interval">By</label>
      <select
        id="trends-interval"
        class="input"
        value={interval}
        disabled={possible.length < 2}
        onChange={(event) => go({ interval: event.currentTarget.value as typeof interval }, "replace")}
      >
        {possible.map((entry) => (
          <option key={entry} value={entry}>
            {INTERVAL_LABELS[entry]}
          </option>
        ))}
      </select>
    </div>
  );
}
