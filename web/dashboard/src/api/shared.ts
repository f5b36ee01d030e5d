import { send } from "./http";
import type { Answer, Question } from "./query";
import type { ReportAnswer } from "./reports";
import type { Mode } from "./types";

/** Numbers below it are hidden; whole days or months are published once. */
export interface Threshold {
  least: number;
  grain: "day" | "month";
  dimensions: string[];
}

export interface SharedReport {
  id: string;
  name: string;
  /** The last word of the report's address. */
  report: string;
  draft?: string;
}

/** What a link shows; docs/sharing.md. */
export interface SharedView {
  password_required: false;
  name: string;
  project: { name: string; mode: Mode; timezone: string; first_event_at: string | null };
  panels: string[];
  reports: SharedReport[];
  filtered: boolean;
  may_filter: boolean;
  threshold: Threshold | null;
}

const of = (slug: string): string => `/api/v1/shared/${encodeURIComponent(slug)}`;

/** What stands in the place of a session: this page's own, since frames of other sites get no cookies. */
const tickets = new Map<string, string>();

const options = (slug: string, signal?: AbortSignal) => {
  const ticket = tickets.get(slug);
  return { guest: true, ...(ticket !== undefined && { ticket }), ...(signal && { signal }) };
};

export const describeLink = (slug: string): Promise<SharedView | { password_required: true }> =>
  send("GET", of(slug), undefined, options(slug));

export async function openLink(slug: string, password: string): Promise<void> {
  const { ticket } = await send<{ ticket: string }>("POST", `${of(slug)}/session`, { password }, { guest: true });
  tickets.set(slug, ticket);
}

export const askShared = (slug: string, question: Question, signal: AbortSignal): Promise<Answer> =>
  send("POST", `${of(slug)}/query`, question, options(slug, signal));

export const sharedRealtime = (slug: string): Promise<{ visitors: number }> =>
  send("GET", `${of(slug)}/realtime`, undefined, options(slug));

export const askSharedReport = <T extends ReportAnswer>(slug: string, report: string, range: unknown, signal: AbortSignal): Promise<T> =>
  send("POST", `${of(slug)}/reports/${encodeURIComponent(report)}`, { date_range: range }, options(slug, signal));
