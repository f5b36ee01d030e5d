import type { JourneysAnswer, LinkRow, PlaceRow } from "./useJourneys";

/** A place with where it is drawn, in CSS pixels. */
export interface Box {
  row: PlaceRow;
  x: number;
  y: number;
  height: number;
}

export interface Ribbon {
  row: LinkRow;
  from: Box;
  to: Box;
  /** Of its left and of its right end. */
  y: [number, number];
  thickness: number;
}

export interface Drawing {
  columns: { step: number; x: number; visits: number; boxes: Box[] }[];
  ribbons: Ribbon[];
  width: number;
  height: number;
}

export const BOX_WIDTH = 176;
const PITCH = BOX_WIDTH + 72;
const FULL = 360;
const LEAST = 44;
const GAP = 10;

/** Columns in the order of time, boxes as high as their share of all visits but high enough to be read, ribbons as thick as theirs. */
export function draw({ places, links }: JourneysAnswer, backwards: boolean): Drawing {
  const steps = [...new Set(places.map((row) => row.step))].sort((a, b) => (backwards ? b - a : a - b));
  const all = places.filter((row) => row.step === 1).reduce((sum, row) => sum + row.visits, 0);
  const scale = FULL / Math.max(all, 1);
  const columns = steps.map((step, at) => columnOf(step, at * PITCH, places, scale));
  const boxes = new Map(columns.flatMap(({ boxes }) => boxes.map((box) => [keyOf(box.row.step, box.row.place), box])));
  return {
    columns,
    ribbons: ribbonsOf(links, boxes, backwards, scale),
    width: Math.max(0, steps.length * PITCH - (PITCH - BOX_WIDTH)),
    height: Math.max(LEAST, ...columns.flatMap(({ boxes }) => boxes.map((box) => box.y + box.height))),
  };
}

const keyOf = (step: number, place: number): string => `${step} ${place}`;

function columnOf(step: number, x: number, places: PlaceRow[], scale: number): Drawing["columns"][number] {
  const rows = places.filter((row) => row.step === step).sort((a, b) => a.place - b.place);
  let y = 0;
  const boxes = rows.map((row) => {
    const box = { row, x, y, height: Math.max(LEAST, row.visits * scale) };
    y += box.height + GAP;
    return box;
  });
  return { step, x, visits: rows.reduce((sum, row) => sum + row.visits, 0), boxes };
}

/** Ends of ribbons lie on a box's side one below the other, in the order of where they lead. */
function ribbonsOf(links: LinkRow[], boxes: Map<string, Box>, backwards: boolean, scale: number): Ribbon[] {
  const used = { left: new Map<Box, number>(), right: new Map<Box, number>() };
  const ends = links.flatMap((row) => {
    const [here, next] = [boxes.get(keyOf(row.step, row.from_place)), boxes.get(keyOf(row.step + 1, row.to_place))];
    if (!here || !next) return [];
    return [backwards ? { row, from: next, to: here } : { row, from: here, to: next }];
  });
  ends.sort((a, b) => a.from.x - b.from.x || a.from.y - b.from.y || a.to.y - b.to.y);
  return ends.map(({ row, from, to }) => {
    const thickness = Math.max(1, row.visits * scale);
    return { row, from, to, thickness, y: [taken(used.right, from, thickness), taken(used.left, to, thickness)] };
  });
}

function taken(used: Map<Box, number>, box: Box, thickness: number): number {
  const y = used.get(box) ?? box.y;
  used.set(box, y + thickness);
  return y;
}

/** The outline of a ribbon, which leaves and arrives level. */
export function outline({ from, to, y: [left, right], thickness }: Ribbon): string {
  const [start, end] = [from.x + BOX_WIDTH, to.x];
  const middle = (start + end) / 2;
  return (
    `M${start} ${left}C${middle} ${left} ${middle} ${right} ${end} ${right}` +
    `V${right + thickness}C${middle} ${right + thickness} ${middle} ${left + thickness} ${start} ${left + thickness}Z`
  );
}
