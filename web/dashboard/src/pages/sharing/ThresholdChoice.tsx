import type { Link } from "../../api/links";
import { Note } from "../../controls/States";
import type { Draft } from "./draft";
import { PANELS } from "./words";

interface Props {
  draft: Draft;
  published: Link | null;
  onChange: (to: Partial<Draft>) => void;
}

/** Whether small numbers are hidden, and how. What has once been published decides for all later links of the project. */
export function ThresholdChoice({ draft, published, onChange }: Props) {
  return (
    <>
      <label class="choice">
        <input type="checkbox" checked={draft.hides} onChange={(event) => onChange({ hides: event.currentTarget.checked })} />
        <span>
          <strong>Hide small numbers</strong>
          Nothing is shown about fewer people than you say, and nothing can be worked out by subtracting.
        </span>
      </label>
      {draft.hides && published?.threshold && (
        <Note>
          As the link “{published.name}” does: under {published.threshold.least} visitors, {published.threshold.grain} by{" "}
          {published.threshold.grain}, with its filters. Links that hide differently could be subtracted from each other.
        </Note>
      )}
      {draft.hides && !published && (
        <>
          <div class="two-fields">
            <div class="field">
              <label for="link-least">Visitors that a cell needs</label>
              <input
                id="link-least"
                class="input"
                type="number"
                min={2}
                max={1000}
                required
                value={draft.least}
                onInput={(event) => onChange({ least: event.currentTarget.valueAsNumber })}
              />
            </div>
            <div class="field">
              <label for="link-grain">Published</label>
              <select
                id="link-grain"
                class="input"
                value={draft.grain}
                onChange={(event) => onChange({ grain: event.currentTarget.value as Draft["grain"] })}
              >
                <option value="day">day by day</option>
                <option value="month">month by month, for small sites</option>
              </select>
            </div>
            {PANELS.filter(({ publishable }) => (publishable?.length ?? 0) > 1).map(({ key, label, publishable }) => (
              <div key={key} class="field">
                <label for={`link-of-${key}`}>{label}, by</label>
                <select
                  id={`link-of-${key}`}
                  class="input"
                  value={draft.dimensions[key]}
                  onChange={(event) => onChange({ dimensions: { ...draft.dimensions, [key]: event.currentTarget.value } })}
                >
                  {publishable?.map(({ api, label: of }) => (
                    <option key={api} value={api}>
                      {of}
                    </option>
                  ))}
                </select>
              </div>
            ))}
          </div>
          <p class="hint">This holds for every later link of the project that hides small numbers, and cannot be changed.</p>
        </>
      )}
    </>
  );
}
