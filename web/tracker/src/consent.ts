import { type DeviceRecord, load, open, record, save, setOptOut, storageKey } from "./device";
import { discard, flush, queue, schedule, sift } from "./queue";
import { setUser, stamp, touch } from "./session";
import { data, silent } from "./settings";

const required = FULL && data.consent === "required";
const excluded = FULL ? (data.exclude || "").split(" ") : [];

/** Consent is required and was not answered yet: events wait in memory, nothing is sent, nothing is stored. */
export const unanswered = (): boolean => required && !record.consent;

/** Whether the visitor and the page let events of this name go. That an answer has changed is told without an identity, so that even an opt-out can be counted. */
export const allowed = (name: string): boolean =>
  !silent &&
  !excluded.includes(name) &&
  (name === "consent_change" || (!record.out && (!record.consent || (record.consent[name] ?? record.consent["*"] ?? !required))));

/** Lets the waiting events go that may, with the identity that they may now have. */
export const release = (): void => {
  sift((event) => allowed(event.name));
  if (record.out || Object.values(record.consent || {}).includes(false)) discard();
  if (queue[0]) touch();
  queue.forEach(stamp);
  // What is sealed goes in few messages: it waits for quiet.
  if (SEALED) schedule();
  else flush();
};

/**
 * `true` or `false` for everything, or answers by event name, which are added to earlier ones. Where nothing is allowed, or `link` is false, the visitor is
 * forgotten; without `link`, the earlier answer to that stays.
 */
export const consent = (answer: boolean | Record<string, boolean>, link?: boolean): void => {
  const { out, consent, unlinked } = load();
  const answers = {
    consent: typeof answer === "object" ? { ...consent, ...answer } : { "*": answer },
    unlinked: (link ?? !unlinked) ? undefined : true,
  };
  if (!out && !answers.unlinked && Object.values(answers.consent).some(Boolean)) touch(0, answers);
  else save({ out, ...answers });
  release();
};

/** Another tab wrote the record: its visitor opted out, answered or was forgotten. */
export const reopen = ({ key }: StorageEvent): void => {
  if (key !== storageKey) return;
  open();
  release();
};

export const optOut = (): void => {
  setOptOut(true);
  release();
};

export const optIn = (): void => setOptOut(false);

/** The next event belongs to a new visitor; the answer about consent stays. */
export const reset = (): void => {
  const { consent, unlinked }: DeviceRecord = load();
  setUser();
  save({ consent, unlinked });
};
