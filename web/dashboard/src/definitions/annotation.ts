import type { Definition } from "../api/definitions";
import type { Bucket } from "../panels/chart/series";
import { clockIn } from "../question/timeZone";

export type Annotation = Definition<"annotation">;

/** What a chart shows at one of its buckets. */
export interface Mark {
  index: number;
  name: string;
}

const isDay = (at: string): boolean => !at.includes("T");

/** On the project's wall clock: a day, and a time where one was said. */
export function wallOf({ body: { at } }: Pick<Annotation, "body">, timeZone: string): { day: string; time: string | null } {
  if (isDay(at)) return { day: at, time: null };
  const { day, wall } = clockIn(timeZone, new Date(at));
  return { day, time: new Date(wall).toISOString().slice(11, 16) };
}

/** What is kept of a day, or of a time on the project's wall clock. */
export function atOf(day: string, time: string, timeZone: string): string {
  if (!time) return day;
  const wanted = Date.parse(`${day}T${time}:00Z`);
  let guess = wanted;
  // Two rounds settle every offset; a time that a clock change skips lands beside it.
  for (let round = 0; round < 2; round++) guess += wanted - clockIn(timeZone, new Date(guess)).wall;
  return new Date(guess).toISOString().replace(".000", "");
}

/** The place of an annotation among the buckets of a chart, or -1 where it is of another time. */
export function placeOf(
  annotation: Pick<Annotation, "body">,
  buckets: readonly Pick<Bucket, "label">[],
  lastDay: string,
  timeZone: string,
): number {
  const { day, time } = wallOf(annotation, timeZone);
  const label = `${day} ${time ?? "00:00"}:00`;
  if (day > lastDay) return -1;
  let place = -1;
  for (const [index, bucket] of buckets.entries()) {
    if (bucket.label > label.slice(0, bucket.label.length)) break;
    place = index;
  }
  // A week or a month may begin before what the chart shows; what was before its first bucket is not on it.
  return place;
}
