import type { EventChoice } from "../../api/reports";
import { dimensionOf } from "../../question/dimensions";

export const KINDS = ["any", "event", "page", "goal"] as const;
export type Kind = (typeof KINDS)[number];

export const MEASURES = ["total", "visitors", "sum", "average", "median", "p90", "p95", "p99", "share"] as const;
export type Measure = (typeof MEASURES)[number];

/** Which events, and what is told of them. */
export interface Series {
  kind: Kind;
  /** The event, page or goal; of any event empty. */
  value: string;
  measure: Measure;
  /** The prop that is measured, or empty where events or visitors are counted. */
  prop: string;
}

export const SHAPES = ["line", "bar", "table"] as const;
export type Shape = (typeof SHAPES)[number];

/** A trend as its page's address has it. */
export interface Draft {
  series: Series[];
  /** Of two series also the first over the second. */
  ratio: boolean;
  /** The key of a dimension, or an empty text. */
  breakdown: string;
  /** Intervals that a moving average is over; 0: none. */
  average: number;
  shape: Shape;
}

export const MOST_SERIES = 5;
export const AVERAGES = [0, 3, 7, 14, 28] as const;

export const NEW_SERIES: Series = { kind: "any", value: "", measure: "visitors", prop: "" };
export const NEW_DRAFT: Draft = { series: [NEW_SERIES], ratio: false, breakdown: "", average: 0, shape: "line" };

export const measuresProp = (measure: Measure): boolean => measure !== "total" && measure !== "visitors";

export const hasRatio = (draft: Draft): boolean => draft.ratio && draft.series.length === 2;

export const writeDraft = ({ series, ratio, breakdown, average, shape }: Draft): string =>
  JSON.stringify([series.map(({ kind, value, measure, prop }) => [kind, value, measure, prop]), ratio ? 1 : 0, breakdown, average, shape]);

/** Whatever an address says, a draft: what cannot be read is taken for a new one. */
export function readDraft(text: string | null): Draft {
  try {
    const [series, ratio, breakdown, average, shape] = JSON.parse(text ?? "") as [string[][], number, string, number, string];
    const read = series.slice(0, MOST_SERIES).map(readSeries);
    return {
      series: read.length > 0 ? read : NEW_DRAFT.series,
      ratio: ratio === 1,
      breakdown: dimensionOf(String(breakdown)) ? String(breakdown) : "",
      average: AVERAGES.find((known) => known === average) ?? 0,
      shape: SHAPES.find((known) => known === shape) ?? "line",
    };
  } catch {
    return NEW_DRAFT;
  }
}

function readSeries([kind, value = "", measure, prop = ""]: string[]): Series {
  return {
    kind: KINDS.find((known) => known === kind) ?? "any",
    value: String(value),
    measure: MEASURES.find((known) => known === measure) ?? "visitors",
    prop: String(prop),
  };
}

const isWholeSeries = ({ kind, value, measure, prop }: Series): boolean =>
  (kind === "any" || value.trim() !== "") && (!measuresProp(measure) || prop.trim() !== "");

/** False while a series waits for a name. */
export const isWhole = (draft: Draft): boolean => draft.series.every(isWholeSeries);

/** What the server is asked for a series. */
export function seriesOf({ kind, value, measure, prop }: Series): object {
  const events = kind === "any" ? undefined : ({ [kind]: value.trim() } as unknown as EventChoice);
  return { measure, ...(events && { events }), ...(measuresProp(measure) && { property: `event:props:${prop.trim()}` }) };
}
