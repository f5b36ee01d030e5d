import { showValue } from "../../format/labels";
import type { Filter } from "../../question/filters";
import type { MetricKind } from "../../question/metrics";
import { type Draft, hasRatio, type Series } from "./draft";
import type { TrendPoint, TrendsAnswer } from "./useTrends";
import { kindOf, namesOf } from "./words";

/** One line of the drawing, with its number over the whole period. */
export interface Line {
  key: string;
  name: string;
  kind: MetricKind;
  number: number | null;
  /** Of the period before; null where it is not known. */
  before: number | null;
  /** By interval, in order; null where there is nothing to tell, as of the future. */
  values: (number | null)[];
  /** Of the period before by interval, matched by their place; empty where there is nothing to compare with. */
  olds: (number | null)[];
  /** Moving averages by interval; empty where none is asked for. */
  smooth: (number | null)[];
  /** What leads to the events that it is made of; null where no filter can say it. */
  filters: Filter[] | null;
}

/** What the answer is measured against. */
export interface Earlier {
  /** Of a running period cut at the same time of day. */
  cut: TrendsAnswer | null;
  whole: TrendsAnswer | null;
}

/**
 * The lines of an answer: one for each series, or, broken down, one for each value of the first series, of the ratio where one is asked for.
 * @param begun How many intervals have begun: later ones are the future.
 */
export function linesOf(draft: Draft, now: TrendsAnswer, then: Earlier, begun: number): Line[] {
  return now.breakdown ? byValue(draft, now, then, begun) : bySeries(draft, now, then, begun);
}

/** The series whose values are drawn. */
export const shownSeries = (draft: Draft): number => (hasRatio(draft) ? 3 : 1);

function bySeries(draft: Draft, now: TrendsAnswer, then: Earlier, begun: number): Line[] {
  return now.totals.map(({ series, number }) => ({
    key: `s${series}`,
    name: namesOf(draft)[series - 1] ?? "",
    kind: kindOf(draft, series),
    number,
    before: then.cut?.totals.find((row) => row.series === series)?.number ?? null,
    filters: filtersOf(draft.series[series - 1]),
    olds: then.whole?.trend.filter((row) => row.series === series).map((row) => row.number) ?? [],
    ...courseOf(
      now.trend.filter((row) => row.series === series),
      begun,
    ),
  }));
}

function byValue(draft: Draft, now: TrendsAnswer, then: Earlier, begun: number): Line[] {
  const series = shownSeries(draft);
  const own = filtersOf(draft.series[0]);
  return (now.breakdown ?? [])
    .filter((row) => row.series === series)
    .map(({ place, value, different, number }) => ({
      key: value === null ? "others" : `v${value}`,
      name: value === null ? `${different} others` : showValue(draft.breakdown, value),
      kind: kindOf(draft, series),
      number,
      before: value === null ? null : (then.cut?.breakdown?.find((row) => row.value === value && row.series === series)?.number ?? null),
      olds: value === null ? [] : oldsOf(value, series, then.whole),
      filters: value === null || !own ? null : [...own, { op: "is", key: draft.breakdown, values: [value] }],
      ...courseOf(
        (now.breakdown_trend ?? []).filter((row) => row.place === place && row.series === series),
        begun,
      ),
    }));
}

/** The course that a value had before; its place among the values may have been another then, and it may have been among the others. */
function oldsOf(value: string, series: number, whole: TrendsAnswer | null): (number | null)[] {
  const place = whole?.breakdown?.find((row) => row.value === value)?.place;
  return (whole?.breakdown_trend ?? []).filter((row) => row.place === place && row.series === series).map((row) => row.number);
}

function courseOf(rows: TrendPoint[], begun: number): Pick<Line, "values" | "smooth"> {
  return {
    values: rows.map((row, at) => (at < begun ? row.number : null)),
    smooth: rows[0] && "moving_average" in rows[0] ? rows.map((row, at) => (at < begun ? (row.moving_average ?? null) : null)) : [],
  };
}

/** The filters under which the overview shows a series' events; a ratio is made of two. */
function filtersOf(series: Series | undefined): Filter[] | null {
  if (!series) return null;
  return series.kind === "any" ? [] : [{ op: "is", key: series.kind, values: [series.value.trim()] }];
}

/** The marks of the value axis, with those below nought where a line goes there. */
export function boundsOf(lines: readonly Line[]): { lowest: number; highest: number } {
  const all = lines.flatMap((line) => [...line.values, ...line.olds, ...line.smooth]).filter((value) => value !== null);
  return { lowest: Math.min(0, ...all), highest: Math.max(0, ...all) };
}

/** Change in percent, of shares in points; null where there is nothing to measure against. */
export function changeOf({ kind, number, before }: Line): string | null {
  if (number === null || before === null) return null;
  const by = kind === "percent" ? number - before : before === 0 ? null : ((number - before) / Math.abs(before)) * 100;
  if (by === null) return null;
  const size = Math.abs(by) < 10 ? Math.round(Math.abs(by) * 10) / 10 : Math.round(Math.abs(by));
  return `${by < 0 ? "−" : "+"}${size.toLocaleString("en")}${kind === "percent" ? " pts" : "%"}`;
}
