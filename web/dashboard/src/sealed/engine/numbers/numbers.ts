// Totals and a chart's series straight from rows, before the database is up: the same numbers as the questions of docs/metrics.md without filters.
import { isNeverCounted, pageview } from "../../rows/words";
import type { EventRow, VisitRow } from "../../types";

export interface Numbers {
  visitors: number;
  visits: number;
  pageviews: number;
  events: number;
  /** Of an empty span 0, as in the server's answers. */
  views_per_visit: number;
  bounce_rate: number;
  visit_duration: number;
}

export interface FirstNumbers {
  totals: Numbers;
  series: Numbers[];
}

/** Instants in milliseconds: each bucket of the series begins at one of `starts` and ends at the next, the last one at `end`. */
export interface Span {
  starts: readonly number[];
  end: number;
}

class Count {
  private readonly visitors = new Set<bigint>();
  private visits = 0;
  private views = 0;
  private bounces = 0;
  private milliseconds = 0;
  pageviews = 0;
  events = 0;

  addVisit(visit: VisitRow): void {
    this.visitors.add(visit.visitor);
    this.visits++;
    this.views += visit.pageviews;
    if (visit.is_bounce) this.bounces++;
    this.milliseconds += visit.ended_at - visit.started_at;
  }

  numbers(): Numbers {
    const perVisit = (sum: number, places: number): number => (this.visits === 0 ? 0 : round(sum / this.visits, places));
    return {
      visitors: this.visitors.size,
      visits: this.visits,
      pageviews: this.pageviews,
      events: this.events,
      views_per_visit: perVisit(this.views, 2),
      bounce_rate: perVisit(100 * this.bounces, 0),
      visit_duration: perVisit(this.milliseconds / 1000, 0),
    };
  }
}

const round = (value: number, places: number): number => Math.round(value * 10 ** places) / 10 ** places;

/** The bucket that an instant lies in; -1 before the first. */
const bucketOf = (starts: readonly number[], time: number): number => {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
};

export const firstNumbers = (events: Iterable<EventRow>, visits: Iterable<VisitRow>, { starts, end }: Span): FirstNumbers => {
  const from = starts[0] ?? end;
  const total = new Count();
  const series = starts.map(() => new Count());
  for (const visit of visits) {
    if (visit.bot_reason !== null || visit.events === 0 || visit.started_at >= end || visit.ended_at < from) continue;
    total.addVisit(visit);
    const last = bucketOf(starts, Math.min(visit.ended_at, end - 1));
    for (let bucket = Math.max(0, bucketOf(starts, visit.started_at)); bucket <= last; bucket++) series[bucket]?.addVisit(visit);
  }
  for (const event of events) {
    if (event.bot_reason !== null || event.time >= end || event.time < from || isNeverCounted(event.name)) continue;
    for (const count of [total, series[bucketOf(starts, event.time)] as Count]) {
      count.events++;
      if (event.name === pageview) count.pageviews++;
    }
  }
  return { totals: total.numbers(), series: series.map((count) => count.numbers()) };
};
