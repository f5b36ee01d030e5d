import { useState } from "preact/hooks";
import { listDefinitions } from "../../api/definitions";
import { addLink, changeLink, type Link } from "../../api/links";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Dialog } from "../../controls/Dialog";
import { FormError, Note } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { type Draft, draftOf, formOf, newDraft } from "./draft";
import { PanelChoice } from "./PanelChoice";
import { ThresholdChoice } from "./ThresholdChoice";

interface Props {
  project: Project;
  link: Link | null;
  /** A link that has a threshold already, alive or not: another one has to agree with it. */
  published: Link | null;
  onSaved: () => void;
  onClose: () => void;
}

export function LinkDialog({ project, link, published, onSaved, onClose }: Props) {
  const [draft, setDraft] = useState<Draft>(() => (link ? draftOf(link) : newDraft()));
  const reports = useAsked(`reports ${project.id}`, () => listDefinitions(project, "report"));
  const segments = useAsked(`segments ${project.id}`, () => listDefinitions(project, "segment"));
  const saving = useSaving();
  const change = (to: Partial<Draft>): void => setDraft({ ...draft, ...to });
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const fixed = link?.threshold ? link : draft.hides ? published : null;
    const form = formOf(draft, fixed);
    if (fixed) form.filters = fixed.filters;
    if (await saving.run(() => (link ? changeLink(project, link.id, form) : addLink(project, form)))) onSaved();
  };
  const keepsPassword = link?.has_password && draft.password === null;
  return (
    <Dialog title={link ? `Change “${link.name}”` : "New link"} onClose={onClose}>
      <form class="form" onSubmit={(event) => void save(event)}>
        <div class="field">
          <label for="link-name">Name</label>
          <input
            id="link-name"
            class="input"
            required
            maxLength={200}
            autocomplete="off"
            placeholder="Readers see it as the title"
            value={draft.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        </div>
        <PanelChoice draft={draft} reports={reports.value?.items ?? []} onChange={change} />
        {segments.value && segments.value.items.length > 0 && !link?.threshold && !(draft.hides && published) && (
          <div class="field">
            <label for="link-segment">Of whom</label>
            <select
              id="link-segment"
              class="input"
              onChange={(event) => {
                const chosen = segments.value?.items.find(({ id }) => id === event.currentTarget.value);
                change({ filters: event.currentTarget.value === "kept" ? (link?.filters ?? []) : [...(chosen?.body.filters ?? [])] });
              }}
            >
              {link && link.filters.length > 0 && <option value="kept">As it is filtered now</option>}
              <option value="">Everybody</option>
              {segments.value.items.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}, as this segment is now
                </option>
              ))}
            </select>
          </div>
        )}
        {!link && <ThresholdChoice draft={draft} published={published} onChange={change} />}
        {link?.threshold && (
          <Note>
            Cells under {link.threshold.least} visitors are hidden, {link.threshold.grain} by {link.threshold.grain}. This stays as it is.
          </Note>
        )}
        {!draft.hides && (
          <label class="choice">
            <input type="checkbox" checked={draft.mayFilter} onChange={(event) => change({ mayFilter: event.currentTarget.checked })} />
            <span>
              <strong>Readers may filter</strong>
              By what the chosen panels show, such as one country.
            </span>
          </label>
        )}
        <div class="two-fields">
          <div class="field">
            <label for="link-password">Password</label>
            <input
              id="link-password"
              class="input"
              type="text"
              autocomplete="off"
              spellcheck={false}
              minLength={8}
              placeholder={keepsPassword ? "as it is" : "none: public"}
              value={draft.password ?? ""}
              onInput={(event) => change({ password: event.currentTarget.value })}
            />
            {keepsPassword && (
              <button type="button" class="button button-quiet button-small" onClick={() => change({ password: "" })}>
                Remove the password
              </button>
            )}
          </div>
          <div class="field">
            <label for="link-expires">Last day</label>
            <input
              id="link-expires"
              class="input"
              type="date"
              value={draft.expires}
              onInput={(event) => change({ expires: event.currentTarget.value })}
            />
          </div>
        </div>
        <div class="field">
          <label for="link-frames">Sites that may show it in a frame</label>
          <input
            id="link-frames"
            class="input"
            autocomplete="off"
            spellcheck={false}
            placeholder="none; an origin with its https, or * for all"
            value={draft.frames}
            onInput={(event) => change({ frames: event.currentTarget.value })}
          />
        </div>
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy}>
            {link ? "Save" : "Make the link"}
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
