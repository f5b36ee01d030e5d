/** Shapes of the management API, as the server sends them. */
export interface Account {
  id: string;
  email: string;
  name: string;
  is_owner: boolean;
}

export interface Session {
  account: Account;
  csrf_token: string;
}

export type Mode = "anonymous" | "identified" | "sealed";
export type OptOut = "drop" | "keep_without_visitor" | "ignore";

export interface Project {
  id: string;
  number: number;
  name: string;
  key: string;
  mode: Mode;
  domains: string[];
  timezone: string;
  retention_days: number | null;
  allowed_hosts: string[];
  opt_out: OptOut;
  app_name: string | null;
  created_at: string;
  redacted_parameters: string[];
  rate_limit_per_minute: number | null;
  is_demo: boolean;
  first_event_at: string | null;
  /** The vault that it belongs to. */
  vault: string | null;
  /** Of sealed projects: how visitors are told apart. */
  identity: "anonymous" | "identified" | null;
  /** What is no bot, whatever was judged: a kind, a colon and a value. */
  bot_exceptions: string[];
}

export interface Items<T> {
  items: T[];
}

export interface Goal {
  id: string;
  display_name: string;
  event_name?: string | null;
  page_path?: string | null;
  currency?: string | null;
}

export interface Site {
  hostname: string;
  state: "pending" | "confirmed";
  first_seen: string;
  confirmed_at: string | null;
}

export interface DeclaredEvent {
  name: string;
  purpose: string;
  props: string[];
}

export interface DeclaredEvents {
  items: DeclaredEvent[];
  refuse_undeclared: boolean;
}

export interface SeenEvent {
  name: string;
  declared: boolean;
  events: number;
  last_seen: string;
  /** Where the server knows them. */
  props?: string[];
}

export interface SeenEvents extends Items<SeenEvent> {
  /** From when on names were gathered, where there are events from before that were not looked at. */
  since?: string;
}

export type Scope = "read" | "write" | "manage";

export interface ApiToken {
  id: string;
  name: string;
  /** The first characters of the token, to know it again. */
  prefix: string;
  scopes: Scope[];
  /** Null: all projects, future ones included. */
  projects: string[] | null;
  created_at: string;
  last_used_at: string | null;
}

export interface AuditEntry {
  sequence: number;
  time: string;
  actor: string;
  action: string;
  project: string | null;
  detail: string;
  hash: string;
}

export interface AuditPage {
  items: AuditEntry[];
  /** The `before` of the following page, or null. */
  next: number | null;
  /** Whether the whole chain of hashes holds. */
  intact: boolean;
  first_broken: number | null;
}

/** The books of one hour, or of all asked hours together. */
export interface Books {
  received: number;
  journalled: number;
  dropped: Record<string, number>;
  stored: number;
  duplicate: number;
  quarantined: number;
  expired: number;
  erased: number;
  /** A part of received: kept although the sender signals an opt-out. */
  opt_out_kept?: number;
}

export interface Ledger {
  hours: (Books & { hour: string })[];
  totals: Books & { present: number; waiting: number };
  balanced: boolean;
  differences: string[];
}

export interface BotReason {
  reason: string;
  events: number;
  visitors: number;
  /** Of the events: those that are no bot by the project's exceptions. */
  counted: number;
  examples: { browser: string | null; hostname: string | null; path: string | null; time: string }[];
}

export interface Bots {
  total: number;
  reasons: BotReason[];
}

export interface LiveEvent {
  name: string;
  time: string;
  hostname: string | null;
  path: string | null;
  source: string | null;
  channel: string | null;
  country: string | null;
  browser: string | null;
  os: string | null;
  device: string | null;
  visitor?: string | null;
  props?: Record<string, string> | null;
  /** Only of the events of `/events/recent`, which tells of bots too. */
  bot_reason?: string | null;
}
