/** What the client knows of its visitor. In browsers it is the tracker's own record (web/tracker/src/device.ts), so that both mean the same visitor and the same refusal. */
export interface DeviceRecord {
  visitor?: string | undefined;
  session?: string | undefined;
  /** Number of the present session. */
  visits?: number;
  /** First and last event of the session, ms since 1970. */
  began?: number;
  last?: number;
  active?: number;
  ended?: boolean;
  /** Answers by event name; `*` stands for all others. */
  consent?: Record<string, boolean> | undefined;
  /** The visitor wants to be counted, and linked to nothing. */
  unlinked?: boolean | undefined;
  out?: boolean | undefined;
}

export interface Device {
  /** Other tabs write it too, so it is read at each use. */
  load(): DeviceRecord;
  save(record: DeviceRecord): void;
}

/** Lasts as long as the client. */
export class MemoryDevice implements Device {
  private record: DeviceRecord = {};

  load(): DeviceRecord {
    return this.record;
  }

  save(record: DeviceRecord): void {
    this.record = record;
  }
}

const storageKey = "footfall";

/** Stores the refusal alone: the one thing that is stored where nobody is identified, because the visitor asked for it. */
const refusalOf = ({ consent, unlinked, out }: DeviceRecord): DeviceRecord | undefined => {
  if (out) return { out };
  const refused = unlinked || Object.values(consent ?? {}).includes(false);
  return refused ? { consent, unlinked } : undefined;
};

export class BrowserDevice implements Device {
  private record: DeviceRecord = {};
  /** False: storage is blocked or damaged. A visit must not become one visitor an event, so nothing is read from it again. */
  private usable = true;

  constructor(private readonly identified: boolean) {}

  load(): DeviceRecord {
    try {
      if (!this.usable) return this.record;
      const stored: DeviceRecord = JSON.parse(localStorage.getItem(storageKey) || "{}") ?? {};
      // What this page alone remembers goes on beside a refusal that another page left.
      this.record = this.identified ? stored : { ...this.record, out: false, ...refusalOf(stored) };
    } catch {
      this.usable = false;
    }
    return this.record;
  }

  save(record: DeviceRecord): void {
    this.record = record;
    try {
      if (!this.usable) return;
      const kept = this.identified ? record : refusalOf(record);
      if (kept) localStorage.setItem(storageKey, JSON.stringify(kept));
      else if (localStorage.getItem(storageKey) !== null) localStorage.removeItem(storageKey);
    } catch {
      this.usable = false;
    }
  }
}

/** Whether a change of storage may be another tab's answer. */
export const isAnswer = (key: string | null): boolean => key === null || key === storageKey;
