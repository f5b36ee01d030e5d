import { useAsked } from "../../api/useAnswer";
import { useStanding } from "../../overview/context";
import { eventNames } from "../../overview/eventNames";
import { type Draft, INTERVALS, type RetentionInterval } from "./draft";

interface Props {
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

const LABELS: Record<RetentionInterval, string> = { day: "Days", week: "Weeks", month: "Months" };

/** By what visitors are gathered, and what counts as coming again. */
export function Rules({ draft, onChange }: Props) {
  const { project, span } = useStanding();
  const names = useAsked(`events ${project.id} ${JSON.stringify(span.range)}`, () => eventNames({ project, span })).value ?? [];
  return (
    <section class="card card-pad retention-rules" aria-label="What is counted">
      <div class="field">
        <label for="retention-interval">Periods</label>
        <select
          id="retention-interval"
          class="input"
          value={draft.interval}
          onChange={(event) => onChange({ interval: event.currentTarget.value as RetentionInterval })}
        >
          {INTERVALS.map((interval) => (
            <option key={interval} value={interval}>
              {LABELS[interval]}
            </option>
          ))}
        </select>
      </div>
      <EventSelect
        id="retention-first"
        label="Came first with"
        names={names}
        value={draft.first}
        onChange={(first) => onChange({ first })}
      />
      <EventSelect
        id="retention-return"
        label="Came again with"
        names={names}
        value={draft.returning}
        onChange={(returning) => onChange({ returning })}
      />
      <div class="field">
        <label for="retention-count">In a period counts</label>
        <select
          id="retention-count"
          class="input"
          value={draft.unbounded ? "later" : "on"}
          onChange={(event) => onChange({ unbounded: event.currentTarget.value === "later" })}
        >
          <option value="on">who came in it</option>
          <option value="later">who came in it or later</option>
        </select>
      </div>
    </section>
  );
}

interface EventSelectProps {
  id: string;
  label: string;
  names: readonly string[];
  value: string;
  onChange: (value: string) => void;
}

function EventSelect({ id, label, names, value, onChange }: EventSelectProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} class="input" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">anything that counts</option>
        {[...new Set([...names, ...(value ? [value] : [])])].map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}
