/** One event as `POST /collect` takes it. Absent fields are left out of the JSON. */
export interface WireEvent {
  id: string;
  name: string;
  /** RFC 3339, by the device's clock. */
  time: string;
  url: string;
  title?: string;
  referrer?: string | undefined;
  props?: Record<string, unknown>;
  interactive?: boolean;
  /** Milliseconds visible since the last event that carried this field; never the same ones twice. */
  engagement_ms?: number;
  /** Percent of the page's height, 0 to 100. */
  scroll_depth?: number;
  visitor?: string | undefined;
  session?: string | undefined;
  user?: string | undefined;
  /** Counted, and linked to nothing. */
  unlinked?: boolean | undefined;
}

export type Fields = Partial<WireEvent> & Record<string, unknown>;

/** Without its query, which may have anything in it: where a visit came from is told by the page. */
export const referringPage = (): string => document.referrer.split("?")[0] as string;

/**
 * A UUIDv7: 48 bits of time, then random bits. `crypto.randomUUID` would be shorter, but exists on https only,
 * and self-hosters begin on http.
 */
export const uuid = (): string =>
  `0${Date.now().toString(16)}-7xxx-8xxx-xxxxxxxxxxxx`
    .replace(/.{8}/, "$&-")
    .replace(/x/g, () => ((crypto.getRandomValues(new Uint8Array(1))[0] as number) & 15).toString(16));
