import { Icon } from "../../controls/Icon";
import { count } from "../../format/numbers";
import { type Draft, nameOf } from "./draft";
import type { FunnelAnswer } from "./useFunnel";

interface Props {
  rows: NonNullable<FunnelAnswer["instead"]>;
  draft: Draft;
  onClose: () => void;
}

/** The next thing that those did who came to a step and no further. */
export function Instead({ rows, draft, onClose }: Props) {
  const step = draft.steps[draft.explored - 1];
  const most = Math.max(1, ...rows.map((row) => row.visitors));
  return (
    <section class="funnel-part" aria-labelledby="instead-title">
      <div class="section-head">
        <h2 id="instead-title">What they did instead after {step ? nameOf(step) : "this step"}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <ul class="funnel-instead">
        {rows.map((row) => (
          <li key={`${row.event} ${row.page}`}>
            <span class="funnel-instead-fill" style={{ width: `${(row.visitors / most) * 100}%` }} />
            <span class="grow">{wording(row)}</span>
            <span class="num">{count(row.visitors)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function wording({ event, page }: { event: string | null; page: string | null }) {
  if (event === null) return <span class="muted">Nothing more</span>;
  if (event === "pageview") return page ?? "A page without an address";
  return (
    <>
      {event} {page && <span class="muted">on {page}</span>}
    </>
  );
}
