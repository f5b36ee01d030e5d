import { dimensionOf } from "../../question/dimensions";

export const VITALS = ["lcp", "inp", "cls", "fcp", "ttfb"] as const;
export type Vital = (typeof VITALS)[number];

/** What the page shows, as its address has it. */
export interface Draft {
  /** The one that is drawn. */
  vital: Vital;
  /** A dimension by its key. */
  by: string;
}

export const BY = ["page", "device", "browser", "os", "country", "hostname", "channel"] as const;
export const NEW_DRAFT: Draft = { vital: "lcp", by: "page" };

export const writeDraft = ({ vital, by }: Draft): string => JSON.stringify([vital, by]);

/** Whatever an address says, a draft: what cannot be read is taken for a new one. */
export function readDraft(text: string | null): Draft {
  try {
    const [vital, by] = JSON.parse(text ?? "") as [Vital, string];
    return {
      vital: VITALS.includes(vital) ? vital : NEW_DRAFT.vital,
      by: (BY as readonly string[]).includes(by) ? by : NEW_DRAFT.by,
    };
  } catch {
    return NEW_DRAFT;
  }
}

export const apiOf = (by: string): string => dimensionOf(by)?.api ?? "event:page";
