import { Icon } from "../controls/Icon";
import { COMPARISON_LABELS, COMPARISONS, canAlign } from "../question/comparison";
import { useStanding } from "./context";

interface Props {
  onChoose: () => void;
  /** Asks for the days of a custom comparison. */
  onCustom: () => void;
}

/** What the period is measured against, as entries of a menu. */
export function ComparisonList({ onChoose, onCustom }: Props) {
  const { span, view, go } = useStanding();
  const aligned = view.weekday && canAlign(view.comparison);
  return (
    <>
      {COMPARISONS.map((comparison) => (
        <button
          key={comparison}
          type="button"
          class="menu-item"
          aria-current={comparison === view.comparison ? "true" : undefined}
          onClick={() => {
            onChoose();
            if (comparison === "custom") onCustom();
            else go({ comparison, against: null });
          }}
        >
          <span class="grow">
            {COMPARISON_LABELS[comparison]}
            {comparison === "custom" && "…"}
          </span>
          {comparison === view.comparison && <Icon name="check" />}
        </button>
      ))}
      {canAlign(view.comparison) && (
        <>
          <hr class="menu-rule" />
          <button type="button" class="menu-item" aria-pressed={aligned} onClick={() => go({ weekday: !view.weekday })}>
            <span class="grow">Same days of the week</span>
            {aligned && <Icon name="check" />}
          </button>
        </>
      )}
      {span.running && canAlign(view.comparison) && (
        <p class="menu-note">The totals compare with the same time of day; the chart shows the whole period before.</p>
      )}
    </>
  );
}
