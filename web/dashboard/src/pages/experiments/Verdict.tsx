import { Icon } from "../../controls/Icon";
import type { ExperimentAnswer } from "../../experiments/conclude";
import type { ResultRow } from "../../experiments/results";
import { countLabel } from "../../format/labels";
import { count } from "../../format/numbers";
import type { Draft } from "./draft";
import { remaining } from "./remaining";
import { chance, lossOf, signed } from "./words";

interface Props {
  answer: ExperimentAnswer;
  draft: Draft;
  control: string;
  /** How long visitors were counted. */
  days: number;
}

/** What the numbers say, in words; what makes them worthless comes first. */
export function Verdict({ answer, draft, control, days }: Props) {
  const leader = [...answer.conversion].sort((one, other) => (other.best ?? 0) - (one.best ?? 0))[0];
  const mismatch = answer.sample_ratio.find((ratio) => ratio.mismatch === 1);
  const exposed = answer.exposed[0];
  return (
    <div class="experiments-verdict">
      {mismatch && (
        <p class="experiments-alarm" role="alert">
          <Icon name="warning" />
          <span>
            <strong>Do not trust this result.</strong> Visitors did not come to the variants as their weights say, and chance alone does so
            once in {mismatch.p_value > 0 ? count(Math.round(1 / mismatch.p_value)) : "more than a million"} experiments. Something loses
            visitors of one variant: a redirect, a script that fails, or bots.
          </span>
        </p>
      )}
      {leader?.best != null && (
        <p aria-live="polite">
          <strong>{leader.variant}</strong> is the best with a probability of <strong class="num">{chance(leader.best)}</strong>. Choosing
          it gives away <strong class="num">{lossOf(leader.loss, null)}</strong> of the rate in the mean over all that may be true.
        </p>
      )}
      <Time answer={answer} draft={draft} control={control} days={days} />
      {exposed && exposed.several_variants > 0 && (
        <p class="muted">
          {countLabel(exposed.several_variants, "visitor was", "visitors were")} given more than one variant and are left out.
        </p>
      )}
      {exposed && exposed.further_variants > 0 && (
        <p class="muted">{countLabel(exposed.further_variants, "visitor is", "visitors are")} of variants beyond the ten that are told.</p>
      )}
      {answer.notes.includes("visitors_of_a_day") && (
        <p class="muted">
          Visitors of this project are known for a day: who comes again on another day is another visitor, and may be given another variant.
        </p>
      )}
    </div>
  );
}

function Time({ answer, draft, control, days }: Props) {
  const left = remaining(answer.variants, control, draft.effect / 100, days);
  if (!left) return <p class="muted">How long this takes is known once somebody has reached the goal with the control.</p>;
  const found = detectable(answer.conversion, control);
  return (
    <p>
      {left.days === 0 ? (
        <>
          Every variant has the {count(left.needed)} visitors that an uplift of {draft.effect}% needs to be found.
        </>
      ) : (
        <>
          To find an uplift of {draft.effect}% each variant needs {count(left.needed)} visitors
          {left.days !== null && (
            <>
              : <strong>about {countLabel(left.days, "more day", "more days")}</strong> at this pace
            </>
          )}
          .
        </>
      )}
      {found !== null && <> What would be found by now is {signed(found)} or more.</>}
    </p>
  );
}

/** The smallest uplift that would be found with these visitors, as a share of the control's rate. */
function detectable(rows: readonly ResultRow[], control: string): number | null {
  const rate = rows.find(({ variant }) => variant === control)?.number ?? 0;
  const effects = rows.flatMap((row) => row.detectable ?? []);
  return rate > 0 && effects.length > 0 ? Math.max(...effects) / rate : null;
}
