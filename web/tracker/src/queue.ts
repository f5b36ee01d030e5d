import { unanswered } from "./consent";
import { guard } from "./edges";
import { retitle } from "./page";
import { endpoint, key } from "./settings";
import type { WireEvent } from "./wire";

/** Events in one request; reaching it sends at once. */
const batchSize = 50;
/** Events that wait at most. When the server is away longer, newer events are given up, so that a visit keeps its beginning. */
const limit = 500;

export let queue: WireEvent[] = [];
let timer: ReturnType<typeof setTimeout> | undefined;
let inFlight = 0;
let failures = 0;
/** When a failed request may be repeated, ms since 1970; 0 = the last one succeeded. */
let retryAt = 0;
/** When the first event entered the empty queue, ms since 1970. */
let oldest = 0;

export const enqueue = (event: WireEvent): void => {
  if (!queue[0]) oldest = Date.now();
  if (queue.length < limit) queue.push(event);
  schedule();
};

/** Keeps the waiting events that pass, each after it may have been changed. */
export const sift = (keep: (event: WireEvent) => unknown): void => {
  queue = queue.filter(keep);
};

/** After 5 s of quiet, at 50 events, at most 60 s after the first; after a failure not before its time. */
const schedule = (): void => {
  const now = Date.now();
  clearTimeout(timer);
  timer = setTimeout(guard(flush), (retryAt || (queue.length < batchSize ? Math.min(now + 5e3, oldest + 6e4) : 0)) - now);
};

/** Sends what waits, one request at a time; `leaving` sends everything at once, since there may be no later. */
export const flush = (leaving?: boolean): void => {
  retitle();
  while (queue[0] && !document.prerendering && !(FULL && unanswered()) && (leaving || !inFlight)) send(queue.splice(0, batchSize), leaving);
};

const send = (batch: WireEvent[], leaving?: boolean): void => {
  // A browser under automation is no visitor. The server can only know from here, and tells the owner how many there were.
  const body = JSON.stringify({
    key,
    sent_at: new Date(),
    context: {
      library: LIBRARY,
      language: navigator.language,
      screen: { width: screen.width, height: screen.height },
      automated: navigator.webdriver || undefined,
    },
    events: batch,
  });
  // Browsers refuse more than 64 KB of keepalive bodies, and a character is at most 3 bytes: a larger batch goes in halves.
  const keepalive = body.length < 2e4;
  if (!keepalive && batch[1]) {
    send(batch.splice(0, batch.length / 2), leaving);
    send(batch, leaving);
    return;
  }
  // Only where nothing better exists: a beacon has no answer, so it cannot be repeated, and it takes cookies along.
  if (leaving && !("keepalive" in Request.prototype) && navigator.sendBeacon(endpoint, body)) return;
  inFlight++;
  // A string body is text/plain, which needs no preflight.
  fetch(endpoint, { method: "POST", body, keepalive, credentials: "omit" })
    .then((response) => {
      if (response.status > 499 || response.status === 429) throw response.headers.get("retry-after");
      failures = retryAt = 0;
    })
    .catch((after) => {
      queue = batch.concat(queue).slice(0, limit);
      retryAt = Date.now() + 1e3 * Math.min(+after || 2 ** failures++ * (1 + Math.random()), 3600);
    })
    .then(() => {
      inFlight--;
      if (queue[0]) schedule();
    });
};
