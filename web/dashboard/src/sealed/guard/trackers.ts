import type { Row } from "../engine/database/statements";

/** A host whose pages hold the tracker to no hash, or to one that this program does not know. */
export interface Doubt {
  host: string;
  /** The beginning of the hash in the page; null: the page names none, so its browser runs whatever the server sends. */
  hash: string | null;
  events: number;
}

const file = "footfall.sealed.js";
/** Characters of a hash that the tracker tells: its algorithm and 120 bits (web/tracker/src/queue.ts). */
const told = 27;

/** What the trackers of the last day said of themselves, inside what they sealed. */
export const question = `SELECT hostname, library, count(*) FROM events WHERE library LIKE '${file}/%' AND received_at >= $1 AND bot_reason IS NULL GROUP BY ALL`;

/**
 * Whether the pages of a site run the tracker that this program has. `hash` is that of `/.well-known/footfall.json` of whatever serves this page. A tracker
 * that was changed says what it likes: this finds pages that would let one run, and never proves that none does.
 */
export const doubts = (rows: readonly Row[], hash: string): Doubt[] => {
  const found = new Map<string, Doubt>();
  for (const [hostname, library, events] of rows) {
    const [host, named] = [String(hostname ?? "pages without an address"), String(library).split(" ")[1] || null];
    if (named === hash.slice(0, told)) continue;
    const doubt = found.get(`${host} ${named}`) ?? { host, hash: named, events: 0 };
    found.set(`${host} ${named}`, { ...doubt, events: doubt.events + Number(events) });
  }
  return [...found.values()].sort((a, b) => b.events - a.events);
};
