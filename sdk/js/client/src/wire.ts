import type { EventOptions, Props, ViewOptions } from "../types/index";

/** One event as `POST /collect` takes it. Absent fields are left out of the JSON. */
export interface WireEvent {
  id: string;
  name: string;
  /** RFC 3339, or as the caller gave it. */
  time: string | number;
  url?: string;
  title?: string;
  referrer?: string;
  props?: Record<string, unknown>;
  scroll_depth?: number;
  visitor?: string;
  session?: string;
  user?: string;
  unlinked?: boolean;
  ip?: string;
  user_agent?: string;
  [field: string]: unknown;
}

/** What a caller says of an event, under the wire's names. */
export const fieldsOf = (options: EventOptions): Record<string, unknown> => ({
  id: options.id,
  time: options.time,
  url: options.url,
  revenue: options.revenue,
  interactive: options.interactive,
  duration_ms: options.durationMs,
  groups: options.groups,
  unlinked: options.unlinked,
  visitor: options.visitor,
  session: options.session,
  user: options.user,
  language: options.language,
  opted_out: options.optedOut,
  ip: options.forward?.ip,
  user_agent: options.forward?.userAgent,
});

export const fieldsOfView = (view: ViewOptions): Record<string, unknown> => ({
  ...fieldsOf(view),
  url: view.pageUrl ?? view.url,
  title: view.pageTitle,
  referrer: view.pageReferrer,
  props: view.props,
});

/** The page stands beside the caller's own names in the data of an interaction, as it does in `POST /track/interaction`. */
export const fieldsOfInteraction = (data: Props, options: EventOptions): Record<string, unknown> => {
  const { pageUrl, pageTitle, pageReferrer, ...props } = data;
  return { ...fieldsOf(options), url: pageUrl ?? options.url, title: pageTitle, referrer: pageReferrer, props };
};

/** Copies what the caller hands over: later changes do not count, and what cannot be written as JSON throws here and not at sending. */
export const copy = (fields: Record<string, unknown>): Record<string, unknown> => JSON.parse(JSON.stringify(fields));

export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
