import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../controls/Icon";
import { useStanding } from "../../overview/context";
import { DIMENSIONS } from "../../question/dimensions";
import { type Draft, FEWEST_STEPS, MOST_STEPS, STEP_KINDS, type Step, type StepKind, WINDOWS } from "./draft";
import { useStepNames } from "./useStepNames";

interface Props {
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

const KIND_LABELS: Record<StepKind, string> = { page: "Page viewed", event: "Event", goal: "Goal" };
const WINDOW_LABELS: Record<string, string> = {
  visit: "the same visit",
  "30m": "30 minutes",
  "1h": "an hour",
  "12h": "12 hours",
  "1d": "a day",
  "7d": "7 days",
  "30d": "30 days",
  "90d": "90 days",
};

/** Dimensions that a single visit or visitor has one value of. */
const BREAKDOWNS = DIMENSIONS.filter((dimension) => dimension.key !== "goal" && dimension.key !== "event");

/** The steps and the rules by which they are counted. Each change is asked at once. */
export function Builder({ draft, onChange }: Props) {
  const names = useStepNames(useStanding());
  const setStep = (place: number, step: Step): void => onChange({ steps: draft.steps.map((old, at) => (at === place ? step : old)) });
  const remove = (place: number): void => onChange({ steps: draft.steps.filter((_, at) => at !== place), explored: 0 });
  const move = (place: number, by: number): void => {
    const steps = [...draft.steps];
    const [moved] = steps.splice(place, 1);
    if (moved) steps.splice(place + by, 0, moved);
    onChange({ steps, explored: 0 });
  };
  return (
    <section class="card card-pad funnel-builder" aria-label="Steps">
      {STEP_KINDS.map((kind) => (
        <datalist key={kind} id={`funnel-${kind}`}>
          {names[kind].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      ))}
      <ol class="funnel-steps">
        {draft.steps.map((step, place) => (
          // A step has no name of its own; its place is what it is.
          <li key={place}>
            <StepFields step={step} place={place} onChange={(to) => setStep(place, to)} />
            <div class="funnel-step-tools">
              <button
                type="button"
                class="icon-button"
                aria-label={`Move step ${place + 1} up`}
                disabled={place === 0}
                onClick={() => move(place, -1)}
              >
                <Icon name="up" />
              </button>
              <button
                type="button"
                class="icon-button"
                aria-label={`Remove step ${place + 1}`}
                disabled={draft.steps.length <= FEWEST_STEPS}
                onClick={() => remove(place)}
              >
                <Icon name="close" />
              </button>
            </div>
          </li>
        ))}
      </ol>
      <button
        type="button"
        class="button button-small"
        disabled={draft.steps.length >= MOST_STEPS}
        onClick={() => onChange({ steps: [...draft.steps, { kind: "page", values: [""] }] })}
      >
        <Icon name="plus" /> Add a step
      </button>
      <Rules draft={draft} onChange={onChange} />
    </section>
  );
}

function StepFields({ step, place, onChange }: { step: Step; place: number; onChange: (step: Step) => void }) {
  const set = (at: number, value: string): void =>
    onChange({ ...step, values: step.values.map((old, index) => (index === at ? value : old)) });
  return (
    <fieldset class="funnel-step">
      <legend>Step {place + 1}</legend>
      <select
        class="input"
        aria-label={`What step ${place + 1} is`}
        value={step.kind}
        onChange={(event) => onChange({ kind: event.currentTarget.value as StepKind, values: [""] })}
      >
        {STEP_KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {KIND_LABELS[kind]}
          </option>
        ))}
      </select>
      {step.values.map((value, at) => (
        <StepInput
          key={at}
          label={at === 0 ? `Step ${place + 1}` : `Step ${place + 1}, or instead`}
          kind={step.kind}
          value={value}
          onChange={(typed) => set(at, typed)}
        />
      ))}
      <button type="button" class="button button-quiet button-small" onClick={() => onChange({ ...step, values: [...step.values, ""] })}>
        or …
      </button>
    </fieldset>
  );
}

interface StepInputProps {
  label: string;
  kind: StepKind;
  value: string;
  onChange: (value: string) => void;
}

/** Asked when it is left or by Enter. What is being typed is its own, so that an answer that arrives meanwhile takes nothing away. */
function StepInput({ label, kind, value, onChange }: StepInputProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <input
      class="input"
      aria-label={label}
      list={`funnel-${kind}`}
      autocomplete="off"
      placeholder={kind === "page" ? "/pricing or /blog/**" : "Its name"}
      value={typed}
      onInput={(event) => setTyped(event.currentTarget.value)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

function Rules({ draft, onChange }: Props) {
  return (
    <div class="funnel-rules">
      <div class="field">
        <label for="funnel-window">All within</label>
        <select id="funnel-window" class="input" value={draft.window} onChange={(event) => onChange({ window: event.currentTarget.value })}>
          {[...new Set([...WINDOWS, draft.window])].map((window) => (
            <option key={window} value={window}>
              {WINDOW_LABELS[window] ?? window}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="funnel-order">Between two steps</label>
        <select
          id="funnel-order"
          class="input"
          value={draft.strict ? "strict" : "ordered"}
          onChange={(event) => onChange({ strict: event.currentTarget.value === "strict" })}
        >
          <option value="ordered">anything may happen</option>
          <option value="strict">nothing else may happen</option>
        </select>
      </div>
      <div class="field">
        <label for="funnel-breakdown">Broken down by</label>
        <select
          id="funnel-breakdown"
          class="input"
          value={draft.breakdown}
          onChange={(event) => onChange({ breakdown: event.currentTarget.value })}
        >
          <option value="">nothing</option>
          {BREAKDOWNS.map((dimension) => (
            <option key={dimension.key} value={dimension.key}>
              {dimension.one}
            </option>
          ))}
        </select>
      </div>
    </div>
  );
}
