import { identified } from "./settings";

/** What identified mode keeps on the device under one localStorage key. In anonymous mode it lives in memory and ends with the page. */
export interface DeviceRecord {
  visitor?: string | undefined;
  session?: string | undefined;
  /** Number of the present session; the visitor's first is 1. */
  visits?: number;
  /** First and last event of the session, ms since 1970. */
  began?: number;
  last?: number;
  /** Visible milliseconds of the session, all tabs together. */
  active?: number;
  /** The session's end was sent; cleared when the session goes on. */
  ended?: boolean;
  /** Referrer and utm_* parameters of the first visit. */
  first?: Record<string, string>;
  /** Answers by event name; `*` stands for all others. */
  consent?: Record<string, boolean> | undefined;
  /** The visitor wants to be counted, and linked to nothing. */
  unlinked?: boolean | undefined;
  out?: boolean | undefined;
}

export const storageKey = "footfall";

export let record: DeviceRecord = {};

/** False: the record lives in memory. */
let stored = true;

/** Other tabs write the record too. Reading it is synchronous, so each use begins with that, and no message between tabs can be missed. */
export const load = (): DeviceRecord => {
  try {
    if (stored) record = JSON.parse(localStorage[storageKey] || "{}");
  } catch {
    // Storage is blocked or damaged: a visit must not become one visitor an event, so nothing is read from it again.
    stored = false;
  }
  return record;
};

export const save = (next = record): void => {
  record = next;
  try {
    if (stored) localStorage[storageKey] = JSON.stringify(record);
  } catch {
    // Full or forbidden, see above.
    stored = false;
  }
};

/** Reads what an earlier page or another tab left behind; in anonymous mode that is a refusal at most, and what this page remembers goes on beside it. */
export const open = (): void => {
  stored = true;
  record = { ...(!identified && record), out: false, ...load() };
  stored = identified;
};

/** The one thing that anonymous mode ever stores, because the visitor asked for it. */
export const setOptOut = (out: boolean): void => {
  stored = true;
  save(out ? { out } : {});
  if (!out) delete localStorage[storageKey];
  stored = identified;
};
