import type { Definition } from "../../api/definitions";
import type { Draft } from "./draft";
import { PANELS } from "./words";

interface Props {
  draft: Draft;
  reports: Definition<"report">[];
  onChange: (to: Partial<Draft>) => void;
}

const toggled = (list: readonly string[], one: string): string[] =>
  list.includes(one) ? list.filter((other) => other !== one) : [...list, one];

/** What of the project is shown. */
export function PanelChoice({ draft, reports, onChange }: Props) {
  return (
    <fieldset class="field">
      <legend class="field-label">It shows</legend>
      <div class="sharing-panels">
        {PANELS.map(({ key, label, publishable }) => (
          <label key={key} class="choice">
            <input
              type="checkbox"
              disabled={draft.hides && publishable === null}
              checked={draft.panels.includes(key) && !(draft.hides && publishable === null)}
              onChange={() => onChange({ panels: toggled(draft.panels, key) })}
            />
            <span>{label}</span>
          </label>
        ))}
        {!draft.hides &&
          reports.map(({ id, name, body }) => (
            <label key={id} class="choice">
              <input
                type="checkbox"
                checked={draft.reports.includes(id)}
                onChange={() => onChange({ reports: toggled(draft.reports, id) })}
              />
              <span>
                {name} <span class="muted">({body.report})</span>
              </span>
            </label>
          ))}
      </div>
    </fieldset>
  );
}
