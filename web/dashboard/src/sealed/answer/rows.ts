import type { MetricValue } from "../../format/numbers";
import { isRevenue, zero } from "./metrics";
import { money, thousandths } from "./money";
import type { AnswerRow, AskedGoal, AskedMetric, AskedQuestion, Cell, Plan, Range, Values } from "./types";

/** A row with the key of its time bucket: the two hours of a clock change have one label. */
export interface KeyedRow extends AnswerRow {
  bucket: number | null;
}

export const isTime = (dimension: string): boolean => dimension === "time" || dimension.startsWith("time:");

/** Reads the rows of a plan's statement: src/Query/Results/RowReader.cs. */
export class RowReader {
  private readonly dimensions: readonly string[];
  private readonly time: number;
  private readonly goal: number;
  private readonly currencies: ReadonlyMap<string, string | null>;

  constructor(
    private readonly plan: Plan,
    private readonly question: AskedQuestion,
    goals: readonly AskedGoal[],
    private readonly values: Values,
  ) {
    this.dimensions = question.dimensions ?? [];
    this.time = this.dimensions.findIndex(isTime);
    this.goal = this.dimensions.indexOf("event:goal");
    this.currencies = new Map(goals.map((goal) => [goal.display_name, goal.currency ?? null]));
  }

  read(rows: readonly (readonly Cell[])[], range: Range): KeyedRow[] {
    const labels = new Map(range.buckets);
    return rows.map((row) => {
      const bucket = this.time < 0 ? null : Number(row[this.time]);
      const dimensions = this.dimensions.map((_, place) => (place === this.time ? labelOf(labels, bucket) : String(row[place])));
      const metrics = this.question.metrics.map((metric, place) =>
        this.metric(metric, row[this.dimensions.length + place] ?? null, dimensions),
      );
      return { dimensions, metrics, bucket };
    });
  }

  /** A row of a bucket in which nothing happened, of a question by time alone. */
  empty([bucket, label]: readonly [number, string]): KeyedRow {
    return { dimensions: [label], metrics: this.question.metrics.map(zero), bucket };
  }

  private metric(metric: AskedMetric, cell: Cell, dimensions: string[]): MetricValue {
    if (isRevenue(metric)) return this.revenue(metric, cell, dimensions);
    return cell === null ? null : Number(cell);
  }

  /** A goal without a currency has no revenue; one with a currency and no sales has zero, but no average. */
  private revenue(metric: AskedMetric, cell: Cell, dimensions: string[]): MetricValue {
    if (metric in this.plan.shape.metric_warnings) return null;
    const shared = this.plan.shape.currency;
    const ofGoal = dimensions[this.goal];
    const currency = ofGoal === undefined ? (shared === null ? null : this.values[shared]) : this.currencies.get(ofGoal);
    if (!currency) return null;
    if (cell === null) return metric === "total_revenue" ? money(0n, currency) : null;
    return money(thousandths(cell as string | number | bigint), currency);
  }
}

function labelOf(labels: ReadonlyMap<number, string>, bucket: number | null): string {
  const label = bucket === null ? undefined : labels.get(bucket);
  if (label === undefined) throw new Error(`The plan has no time bucket ${bucket}.`);
  return label;
}
