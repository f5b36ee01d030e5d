import { unanswered } from "./consent";
import { load, record, save } from "./device";
import { emit } from "./events";
import { identified } from "./settings";
import { uuid, type WireEvent } from "./wire";

/** A session ends after 30 minutes without an event, all tabs together. */
const timeout = 18e5;

let user: string | undefined;

/** Kept in memory only: a device that is handed on must not keep the name of the one before. */
export const setUser = (value?: string): void => {
  user = value;
};

/** Adds the identity of an identified visitor to an event that has none yet. */
export const stamp = (event: WireEvent): void => {
  if (identified) {
    event.visitor ??= record.visitor;
    event.session ??= record.session;
    event.user ??= user;
  }
};

/** Where the visitor's first visit came from. */
const firstTouch = (): Record<string, string> => {
  const found: Record<string, string> = { referrer: document.referrer };
  new URLSearchParams(location.search).forEach((value, name) => {
    if (/^utm_/.test(name)) found[name] = value;
  });
  return found;
};

const end = (last: number): void => {
  emit("session_end", {
    time: new Date(last).toISOString(),
    props: { total_ms: last - (record.began as number), active_ms: record.active },
  });
};

/** The page goes away, perhaps for good. If the session goes on elsewhere, it ends again later, and the last end counts. */
export const endSession = (): void => {
  const { last } = load();
  if (!last) return;
  end(last);
  record.ended = true;
  save();
};

/** Every event keeps the session alive; the first one after the timeout ends the old session and starts another. */
export const touch = (visibleMs = 0): void => {
  if (unanswered()) return;
  const now = Date.now();
  const { last, ended, active = 0 } = load();
  // Written before anything is emitted: those events pass through here as well, and must find the session alive.
  record.last = now;
  record.active = active + visibleMs;
  record.ended = false;
  save();
  if (last && now - last < timeout) return;
  if (last && !ended) end(last);
  record.visitor ??= uuid();
  record.first ??= firstTouch();
  record.session = uuid();
  record.began = now;
  record.active = 0;
  record.visits = (record.visits || 0) + 1;
  save();
  // Without an identity, a page that was reached from the same site goes on with a session that another page began.
  if (identified || last || document.referrer.split("/")[2] !== location.host)
    emit("session_start", {
      props: {
        window_width: innerWidth,
        window_height: innerHeight,
        ...(identified && { visit_number: record.visits, first_touch: record.first }),
      },
    });
};
