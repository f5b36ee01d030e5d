export const INTERVALS = ["day", "week", "month"] as const;
export type RetentionInterval = (typeof INTERVALS)[number];

/** A retention report as its page's address has it. */
export interface Draft {
  interval: RetentionInterval;
  /** The name of an event; empty: any that counts. */
  first: string;
  returning: string;
  /** A return in the period or in any later one. */
  unbounded: boolean;
}

export const NEW_DRAFT: Draft = { interval: "week", first: "", returning: "", unbounded: false };

export const writeDraft = ({ interval, first, returning, unbounded }: Draft): string =>
  JSON.stringify([interval, first, returning, unbounded ? 1 : 0]);

/** Whatever an address says, a draft: what cannot be read is taken for a new one. */
export function readDraft(text: string | null): Draft {
  try {
    const [interval, first, returning, unbounded] = JSON.parse(text ?? "") as [RetentionInterval, string, string, number];
    return {
      interval: INTERVALS.includes(interval) ? interval : NEW_DRAFT.interval,
      first: String(first),
      returning: String(returning),
      unbounded: unbounded === 1,
    };
  } catch {
    return NEW_DRAFT;
  }
}
