import { ScrollRegion } from "../../controls/ScrollRegion";
import { countLabel } from "../../format/labels";
import { count, duration, percent } from "../../format/numbers";
import { type Draft, isAt } from "./draft";
import { BOX_WIDTH, type Box, type Drawing, outline } from "./layout";
import { nameOf, placeOf, shortOf } from "./names";
import type { PlaceRow } from "./useJourneys";

interface Props {
  drawing: Drawing;
  draft: Draft;
  onWalk: (row: PlaceRow) => void;
}

/** The steps as columns, each place a button that leads the journeys through it. */
export function Sankey({ drawing, draft, onWalk }: Props) {
  return (
    <ScrollRegion label="Journeys, step by step" class="journeys-scroll">
      <div class="journeys-drawing" style={{ width: `${drawing.width}px` }}>
        <div class="journeys-heads">
          {drawing.columns.map((column) => (
            <p key={column.step} class="journeys-head" style={{ left: `${column.x}px`, width: `${BOX_WIDTH}px` }}>
              <span>{headOf(column.step, draft)}</span>
              <span class="num muted">{countLabel(column.visits, "visit", "visits")}</span>
            </p>
          ))}
        </div>
        <div class="journeys-body" style={{ height: `${drawing.height}px` }}>
          <svg width={drawing.width} height={drawing.height} aria-hidden="true">
            {drawing.ribbons.map((ribbon) => (
              <path key={`${ribbon.row.step} ${ribbon.row.from_place} ${ribbon.row.to_place}`} class="journeys-ribbon" d={outline(ribbon)}>
                <title>
                  {`${nameOf(ribbon.from.row)} → ${nameOf(ribbon.to.row)}: ${countLabel(ribbon.row.visits, "visit", "visits")}` +
                    (ribbon.row.median_seconds === null ? "" : `, half of them within ${duration(ribbon.row.median_seconds)}`)}
                </title>
              </path>
            ))}
          </svg>
          {drawing.columns.map((column) => (
            <ol key={column.step} aria-label={headOf(column.step, draft)}>
              {column.boxes.map((box) => (
                <BoxItem key={box.row.place} box={box} draft={draft} last={column.step === draft.steps} onWalk={onWalk} />
              ))}
            </ol>
          ))}
        </div>
      </div>
    </ScrollRegion>
  );
}

function headOf(step: number, { backwards, anchor }: Draft): string {
  if (step > 1) return backwards ? `${step - 1} before` : `Step ${step}`;
  if (anchor.kind !== "visit") return backwards ? "Ends with" : "Begins with";
  return backwards ? "Exit" : "Entry";
}

interface BoxProps {
  box: Box;
  draft: Draft;
  /** What came after it is not asked for. */
  last: boolean;
  onWalk: (row: PlaceRow) => void;
}

function BoxItem({ box: { row, x, y, height }, draft, last, onWalk }: BoxProps) {
  const place = placeOf(row);
  const style = { left: `${x}px`, top: `${y}px`, width: `${BOX_WIDTH}px`, height: `${height}px` };
  const content = (
    <>
      <span class="journeys-name">{place?.kind === "page" ? shortOf(place.value) : nameOf(row)}</span>
      <span class="journeys-numbers">
        <span class="num">{count(row.visits)}</span>
        {row.ended > 0 && !last && (
          <span class="muted">
            {percent((row.ended / row.visits) * 100)} {draft.backwards ? "began here" : "left"}
          </span>
        )}
      </span>
    </>
  );
  return (
    <li style={style}>
      {place ? (
        <button
          type="button"
          class="journeys-box"
          title={nameOf(row)}
          aria-pressed={isAt(draft, row.step, place)}
          onClick={() => onWalk(row)}
        >
          {content}
        </button>
      ) : (
        <div class="journeys-box journeys-others">{content}</div>
      )}
    </li>
  );
}
