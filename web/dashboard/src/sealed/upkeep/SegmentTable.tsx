import { useState } from "preact/hooks";
import { Confirm } from "../../controls/Confirm";
import { ScrollRegion } from "../../controls/ScrollRegion";
import type { SegmentView, Upkeep } from "./upkeep";

interface Props {
  segments: SegmentView[];
  upkeep: Upkeep;
  onChanged: () => void;
}

const shown = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

export function SegmentTable({ segments, upkeep, onChanged }: Props) {
  const [undoing, setUndoing] = useState<SegmentView | null>(null);
  if (segments.length === 0) return <p class="card-pad muted">Nothing has been compacted yet.</p>;
  const undo = async (): Promise<void> => {
    await upkeep.undo((undoing as SegmentView).id, new AbortController().signal);
    onChanged();
  };
  return (
    <>
      <ScrollRegion label="List of segments">
        <table class="table">
          <thead>
            <tr>
              <th scope="col">Made</th>
              <th scope="col">By</th>
              <th scope="col">Events of</th>
              <th scope="col" class="right">
                Events
              </th>
              <th scope="col">
                <span class="sr-only">Undo</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {segments.map((segment) => (
              <tr key={segment.id}>
                <td>{shown.format(segment.madeAt)}</td>
                <td>
                  {segment.by}
                  {segment.merges > 0 && <div class="muted">merged {segment.merges} others</div>}
                </td>
                <td>{shown.formatRange(segment.from, segment.to)}</td>
                <td class="right">{segment.rows.toLocaleString("en")}</td>
                <td class="right">
                  {upkeep.mayUndo && segment.canBeUndone && (
                    <button
                      type="button"
                      class="button button-small button-bad"
                      aria-label={`Undo the segment of ${shown.format(segment.madeAt)}`}
                      onClick={() => setUndoing(segment)}
                    >
                      Undo
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {undoing && (
        <Confirm
          title="Undo the segment"
          text={`The ${undoing.rows.toLocaleString("en")} events that ${undoing.by} compacted are read from what they came in again. Do this where a segment is wrong, and compact anew.`}
          action="Undo it"
          onConfirm={undo}
          onClose={() => setUndoing(null)}
        />
      )}
    </>
  );
}
