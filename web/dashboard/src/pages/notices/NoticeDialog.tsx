import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { listGoals } from "../../api/goals";
import { addNotice, changeNotice, type Notice } from "../../api/notices";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Dialog } from "../../controls/Dialog";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { DAYS, type Draft, draftOf, formOf, newDraft, WATCHES, type Watch } from "./draft";

interface Props {
  project: Project;
  email: string;
  kind: Notice["kind"];
  notice: Notice | null;
  onSaved: () => void;
  onClose: () => void;
}

export function NoticeDialog({ project, email, kind, notice, onSaved, onClose }: Props) {
  const [draft, setDraft] = useState<Draft>(() => (notice ? draftOf(notice) : newDraft(kind, email)));
  const saving = useSaving();
  const change = (to: Partial<Draft>): void => setDraft({ ...draft, ...to });
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const form = formOf(draft);
    if (await saving.run(() => (notice ? changeNotice(project, notice.id, form) : addNotice(project, form)))) onSaved();
  };
  return (
    <Dialog title={notice ? `Change “${notice.name}”` : kind === "report" ? "New report" : "New alert"} onClose={onClose}>
      <form class="form" onSubmit={(event) => void save(event)}>
        <Field id="name" label="Name">
          <input
            id="notice-name"
            class="input"
            required
            maxLength={200}
            autocomplete="off"
            value={draft.name}
            onInput={(event) => change({ name: event.currentTarget.value })}
          />
        </Field>
        {kind === "report" ? (
          <When project={project} draft={draft} onChange={change} />
        ) : (
          <Rule project={project} draft={draft} onChange={change} />
        )}
        <Field id="emails" label="E-mail addresses">
          <textarea
            id="notice-emails"
            class="input"
            rows={2}
            spellcheck={false}
            placeholder="you@example.org, them@example.org"
            value={draft.emails}
            onInput={(event) => change({ emails: event.currentTarget.value })}
          />
        </Field>
        <div class="two-fields">
          <Field id="webhook" label="Webhook">
            <input
              id="notice-webhook"
              class="input"
              type="url"
              placeholder="an https address"
              value={draft.webhook}
              onInput={(event) => change({ webhook: event.currentTarget.value })}
            />
          </Field>
          <Field id="slack" label="Slack or alike">
            <input
              id="notice-slack"
              class="input"
              type="url"
              placeholder="the address that it gives you"
              value={draft.slack}
              onInput={(event) => change({ slack: event.currentTarget.value })}
            />
          </Field>
        </div>
        <label class="choice">
          <input type="checkbox" checked={draft.enabled} onChange={(event) => change({ enabled: event.currentTarget.checked })} />
          <span>It is sent</span>
        </label>
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy}>
            Save
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}

interface PartProps {
  project: Project;
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

function When({ project, draft, onChange }: PartProps) {
  return (
    <>
      <div class="two-fields">
        <Field id="every" label="Each">
          <select
            id="notice-every"
            class="input"
            value={draft.every}
            onChange={(event) => onChange({ every: event.currentTarget.value as Draft["every"] })}
          >
            <option value="week">week</option>
            <option value="month">month, on the first</option>
          </select>
        </Field>
        {draft.every === "week" && (
          <Field id="on" label="On">
            <select id="notice-on" class="input" value={draft.on} onChange={(event) => onChange({ on: event.currentTarget.value })}>
              {DAYS.map((day) => (
                <option key={day} value={day}>
                  {day.replace(/^./, (first) => first.toUpperCase())}
                </option>
              ))}
            </select>
          </Field>
        )}
        <Field id="at" label="At">
          <input
            id="notice-at"
            class="input"
            type="time"
            required
            value={draft.at}
            onInput={(event) => onChange({ at: event.currentTarget.value })}
          />
        </Field>
      </div>
      <p class="hint">By the clock in {project.timezone}.</p>
    </>
  );
}

const METRICS = [
  { key: "visitors", label: "visitors" },
  { key: "visits", label: "visits" },
  { key: "pageviews", label: "pageviews" },
  { key: "events", label: "events" },
  { key: "bounce_rate", label: "bounce rate" },
];

const BOUNDS: Partial<Record<Watch, string>> = {
  spike: "More by, in %",
  drop: "Less by, in %",
  above: "Above",
  below: "Below",
  goal: "More than so many visitors",
  dropped: "More than, in %",
  journal: "More than, in %",
};

function Rule({ project, draft, onChange }: PartProps) {
  const { watch } = draft;
  const goals = useAsked(watch === "goal" ? `goals ${project.id}` : null, () => listGoals(project));
  const ofNumber = watch === "spike" || watch === "drop" || watch === "above" || watch === "below";
  const bound = BOUNDS[watch];
  const number = (id: string, label: string, value: number, least: number, most: number, set: (value: number) => void) => (
    <Field id={id} label={label}>
      <input
        id={`notice-${id}`}
        class="input"
        type="number"
        required
        min={least}
        max={most}
        value={value}
        onInput={(event) => set(event.currentTarget.valueAsNumber)}
      />
    </Field>
  );
  return (
    <>
      <Field id="watch" label="When">
        <select
          id="notice-watch"
          class="input"
          value={watch}
          onChange={(event) => {
            const next = event.currentTarget.value as Watch;
            onChange({
              watch: next,
              bound: next === "goal" ? 0 : next === "drop" || next === "journal" ? 50 : next === "dropped" ? 5 : 100,
            });
          }}
        >
          {WATCHES.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </select>
      </Field>
      <div class="two-fields">
        {ofNumber && (
          <Field id="metric" label="Of">
            <select
              id="notice-metric"
              class="input"
              value={draft.metric}
              onChange={(event) => onChange({ metric: event.currentTarget.value })}
            >
              {METRICS.map(({ key, label }) => (
                <option key={key} value={key}>
                  {label}
                </option>
              ))}
            </select>
          </Field>
        )}
        {watch === "goal" && (
          <Field id="goal" label="Goal">
            <select
              id="notice-goal"
              class="input"
              required
              value={draft.goal}
              onChange={(event) => onChange({ goal: event.currentTarget.value })}
            >
              <option value="">Choose one</option>
              {goals.value?.items.map(({ id, display_name }) => (
                <option key={id} value={display_name}>
                  {display_name}
                </option>
              ))}
            </select>
          </Field>
        )}
        {watch !== "journal" && number("hours", "In the last hours", draft.hours, 1, 168, (hours) => onChange({ hours }))}
        {bound && number("bound", bound, draft.bound, 0, 1e9, (value) => onChange({ bound: value }))}
        {(watch === "spike" || watch === "drop") &&
          number("least", "Only from so many on", draft.least, 0, 1e9, (least) => onChange({ least }))}
      </div>
    </>
  );
}

function Field({ id, label, children }: { id: string; label: string; children: ComponentChildren }) {
  return (
    <div class="field">
      <label for={`notice-${id}`}>{label}</label>
      {children}
    </div>
  );
}
