import { change, zero } from "./metrics";
import { isTime, type KeyedRow, type RowReader } from "./rows";
import type { AskedQuestion, Shape } from "./types";

/** Sets the rows of a range beside those of another. Time buckets go together by their place from the start: src/Query/Results/Comparer.cs. */
export function compare(
  question: AskedQuestion,
  shape: Shape,
  rows: readonly KeyedRow[],
  otherRows: readonly KeyedRow[],
  reader: RowReader,
): KeyedRow[] {
  const dimensions = question.dimensions ?? [];
  const time = dimensions.findIndex(isTime);
  const others = shape.comparison?.buckets ?? [];
  const places = new Map(shape.buckets.map(([key], place) => [key, place]));
  const filled =
    time === 0 && dimensions.length === 1 && !question.order_by?.length && shape.pagination.offset === 0 ? fill(shape, rows, reader) : rows;
  const byKey = new Map<string, KeyedRow>();
  for (const row of otherRows) {
    const key = keyOf(row.dimensions, row.bucket);
    // A value can read as another's absence does: then the first of the two rows is compared with.
    if (!byKey.has(key)) byKey.set(key, row);
  }
  return filled.map((row) => {
    const sought = [...row.dimensions];
    let bucket: number | null = null;
    if (row.bucket !== null) {
      const other = others[places.get(row.bucket) ?? others.length];
      if (!other) return row;
      [bucket, sought[time]] = other;
    }
    const metrics = byKey.get(keyOf(sought, bucket))?.metrics ?? question.metrics.map(zero);
    const changes = question.metrics.map((metric, place) => change(metric, metrics[place], row.metrics[place]));
    return { ...row, comparison: { dimensions: sought, metrics, change: changes } };
  });
}

/** A chart that compares needs every bucket, those in which nothing happened as well. */
function fill(shape: Shape, rows: readonly KeyedRow[], reader: RowReader): KeyedRow[] {
  const known = new Map(rows.map((row) => [row.bucket, row]));
  return shape.buckets.slice(0, shape.pagination.limit).map((bucket) => known.get(bucket[0]) ?? reader.empty(bucket));
}

const keyOf = (dimensions: readonly string[], bucket: number | null): string => JSON.stringify([bucket, ...dimensions]);
