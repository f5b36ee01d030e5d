import { unanswered } from "./consent";
import { type DeviceRecord, load, record, save } from "./device";
import { emit } from "./events";
import { identified, silent } from "./settings";
import { referringPage, uuid, type WireEvent } from "./wire";

/** A session ends after 30 minutes without an event, all tabs together. */
const timeout = 18e5;

let user: string | undefined;

/** Kept in memory only: a device that is handed on must not keep the name of the one before. */
export const setUser = (value?: string): void => {
  user = value;
};

/** Adds the identity of an identified visitor to an event that has none yet, or takes it away where the visitor wants to be counted only. */
export const stamp = (event: WireEvent): void => {
  event.unlinked ||= record.unlinked;
  if (event.unlinked) event.visitor = event.session = event.user = undefined;
  else if (identified) {
    event.visitor ??= record.visitor;
    event.session ??= record.session;
    event.user ??= user;
  }
};

/** Where the visitor's first visit came from. */
const firstTouch = (): Record<string, string> => {
  const found: Record<string, string> = { referrer: referringPage() };
  new URLSearchParams(location.search).forEach((value, name) => {
    if (/^utm_/.test(name)) found[name] = value;
  });
  return found;
};

const end = ({ session, began = 0, last = 0, active = 0 }: DeviceRecord): void => {
  emit("session_end", {
    time: new Date(last).toISOString(),
    ...(identified && { session }),
    props: { total_ms: last - began, active_ms: active },
  });
};

/** The page goes away, perhaps for good. If the session goes on elsewhere, it ends again later, and the last end counts. */
export const endSession = (): void => {
  const old = load();
  if (!old.last) return;
  end(old);
  save({ ...load(), ended: true });
};

/**
 * Every event keeps the session alive; the first one after the timeout ends the old session and starts another. The record is written
 * once, with the visitor, the session and the answer that allows them: another tab that sees the answer must not make a visitor of its own.
 * The session's start has the referrer of the event that begins it: both may have the same time, and whichever counts as the visit's first tells
 * where the visit came from.
 */
export const touch = (visibleMs = 0, answer?: DeviceRecord, referrer = answer && referringPage()): void => {
  if (silent || (!answer && (unanswered() || record.unlinked))) return;
  const old = load();
  const { last, active = 0, visits = 0 } = old;
  const now = Date.now();
  const goesOn = last && now - last < timeout;
  save({
    ...old,
    ...answer,
    visitor: old.visitor || uuid(),
    first: old.first || firstTouch(),
    last: now,
    active: active + visibleMs,
    ended: false,
    ...(!goesOn && { session: uuid(), began: now, active: 0, visits: visits + 1 }),
  });
  if (goesOn) return;
  if (last && !old.ended) end(old);
  // Without an identity, a page that was reached from the same site goes on with a session that another page began.
  if (identified || last || document.referrer.split("/")[2] !== location.host)
    emit("session_start", {
      referrer,
      props: {
        window_width: innerWidth,
        window_height: innerHeight,
        ...(identified && { visit_number: record.visits, first_touch: record.first }),
      },
    });
};
