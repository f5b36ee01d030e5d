import { useEffect, useState } from "preact/hooks";
import { useStanding } from "../../overview/context";
import { useStepNames } from "../funnels/useStepNames";
import { type AnchorKind, type Draft, PLACES, STEPS } from "./draft";

interface Props {
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

/** Where journeys begin or end, and how they are told. */
export function Rules({ draft, onChange }: Props) {
  const { anchor, backwards } = draft;
  return (
    <section class="card card-pad journeys-rules" aria-label="Which journeys">
      <div class="field">
        <label for="journeys-direction">Journeys</label>
        <select
          id="journeys-direction"
          class="input"
          value={backwards ? "to" : "from"}
          onChange={(event) => onChange({ backwards: event.currentTarget.value === "to", walked: [] })}
        >
          <option value="from">beginning with</option>
          <option value="to">ending with</option>
        </select>
      </div>
      <div class="field">
        <label for="journeys-anchor">{backwards ? "Their end" : "Their beginning"}</label>
        <select
          id="journeys-anchor"
          class="input"
          value={anchor.kind}
          onChange={(event) => onChange({ anchor: { kind: event.currentTarget.value as AnchorKind, value: "" }, walked: [] })}
        >
          <option value="visit">{backwards ? "the end of the visit" : "the start of the visit"}</option>
          <option value="page">a page</option>
          <option value="event">an event</option>
          <option value="goal">a goal</option>
        </select>
      </div>
      {anchor.kind !== "visit" && <AnchorInput kind={anchor.kind} value={anchor.value} onChange={onChange} />}
      <div class="field">
        <label for="journeys-by">A step is</label>
        <select
          id="journeys-by"
          class="input"
          value={draft.by}
          onChange={(event) => onChange({ by: event.currentTarget.value === "event" ? "event" : "page", walked: [] })}
        >
          <option value="page">a page that is viewed</option>
          <option value="event">a page or an event</option>
        </select>
      </div>
      <NumberSelect
        id="journeys-steps"
        label="Steps"
        choices={STEPS}
        value={draft.steps}
        onChange={(steps) => onChange({ steps, walked: draft.walked.slice(0, steps) })}
      />
      <NumberSelect
        id="journeys-places"
        label="Places a step"
        choices={PLACES}
        value={draft.places}
        onChange={(places) => onChange({ places })}
      />
    </section>
  );
}

interface AnchorInputProps {
  kind: Exclude<AnchorKind, "visit">;
  value: string;
  onChange: Props["onChange"];
}

/** Asked when it is left or by Enter. What is being typed is its own, so that an answer that arrives meanwhile takes nothing away. */
function AnchorInput({ kind, value, onChange }: AnchorInputProps) {
  const names = useStepNames(useStanding())[kind];
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value, kind]);
  return (
    <div class="field">
      <label for="journeys-name">Its {kind === "page" ? "address" : "name"}</label>
      <input
        id="journeys-name"
        class="input"
        list="journeys-names"
        autocomplete="off"
        placeholder={kind === "page" ? "/pricing or /blog/**" : ""}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => onChange({ anchor: { kind, value: event.currentTarget.value }, walked: [] })}
      />
      <datalist id="journeys-names">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}

interface NumberSelectProps {
  id: string;
  label: string;
  choices: readonly number[];
  value: number;
  onChange: (value: number) => void;
}

function NumberSelect({ id, label, choices, value, onChange }: NumberSelectProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={String(value)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {choices.map((choice) => (
          <option key={choice} value={String(choice)}>
            {choice}
          </option>
        ))}
      </select>
    </div>
  );
}
