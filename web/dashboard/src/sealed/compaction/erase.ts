// Erases a person from a sealed project: whoever holds the keys writes anew what holds them, and signs what was done. The server cannot do it, since it
// cannot tell whose an event is.
import { toBase64Url } from "@footfall/sealing/bytes";
import { canonical } from "@footfall/sealing/canonical";
import { noPeriod } from "../answer/ask";
import type { Without } from "../engine/database/contentWriter";
import type { Parameter, Row } from "../engine/database/statements";
import type { Reader } from "../engine/reader";
import { type LiveSegment, listSegments } from "../engine/segments/list";
import type { Period } from "../engine/segments/shelf";
import { type CompactOptions, compactAll } from "./compact";
import { rewrite } from "./rewrite";

export interface Person {
  /** As the site's own code named them. */
  by: "visitor" | "user";
  id: string;
}

export interface Erased {
  visitors: number;
  events: number;
  /** Ids of segments that were written anew, and of what stands in their place. */
  replaced: string[];
  put: string[];
}

export interface EraseOptions extends CompactOptions {
  reader: Pick<Reader, "known" | "run" | "catchUp">;
  onStep?: (segment: number, of: number) => void;
}

const column = { visitor: "client_visitor", user: "user_id" } as const;
const hour = 3_600_000;

/** Of two who change segments at once one begins again. */
const mostAttempts = 5;

const periodOf = ({ description }: LiveSegment): Period => ({ from: description.firstHour * hour, to: (description.lastHour + 1) * hour });

/**
 * All events of every visitor that a person was ever known as. Cancelled between segments; what is put is put. What stood there before is kept sealed by
 * the server for the days of grace, and an undoing would bring it back.
 */
export const erase = async (options: EraseOptions, person: Person): Promise<Erased> => {
  const { project, trust, fetch = globalThis.fetch.bind(globalThis), reader, signal } = options;
  await reader.catchUp(signal);
  const list = () => listSegments(project.id, fetch, trust, signal).then(({ live }) => live);
  const visitors = await visitorsOf(options, person, await list());
  const without = { visitors, users: person.by === "user" ? [person.id] : [] };
  const erased: Erased = { visitors: visitors.length, events: 0, replaced: [], put: [] };
  if (await isInTail(options, without)) {
    const before = new Set((await list()).map(({ manifest }) => manifest.segment));
    // What still lies in envelopes becomes segments, young ones included, without the person.
    const { left } = await compactAll(options, without);
    erased.events += left;
    for (const { manifest } of await list()) if (!before.has(manifest.segment)) erased.put.push(manifest.segment);
  }
  await eraseFromSegments(options, list, without, erased);
  return erased;
};

const visitorsOf = async ({ reader, signal }: EraseOptions, { by, id }: Person, live: readonly LiveSegment[]): Promise<string[]> => {
  const found = new Set<string>();
  const ask = (period: Period): Promise<Row[]> =>
    reader.run(
      `SELECT DISTINCT visitor::VARCHAR FROM events WHERE ${column[by]} = $1 AND visitor IS NOT NULL`,
      [id as Parameter],
      signal,
      period,
    );
  // One after another, because all together may be more than a browser holds; the tail is part of each answer, and of the last, which is about nothing else.
  for (const period of [...live.map(periodOf), noPeriod]) for (const [visitor] of await ask(period)) found.add(visitor as string);
  return [...found];
};

const isInTail = async ({ reader, signal }: EraseOptions, { visitors, users }: Without): Promise<boolean> => {
  const named = "visitor::VARCHAR IN (SELECT unnest(string_split($1, ' '))) OR user_id = $2";
  const [[count] = []] = await reader.run(
    `SELECT count(*) FROM tail.events WHERE ${named}`,
    [visitors.join(" "), users[0] ?? null],
    signal,
    noPeriod,
  );
  return count !== 0;
};

const eraseFromSegments = async (
  options: EraseOptions,
  list: () => Promise<LiveSegment[]>,
  without: Without,
  erased: Erased,
): Promise<void> => {
  const done = new Set(erased.put);
  for (let attempt = 0; attempt < mostAttempts; attempt++) {
    const waiting = (await list()).filter(({ manifest }) => !done.has(manifest.segment));
    if (waiting.length === 0) return;
    for (const [place, segment] of waiting.entries()) {
      options.signal.throwIfAborted();
      options.onStep?.(place + 1, waiting.length);
      const { segment: put, removed, moved } = await rewrite(options, [segment], without);
      // Somebody changed something: the next round looks at what is there then.
      if (moved) continue;
      done.add(put ?? segment.manifest.segment);
      if (put === null) continue;
      erased.events += removed;
      erased.replaced.push(segment.manifest.segment);
      erased.put.push(put);
    }
  }
  throw new Error("Somebody else kept changing segments. What was done stays; begin again to erase the rest.");
};

/** What was done, in words that name nobody, signed by who did it. */
export interface Receipt {
  statement: string;
  /** Base64url. */
  signature: string;
}

export const receiptOf = async ({ project, writer }: EraseOptions, { visitors, events, replaced, put }: Erased): Promise<Receipt> => {
  const { account, key, now } = writer();
  const said = { kind: "erasure", project: project.id, by: account, time: Math.floor(now), visitors, events };
  const statement = canonical({ ...said, replaced: replaced.join(" "), put: put.join(" ") });
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key, new TextEncoder().encode(statement));
  return { statement, signature: toBase64Url(new Uint8Array(signature)) };
};
