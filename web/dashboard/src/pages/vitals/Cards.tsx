import { countLabel } from "../../format/labels";
import { percent } from "../../format/numbers";
import type { Vital } from "./draft";
import type { VitalRow } from "./useVitals";
import { NAMES, RATINGS, type Rating, show } from "./words";

interface Props {
  rows: readonly VitalRow[];
  chosen: Vital;
  onChoose: (vital: Vital) => void;
}

const SHARES: readonly Rating[] = ["good", "needs_improvement", "poor"];

/** Each vital with its 75th percentile and how its loads are spread; one is drawn below. */
export function Cards({ rows, chosen, onChoose }: Props) {
  return (
    <ul class="vitals-cards" aria-label="Web vitals">
      {rows.map((row) => (
        <li key={row.vital}>
          <button
            type="button"
            class="card vitals-card"
            aria-pressed={row.vital === chosen}
            title={NAMES[row.vital].meaning}
            onClick={() => onChoose(row.vital)}
          >
            <span class="vitals-name">
              {NAMES[row.vital].long} <abbr>{NAMES[row.vital].short}</abbr>
            </span>
            <strong class="vitals-number num">{show(row.vital, row.p75)}</strong>
            {row.rating ? (
              <span class={`vitals-rating vitals-${row.rating}`}>{RATINGS[row.rating]}</span>
            ) : (
              <span class="muted">not measured</span>
            )}
            <Spread row={row} />
            <span class="muted vitals-samples">{countLabel(row.samples, "load", "loads")}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Spread({ row }: { row: VitalRow }) {
  if (row.samples === 0) return <span class="vitals-spread" />;
  const shares = SHARES.map((rating) => ({ rating, share: (row[rating] / row.samples) * 100 }));
  return (
    <span
      class="vitals-spread"
      role="img"
      aria-label={shares.map(({ rating, share }) => `${percent(share)} ${RATINGS[rating]}`).join(", ")}
    >
      {shares.map(({ rating, share }) => (
        <span key={rating} class={`vitals-part vitals-${rating}`} style={{ width: `${share}%` }} />
      ))}
    </span>
  );
}
