import { send } from "./http";

export type SummaryRange = "24h" | "7d" | "28d" | "91d";

export interface Sums {
  visitors: number;
  pageviews: number;
}

/** One project's numbers, as its own overview shows them; null where only a key holder's browser knows them. */
export interface ProjectSummary {
  project: string;
  visitors: number | null;
  pageviews: number | null;
  before: Sums | null;
  /** Visitors by hour or by day. */
  course: number[] | null;
}

/** All projects at once. */
export const readSummary = (range: SummaryRange): Promise<{ items: ProjectSummary[] }> =>
  send("GET", `/api/v1/summary?date_range=${range}`);
