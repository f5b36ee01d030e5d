import { useEffect, useState } from "preact/hooks";
import { useStanding } from "../../overview/context";
import { forgetsVisitors } from "../../question/bounds";
import { dimensionOf } from "../../question/dimensions";
import { useStepNames } from "../funnels/useStepNames";
import { BY, type Draft, type GoalKind, KINDS, LOOKBACKS } from "./draft";

interface Props {
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

const KIND_LABELS: Record<GoalKind, string> = { goal: "A goal", event: "An event", page: "A page that is viewed" };

/** What counts as a conversion, and what may get the credit for it. */
export function Rules({ draft, onChange }: Props) {
  const { project } = useStanding();
  const forgets = forgetsVisitors(project);
  return (
    <section class="card card-pad attribution-rules" aria-label="What is asked">
      <div class="field">
        <label for="attribution-kind">A conversion is</label>
        <select
          id="attribution-kind"
          class="input"
          value={draft.goal.kind}
          onChange={(event) => onChange({ goal: { kind: event.currentTarget.value as GoalKind, value: "" } })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {KIND_LABELS[kind]}
            </option>
          ))}
        </select>
      </div>
      <GoalInput goal={draft.goal} onChange={onChange} />
      <div class="field">
        <label for="attribution-by">Credit goes to the</label>
        <select id="attribution-by" class="input" value={draft.by} onChange={(event) => onChange({ by: event.currentTarget.value })}>
          {BY.map((key) => (
            <option key={key} value={key}>
              {dimensionOf(key)?.one}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="attribution-within">Touches of</label>
        <select
          id="attribution-within"
          class="input"
          value={String(draft.lookback)}
          aria-describedby={forgets ? "attribution-bound" : undefined}
          onChange={(event) => onChange({ lookback: Number(event.currentTarget.value) })}
        >
          <option value="0">the same visit</option>
          {LOOKBACKS.map((days) => (
            <option key={days} value={String(days)} disabled={forgets}>
              {days} days before
            </option>
          ))}
        </select>
        {forgets && (
          <p class="hint" id="attribution-bound">
            Visitors of this project are known for a day, so nothing can be owed to an earlier visit.
          </p>
        )}
      </div>
    </section>
  );
}

/** Asked when it is left or by Enter. A project's first goal is chosen by itself. */
function GoalInput({ goal, onChange }: { goal: Draft["goal"]; onChange: Props["onChange"] }) {
  const names = useStepNames(useStanding())[goal.kind];
  const [typed, setTyped] = useState(goal.value);
  useEffect(() => setTyped(goal.value), [goal.value, goal.kind]);
  const [first] = names;
  useEffect(() => {
    if (goal.kind === "goal" && goal.value === "" && first) onChange({ goal: { kind: "goal", value: first } });
  }, [first, goal.kind]);
  return (
    <div class="field">
      <label for="attribution-name">Its {goal.kind === "page" ? "address" : "name"}</label>
      <input
        id="attribution-name"
        class="input"
        list="attribution-names"
        autocomplete="off"
        placeholder={goal.kind === "page" ? "/thanks or /shop/**" : ""}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => onChange({ goal: { kind: goal.kind, value: event.currentTarget.value } })}
      />
      <datalist id="attribution-names">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
