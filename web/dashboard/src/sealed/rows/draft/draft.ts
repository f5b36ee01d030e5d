/** The wire names of src/Events/DropReasons.cs that a reader can meet. */
export type DropReason =
  | "not_an_object"
  | "missing_name"
  | "invalid_name"
  | "invalid_field"
  | "invalid_url"
  | "too_many_props"
  | "too_deep"
  | "host_not_allowed"
  | "identity_not_allowed"
  | "beyond_retention";

/** Why an event became no row. */
export interface Drop {
  reason: DropReason;
  /** The field that is to blame, or null. */
  field: string | null;
}

export interface Revenue {
  /** In thousandths. */
  amount: bigint;
  currency: string;
}

/** An event as its sender wrote it: read, but neither judged nor redacted. */
export interface Draft {
  /** What made the event unreadable; the first fault wins. */
  fault: Drop | null;
  id: string | null;
  name: string | null;
  time: number | null;
  url: string | null;
  title: string | null;
  referrer: string | null;
  visitor: string | null;
  session: string | null;
  user: string | null;
  language: string | null;
  library: string | null;
  screenWidth: number | null;
  screenHeight: number | null;
  engagementMs: number | null;
  scrollDepth: number | null;
  durationMs: number | null;
  revenue: Revenue | null;
  interactive: boolean;
  automated: boolean;
  /** Counted without being linked: a row without a visitor. */
  unlinked: boolean;
  userAgent: string;
  hints: unknown;
  props: Map<string, string> | null;
  numbers: Map<string, number> | null;
  groups: Map<string, string> | null;
}

export const emptyDraft = (): Draft => ({
  fault: null,
  id: null,
  name: null,
  time: null,
  url: null,
  title: null,
  referrer: null,
  visitor: null,
  session: null,
  user: null,
  language: null,
  library: null,
  screenWidth: null,
  screenHeight: null,
  engagementMs: null,
  scrollDepth: null,
  durationMs: null,
  revenue: null,
  interactive: true,
  automated: false,
  unlinked: false,
  userAgent: "",
  hints: null,
  props: null,
  numbers: null,
  groups: null,
});

export const fail = (draft: Draft, reason: DropReason, field: string | null): null => {
  draft.fault ??= { reason, field };
  return null;
};
