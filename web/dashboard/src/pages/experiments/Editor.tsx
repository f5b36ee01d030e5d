import { Icon } from "../../controls/Icon";
import { useStanding } from "../../overview/context";
import { useStepNames } from "../funnels/useStepNames";
import { type Draft, type GoalKind, MOST_VARIANTS } from "./draft";
import { TextField } from "./TextField";

interface Props {
  draft: Draft;
  onChange: (to: Partial<Draft>) => void;
}

/** The key, the variants with their weights, and what is a success. */
export function Editor({ draft, onChange }: Props) {
  const { goal, variants } = draft;
  const names = useStepNames(useStanding())[goal.kind];
  const put = (place: number, to: Partial<Draft["variants"][number]>): void =>
    onChange({ variants: variants.map((variant, at) => (at === place ? { ...variant, ...to } : variant)) });
  return (
    <>
      <div class="experiments-fields">
        <TextField id="experiment-key" label="Key" value={draft.key} onChange={(key) => onChange({ key })} />
        <div class="field">
          <label for="experiment-goal-kind">The goal is</label>
          <select
            id="experiment-goal-kind"
            class="input"
            value={goal.kind}
            onChange={(event) => onChange({ goal: { kind: event.currentTarget.value as GoalKind, value: "" } })}
          >
            <option value="event">an event</option>
            <option value="page">a page</option>
            <option value="goal">a goal</option>
          </select>
        </div>
        <TextField
          id="experiment-goal"
          label={goal.kind === "page" ? "Its address" : "Its name"}
          value={goal.value}
          choices={names}
          onChange={(value) => onChange({ goal: { ...goal, value } })}
        />
        <TextField
          id="experiment-revenue"
          label="Revenue in (optional)"
          value={draft.revenue}
          onChange={(revenue) => onChange({ revenue })}
        />
        <TextField
          id="experiment-effect"
          label="Uplift that matters, %"
          value={String(draft.effect)}
          onChange={(text) => Number(text) > 0 && Number(text) <= 1000 && onChange({ effect: Number(text) })}
        />
      </div>
      <fieldset class="experiments-variants">
        <legend class="field-label">Variants and their weights; the first is the control</legend>
        {variants.map((variant, place) => (
          <div class="experiments-variant" key={place}>
            <TextField
              id={`experiment-variant-${place}`}
              label={`Variant ${place + 1}`}
              isQuiet
              value={variant.name}
              onChange={(name) => put(place, { name })}
            />
            <TextField
              id={`experiment-weight-${place}`}
              label={`Weight of variant ${place + 1}`}
              isQuiet
              value={String(variant.weight)}
              onChange={(text) => Number(text) >= 0 && put(place, { weight: Number(text) })}
            />
            {variants.length > 2 && (
              <button
                type="button"
                class="icon-button"
                aria-label={`Remove variant ${place + 1}`}
                onClick={() => onChange({ variants: variants.filter((_, at) => at !== place) })}
              >
                <Icon name="close" />
              </button>
            )}
          </div>
        ))}
        {variants.length < MOST_VARIANTS && (
          <button
            type="button"
            class="button button-quiet button-small"
            onClick={() => onChange({ variants: [...variants, { name: nextName(variants), weight: 1 }] })}
          >
            Add a variant
          </button>
        )}
      </fieldset>
    </>
  );
}

/** The first letter that no variant has. */
const nextName = (variants: Draft["variants"]): string =>
  [..."bcdefghijk"].find((letter) => !variants.some(({ name }) => name === letter)) ?? "";
