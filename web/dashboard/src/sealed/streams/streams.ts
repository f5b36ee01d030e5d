import { fromBase64Url } from "@footfall/sealing/bytes";
import { openItem } from "@footfall/sealing/stream";
import { readStream, type StreamChain, streamItems } from "@footfall/sealing/stream-chain";
import { readStreamItems, removeStreamItems, type StreamItem } from "../../api/streams";
import type { Project } from "../../api/types";
import { readDocuments, removeDocument } from "../keys/documents";
import { sawLog, seenLength } from "../keys/pins";
import { Distrust } from "../keys/refusal";
import { homeOf, required } from "../keys/ring";
import type { OpenVault } from "../keys/vaults";
import { type Point, readPoint } from "./points";
import { sawStreams, seenStreams } from "./seen";

const KIND = "stream";
/** The newest of a stream; as many as a line can show. */
const MOST_POINTS = 1000;

interface Definition {
  name: string;
  schedule: string;
  timezone: string;
}

export interface Stream extends Definition {
  id: string;
}

export interface Streams {
  streams: Stream[];
  /** Of a key before this member's time, or written by somebody without the key. */
  unopened: number;
  older: number;
  /** Seen by this browser before, and not shown any more. */
  missing: number;
  mayRemove: boolean;
}

export interface Course {
  points: Point[];
  /** Wrapped under a key that this member was not given, or saying nothing that this dashboard knows. */
  unopened: number;
  /** Items before the first of the points. */
  earlier: number;
  /** Who signed the newest item. */
  by: string;
  changedAt: number;
}

const REFUSALS: Record<string, string> = {
  rolled_back: "the server shows less of it, or other items, than was signed or than this browser has seen before",
  out_of_order: "items are left out, there twice, or in another order",
  broken_chain: "an item does not follow the one before it",
  elsewhere: "its items are those of another stream or project",
  untrusted: "an item was not signed by who it says",
  forbidden: "an item was signed by somebody who may not",
};

const isDefinition = (content: unknown): content is Definition => {
  const { name, schedule, timezone } = (content ?? {}) as Partial<Definition>;
  return [name, schedule, timezone].every((text) => typeof text === "string");
};

/** The streams of a project by their names. */
export async function listStreams(project: Project): Promise<Streams> {
  const { opened, unopened, older } = await readDocuments<unknown>(project, KIND);
  const streams = opened.flatMap(({ id, content }) => (isDefinition(content) ? [{ ...content, id }] : []));
  const { account } = required();
  const { role } = await homeOf(project);
  const seen = seenStreams(account, project.id);
  sawStreams(account, project.id, [...new Set([...seen, ...streams.map(({ id }) => id)])]);
  return {
    streams: streams.sort((a, b) => a.name.localeCompare(b.name, "en")),
    unopened: unopened + opened.length - streams.length,
    older,
    // Those that do not open, or are older, are there and told as that.
    missing: Math.max(0, seen.filter((id) => !opened.some((document) => document.id === id)).length - unopened - older),
    mayRemove: role === "owner" || role === "admin",
  };
}

/** What a stream says. Nothing where its chain does not hold: an error tells why. */
export async function readCourse(project: Project, id: string, signal: AbortSignal): Promise<Course> {
  const home = await homeOf(project);
  const { account } = required();
  const slot = `${project.id}.${id}`;
  const entries = (await readStreamItems(project.id, id, 0, false, signal)).map(({ entry, signature }) => ({
    entry,
    signature: fromBase64Url(signature),
  }));
  const read = await readStream(project.id, id, home.log, entries, seenLength(account, slot));
  if ("refusal" in read)
    throw new Distrust(`Nothing of this stream is shown: ${REFUSALS[read.refusal] ?? "it is damaged"} (item ${read.at}, ${read.refusal}).`);
  const { chain } = read;
  if (chain.length > 0) sawLog(account, slot, chain);
  return openCourse(home, chain, signal);
}

async function openCourse(home: OpenVault, chain: StreamChain, signal: AbortSignal): Promise<Course> {
  const kept = streamItems(chain);
  const shown = kept.slice(-MOST_POINTS);
  const [first] = shown;
  const items = first ? await readStreamItems(chain.project, chain.stream, first.sequence, true, signal) : [];
  const wrapped = new Map(items.map((item: StreamItem) => [item.sequence, item.wrapped]));
  const points: Point[] = [];
  for (const entry of shown) {
    const secret = home.keys.get(entry.key)?.secret;
    if (!secret) continue;
    const opened = await openItem(secret, home.id, entry, fromBase64Url(wrapped.get(entry.sequence) ?? ""));
    if ("refusal" in opened)
      throw new Distrust(`Nothing of this stream is shown: item ${entry.sequence} is not what was signed (${opened.refusal}).`);
    const point = readPoint(opened.content);
    if (point) points.push(point);
  }
  const by = shown.at(-1)?.by ?? "";
  return {
    points,
    unopened: shown.length - points.length,
    earlier: kept.length - shown.length,
    by: home.people.get(by)?.name || by,
    changedAt: chain.time,
  };
}

/** Its items first: a definition that is left is a stream that begins anew, items without one are a stream of no name. */
export async function removeStream(project: Project, id: string): Promise<void> {
  await removeStreamItems(project.id, id).catch((error: { status?: number }) => {
    if (error.status !== 404) throw error; // Nothing had been put into it yet.
  });
  await removeDocument(project, KIND, id);
  const { account } = required();
  sawStreams(
    account,
    project.id,
    seenStreams(account, project.id).filter((seen) => seen !== id),
  );
}

/** Somebody has looked into what is missing: this browser misses it no more. */
export const forgetMissing = (project: Project): void => sawStreams(required().account, project.id, []);
