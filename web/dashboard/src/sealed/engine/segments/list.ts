// What the server says of a project's segments, checked: each epoch's signed chain says which are to be read, and who made them.
import { fromBase64Url, toBase64Url } from "@footfall/sealing/bytes";
import type { ChainRefusal, Seen, SignedEntry } from "@footfall/sealing/chain";
import type { Manifest, SegmentDescription } from "@footfall/sealing/manifest";
import type { Log } from "@footfall/sealing/membership";
import { liveSegments, readChain, type SegmentChain } from "@footfall/sealing/segment-chain";
import type { Secret } from "@footfall/sealing/wrapping";
import { type Fetch, Refused } from "../fetching/pages";

/** What segments are held against, and what opens them. */
export interface Trust {
  /** The signed list of members; asked for anew where a manifest knows more entries than the last one had. */
  members: (fresh: boolean) => Promise<Log>;
  /** By the epoch's id as hex: what its segments' keys come of. */
  secrets: ReadonlyMap<string, Secret>;
  /** How much of an epoch's chain this browser has seen before. */
  seen: (epoch: string) => Seen | undefined;
  saw: (epoch: string, seen: Seen) => void;
  /** Whether the epoch's key was destroyed at the end of its retention, and all that it opened with it. */
  isOver: (epoch: string) => Promise<boolean>;
}

/** A segment that counts. */
export interface LiveSegment {
  manifest: Manifest;
  description: SegmentDescription;
  /** As hex. */
  epoch: string;
  /** Numbers of the first and last envelope that it stands for; null where it only merges. The server says so, and nobody else can. */
  envelopes: { first: number; last: number } | null;
  madeAt: number;
}

export interface SegmentList {
  live: LiveSegment[];
  /** By the epoch's id as hex: what the next manifest of each is chained to. */
  chains: Map<string, SegmentChain>;
  /** Epochs whose chain does not hold. Nothing of them is read. */
  refused: { epoch: string; refusal: ChainRefusal }[];
}

/** As `GET …/segments` answers. */
interface Answer {
  items: { id: string; first_seq: number | null; last_seq: number | null; made_at: string }[];
  manifests: { epoch: string; sequence: number; manifest: string; signature: string }[];
}

export const hexOf = (base64Url: string): string =>
  Array.from(fromBase64Url(base64Url), (byte) => byte.toString(16).padStart(2, "0")).join("");

const base64UrlOf = (hex: string): string => toBase64Url(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

/** Fetches and checks. A failed connection throws; a chain that does not hold is told in the list. */
export const listSegments = async (project: string, fetch: Fetch, trust: Trust, signal: AbortSignal): Promise<SegmentList> => {
  const response = await fetch(`/api/v1/projects/${project}/segments`, { headers: { accept: "application/json" }, signal });
  if (!response.ok) throw new Refused(response.status);
  const answer = (await response.json()) as Answer;
  const list: SegmentList = { live: [], chains: new Map(), refused: [] };
  // Also of epochs without entries: where there were some before, they were taken away.
  for (const epoch of trust.secrets.keys()) {
    const read = await readEpoch(project, epoch, answer, trust);
    if (!read) continue;
    if ("refusal" in read) list.refused.push({ epoch, refusal: read.refusal });
    else addLive(list, epoch, read.chain, answer);
  }
  return list;
};

const readEpoch = async (project: string, epoch: string, { manifests }: Answer, trust: Trust) => {
  const entries = manifests.filter((one) => hexOf(one.epoch) === epoch).sort((one, other) => one.sequence - other.sequence);
  const signed = entries.map(
    ({ manifest, signature }): SignedEntry => ({
      entry: new TextDecoder().decode(fromBase64Url(manifest)),
      signature: fromBase64Url(signature),
    }),
  );
  const seen = trust.seen(epoch);
  if (seen && signed.length === 0 && (await trust.isOver(epoch))) return null;
  const read = await readChain(project, base64UrlOf(epoch), await trust.members(false), signed, seen);
  // Somebody may have become a member since the list of members was read.
  if ("refusal" in read && read.refusal === "broken_chain")
    return readChain(project, base64UrlOf(epoch), await trust.members(true), signed, seen);
  return read;
};

const addLive = (list: SegmentList, epoch: string, chain: SegmentChain, { items }: Answer): void => {
  list.chains.set(epoch, chain);
  for (const manifest of liveSegments(chain)) {
    const said = items.find(({ id }) => id === manifest.segment);
    const { first_seq: first = null, last_seq: last = null } = said ?? {};
    list.live.push({
      manifest,
      description: manifest.description as SegmentDescription,
      epoch,
      envelopes: first !== null && last !== null ? { first, last } : null,
      madeAt: manifest.time,
    });
  }
};

/** Remembers how far each chain was read, so that a server that shows less later is noticed. */
export const remember = ({ chains }: SegmentList, trust: Trust): void => {
  for (const [epoch, { length, head }] of chains) if (length > 0) trust.saw(epoch, { length, head });
};
