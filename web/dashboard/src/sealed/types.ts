// What passes between opening envelopes, making rows of them, and asking. Columns have the names of the newest migration of
// src/Storage/Events/Migrations, which a test compares. Times are milliseconds since 1970, UTC; an absent value is null.

/** The events of an opened message under the names of `POST /collect`, as `expand` of web/sealing gives them. Hostile until rows are made of them. */
export type Message = Record<string, unknown>[];

/** What making rows needs to know of a sealed project. */
export interface SealedProject {
  number: number;
  identity: "anonymous" | "identified";
  /** The only hosts whose events are taken; empty: all. */
  allowed_hosts: readonly string[];
  /** Query parameters, beside the built-in list, whose values are redacted. */
  redacted_parameters: readonly string[];
  /** Days that events are kept; null: for ever. */
  retention_days: number | null;
}

/** What the server knew of a request while it was in flight, sealed beside the envelope. All of it bounds or completes what the message says. */
export interface Note {
  /** When the envelope came, to the minute. */
  received: number;
  country: string | null;
  region: string | null;
  city: string | null;
  /** The day's keyed hash, where the project's identity is anonymous; null where the sender opted out of it. */
  visitor: bigint | null;
  /** Why the request's headers are thought no person's. */
  bot_reason: string | null;
  /** The sender signalled Do Not Track or Global Privacy Control, and the project keeps such events without a visitor. */
  opted_out: boolean;
}

/** Where a visit came from: columns that `events` repeats, so that questions need no join. */
export interface AcquisitionColumns {
  source: string | null;
  visit_referrer: string | null;
  channel: string;
  utm_source: string | null;
  utm_medium: string | null;
  utm_campaign: string | null;
  utm_content: string | null;
  utm_term: string | null;
  click_id: string | null;
}

export interface ClientColumns {
  browser: string | null;
  browser_version: string | null;
  os: string | null;
  os_version: string | null;
  device: string | null;
}

export interface PlaceColumns {
  country: string | null;
  region: string | null;
  city: string | null;
}

/** A row of `events`. */
export interface EventRow extends AcquisitionColumns, ClientColumns, PlaceColumns {
  project: number;
  /** A UUID as text. */
  id: string;
  time: number;
  /** In whole minutes, as the note says it. */
  received_at: number;
  name: string;
  /** 64 bits, unsigned. */
  visitor: bigint | null;
  visit: number | null;
  client_visitor: string | null;
  session: string | null;
  user_id: string | null;
  hostname: string | null;
  path: string | null;
  url_query: string | null;
  title: string | null;
  referrer: string | null;
  language: string | null;
  screen_width: number | null;
  screen_height: number | null;
  engagement_ms: number | null;
  scroll_depth: number | null;
  duration_ms: number | null;
  /** In thousandths: the unscaled value of DECIMAL(18, 3). */
  revenue_amount: bigint | null;
  revenue_currency: string | null;
  interactive: boolean;
  bot_reason: string | null;
  opted_out: boolean;
  demo: boolean;
  library: string | null;
  props: [string, string][] | null;
  numbers: [string, number][] | null;
  groups: [string, string][] | null;
  own_acquisition: string | null;
  /** Where the visitor's first visit came from, packed as `own_acquisition` is. */
  first_touch: string | null;
}

/** Where the visitor's first visit came from, as far as an event of this one tells. */
export interface FirstTouchColumns {
  first_source: string | null;
  first_referrer: string | null;
  first_channel: string | null;
  first_utm_source: string | null;
  first_utm_medium: string | null;
  first_utm_campaign: string | null;
  first_utm_content: string | null;
  first_utm_term: string | null;
}

/** A row of `visits`. */
export interface VisitRow extends AcquisitionColumns, ClientColumns, PlaceColumns, FirstTouchColumns {
  project: number;
  visit: number;
  visitor: bigint;
  started_at: number;
  ended_at: number;
  pageviews: number;
  events: number;
  is_bounce: boolean;
  entry_page: string | null;
  exit_page: string | null;
  entry_hostname: string | null;
  exit_hostname: string | null;
  language: string | null;
  screen_width: number | null;
  screen_height: number | null;
  user_id: string | null;
  visit_number: number | null;
  bot_reason: string | null;
  demo: boolean;
  session: string | null;
}
