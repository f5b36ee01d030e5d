export type Metric =
  | "visitors"
  | "visits"
  | "pageviews"
  | "events"
  | "views_per_visit"
  | "bounce_rate"
  | "visit_duration"
  | "conversion_rate"
  | "percentage"
  | "scroll_depth"
  | "time_on_page"
  | "total_revenue"
  | "average_revenue";

export type MetricKind = "count" | "decimal" | "percent" | "duration" | "money";

interface MetricFact {
  label: string;
  kind: MetricKind;
  /** Which direction is good news; a change of any other is shown without judging it. */
  better: "more" | "less" | null;
  meaning: string;
}

const fact = (label: string, kind: MetricKind, better: MetricFact["better"], meaning: string): MetricFact => ({
  label,
  kind,
  better,
  meaning,
});

export const METRICS: Record<Metric, MetricFact> = {
  visitors: fact("Visitors", "count", "more", "Different people seen in the period, as far as the project’s mode can tell them apart."),
  visits: fact("Visits", "count", "more", "Runs of activity without a pause of 30 minutes."),
  pageviews: fact("Pageviews", "count", "more", "Pages opened, reloads and in-app navigation included."),
  events: fact("Events", "count", "more", "Pageviews and custom events together."),
  views_per_visit: fact("Views per visit", "decimal", "more", "Pageviews divided by visits."),
  bounce_rate: fact("Bounce rate", "percent", "less", "Share of visits with one pageview and no interaction."),
  visit_duration: fact("Visit duration", "duration", "more", "Mean time from the first to the last event of a visit."),
  conversion_rate: fact("Conversion rate", "percent", "more", "Share of all visitors who completed the goal."),
  percentage: fact("Share", "percent", null, "Share of the visitors of the whole question."),
  scroll_depth: fact("Scroll depth", "percent", "more", "How far down the page visitors came, on average."),
  time_on_page: fact("Time on page", "duration", "more", "Time the page was visible, per visit."),
  total_revenue: fact("Revenue", "money", "more", "Revenue sent with the goal’s events."),
  average_revenue: fact("Average revenue", "money", "more", "Revenue divided by the events that carried it."),
};

/** The tiles above the chart, and so the metrics it can draw. */
export const TOTALS: readonly Metric[] = ["visitors", "visits", "pageviews", "views_per_visit", "bounce_rate", "visit_duration"];

/** Of a goal, the tiles say how many people converted, how often, and which share that is. */
export const GOAL_TOTALS: readonly Metric[] = ["visitors", "events", "conversion_rate"];

/** Under a goal, visitors and events are those who reached it. */
export function labelOf(metric: Metric, goal: boolean): string {
  if (goal && metric === "visitors") return "Converted visitors";
  return goal && metric === "events" ? "Conversions" : METRICS[metric].label;
}

/** Where rows are goals, their events are conversions. */
export const labelIn = (dimensionKey: string, metric: Metric): string =>
  dimensionKey === "goal" && metric === "events" ? "Conversions" : METRICS[metric].label;

export const isMetric = (text: string): text is Metric => text in METRICS;
