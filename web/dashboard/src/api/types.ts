/** Shapes of the management API, as the server sends them. */
export interface Account {
  id: string;
  email: string;
  name: string;
}

export interface Session {
  account: Account;
  csrf_token: string;
}

export type Mode = 'anonymous' | 'identified' | 'sealed';
export type OptOut = 'drop' | 'keep_without_visitor' | 'ignore';

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
  is_demo: boolean;
  first_event_at: string | null;
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
  state: 'pending' | 'confirmed';
  first_seen: string;
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
  count?: number;
  last_seen?: string;
  props?: string[];
}

export interface ApiToken {
  id: string;
  name: string;
  scopes: string[];
  projects: string[] | '*';
  created_at: string;
  last_used_at?: string | null;
}

export interface AuditEntry {
  id: number | string;
  time: string;
  actor: string;
  action: string;
  subject?: string | null;
  detail?: string | null;
  hash: string;
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
}
