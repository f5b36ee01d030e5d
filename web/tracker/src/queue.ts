import { type Bytes, join, u32 } from "../../sealing/src/bytes";
import { compact } from "../../sealing/src/tracker";
import { unanswered } from "./consent";
import { guard } from "./edges";
import { retitle } from "./page";
import { request } from "./request";
import { type Sealing, sealing } from "./sealing";
import { endpoint, key, script } from "./settings";
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
/** What seals, once the server's word for the key has been checked; false: it did not hold, and nothing is ever sent. */
let seal: Sealing | false | undefined;
/** Sealed, and not accepted yet: the same bytes are sent again, under the same id. */
let envelopes: Bytes[] = [];
/** When the first event entered the empty queue, ms since 1970. */
let oldest = 0;

export const enqueue = (event: WireEvent): void => {
  if (!queue[0]) oldest = Date.now();
  if (queue.length < limit) queue.push(event);
  schedule();
};

/** Counts what the visitor refused. What was taken from the queue before is not sent any more, nor sent again. */
let refusals = 0;

/** Gives up what is being sealed or sent: unlike the queue it cannot be sifted. */
export const discard = (): void => {
  refusals++;
  envelopes = [];
};

/** Keeps the waiting events that pass, each after it may have been changed. */
export const sift = (keep: (event: WireEvent) => unknown): void => {
  queue = queue.filter(keep);
};

/** After 5 s of quiet, at 50 events, at most 60 s after the first; after a failure not before its time. */
export const schedule = (): void => {
  const now = Date.now();
  clearTimeout(timer);
  timer = setTimeout(guard(flush), (retryAt || (queue.length < batchSize ? Math.min(now + 5e3, oldest + 6e4) : 0)) - now);
};

/** Sends what waits, one request at a time; `leaving` sends everything at once, since there may be no later. */
export const flush = (leaving?: boolean): void => {
  retitle();
  if (document.prerendering || (FULL && unanswered())) return;
  if (SEALED && (leaving || !inFlight)) envelopes.splice(0).forEach(sendEnvelope);
  // A page that is left open outlives its key: what waits then waits for the next one.
  if (SEALED && !(seal && seal.until > Date.now())) {
    if (seal !== false && !inFlight) open();
    return;
  }
  while (queue[0] && (leaving || !inFlight)) (SEALED ? sendSealed : send)(queue.splice(0, batchSize), leaving);
};

/** Follows a request to its end; what fails is kept by `keep`, and repeated later, unless it was refused meanwhile. */
const follow = (sent: Promise<unknown>, keep?: () => void): void => {
  const before = refusals;
  inFlight++;
  sent
    .then(() => {
      failures = retryAt = 0;
    })
    .catch((after) => {
      if (before === refusals) keep?.();
      retryAt = Date.now() + 1e3 * Math.min(+after || 2 ** failures++ * (1 + Math.random()), 3600);
    })
    .then(() => {
      inFlight--;
      if (queue[0] || (SEALED && envelopes[0])) schedule();
    });
};

// A string body is text/plain and bytes have no type at all: neither needs a preflight.
const post = (body: string | Bytes, keepalive: boolean): Promise<Response> => request(endpoint, { method: "POST", body, keepalive });

/** What all events of a page load have in common. */
const context = () => ({
  // Where it is sealed, with the algorithm and 120 bits of the hash that the page holds it to: its owner sees pages that hold it to none, or to an unknown one.
  library: LIBRARY + (SEALED ? ` ${script.integrity.slice(0, 27)}` : ""),
  language: navigator.language,
  screen: { width: screen.width, height: screen.height },
  // A browser under automation is no visitor. The server can only know from here, and tells the owner how many there were.
  automated: navigator.webdriver || undefined,
  // The server must not look at a sealed event's headers, so they go inside.
  ...(SEALED && { user_agent: navigator.userAgent, hints: (navigator as { userAgentData?: object }).userAgentData }),
});

const send = (batch: WireEvent[], leaving?: boolean): void => {
  const body = JSON.stringify({ key, sent_at: new Date(), context: context(), events: batch });
  // Browsers refuse more than 64 KB of keepalive bodies, and a character is at most 3 bytes: a larger batch goes in halves.
  const keepalive = body.length < 2e4;
  if (!keepalive && batch[1]) {
    send(batch.splice(0, batch.length / 2), leaving);
    send(batch, leaving);
    return;
  }
  // Only where nothing better exists: a beacon has no answer, so it cannot be repeated, and it takes cookies along.
  if (leaving && !("keepalive" in Request.prototype) && navigator.sendBeacon(endpoint, body)) return;
  follow(post(body, keepalive), () => {
    queue = batch.concat(queue).slice(0, limit);
  });
};

/** Asks for the key to seal to: once a page load, and again when that has ended. */
const open = (): void =>
  follow(
    sealing().then((opened) => {
      seal = opened;
      if (!opened) queue = [];
    }),
  );

/** Each envelope goes with its length before it, since the server takes a row of them. */
const sendEnvelope = (envelope: Bytes): void =>
  follow(post(join(u32(envelope.length), envelope), envelope.length < 6e4), () => {
    envelopes = [...envelopes, envelope].slice(-20);
  });

const sendSealed = (batch: WireEvent[], leaving?: boolean): void => {
  // As for open events; an envelope is a little longer than what lies inside.
  const content = compact(context(), batch as never);
  if (content.length > 3e4 && batch[1]) {
    sendSealed(batch.splice(0, batch.length / 2), leaving);
    sendSealed(batch, leaving);
    return;
  }
  const before = refusals;
  (seal as Sealing).seal(content, leaving).then(
    (envelope) => before === refusals && sendEnvelope(envelope),
    () => undefined,
  );
};
