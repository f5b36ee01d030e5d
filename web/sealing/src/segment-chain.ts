// The segments of one project and epoch, by their signed and chained manifests, as src/Sealing/Segments/SegmentChain.cs. A server can neither drop, replay,
// reorder nor invent one, and where it shows less than before, a reader who has seen more notices.
import { ascii, bytes, subtle, toBase64Url } from "./bytes";
import { type ChainRefusal, isSigned, type Seen, type SignedEntry } from "./chain";
import { rankOf } from "./log-entry";
import { type Manifest, readManifest } from "./manifest";
import { type Log, memberAt } from "./membership";

export interface SegmentChain {
  project: string;
  /** Eight bytes as base64url. */
  epoch: string;
  /** Of the vault, as it is now. */
  members: Log;
  /** The next entry's sequence number. */
  length: number;
  /** Hash of the last entry, empty before the first. */
  head: string;
  time: number;
  /** Membership entries that the last signer knew. */
  log: number;
  hashes: string[];
  known: Map<string, Manifest>;
  /** What is to be read: neither replaced nor undone. */
  live: Set<string>;
}

export const emptyChain = (project: string, epoch: string, members: Log): SegmentChain => ({
  project,
  epoch,
  members,
  length: 0,
  head: "",
  time: 0,
  log: 0,
  hashes: [],
  known: new Map(),
  live: new Set(),
});

/** In the order in which they were put. */
export const liveSegments = (chain: SegmentChain): Manifest[] => [...chain.known.values()].filter(({ segment }) => chain.live.has(segment));

const contradicts = ({ known, live }: SegmentChain, { kind, segment, replaces }: Manifest): boolean => {
  if (kind === "undo") return !live.has(segment);
  return known.has(segment) || new Set(replaces).size !== replaces.length || !replaces.every((id) => live.has(id));
};

const apply = (chain: SegmentChain, manifest: Manifest): void => {
  const { kind, segment, replaces } = manifest;
  if (kind === "undo") {
    chain.live.delete(segment);
    for (const id of chain.known.get(segment)?.replaces ?? []) chain.live.add(id);
    return;
  }
  chain.known.set(segment, manifest);
  for (const id of replaces) chain.live.delete(id);
  chain.live.add(segment);
};

/** Takes the entry if it may stand here; otherwise the chain stays as it is. */
export const chainOn = async (chain: SegmentChain, signed: SignedEntry): Promise<ChainRefusal | null> => {
  const manifest = readManifest(signed.entry);
  if (!manifest) return "malformed";
  if (manifest.project !== chain.project || manifest.epoch !== chain.epoch) return "elsewhere";
  if (manifest.sequence !== chain.length) return "out_of_order";
  if (manifest.previous !== chain.head || manifest.time < chain.time) return "broken_chain";
  // The log only grows: who was removed cannot sign under an older one once a later manifest has been chained.
  if (manifest.log < chain.log || manifest.log > chain.members.length) return "broken_chain";
  const signer = memberAt(chain.members, manifest.by, manifest.log);
  const text = ascii(signed.entry);
  if (!signer || !(await isSigned(signer.signKey, text, signed.signature))) return "untrusted";
  if (rankOf(signer.role) < rankOf(manifest.kind === "undo" ? "admin" : "member")) return "forbidden";
  if (contradicts(chain, manifest)) return "contradiction";
  apply(chain, manifest);
  chain.time = manifest.time;
  chain.log = manifest.log;
  chain.head = toBase64Url(bytes(await subtle.digest("SHA-256", text)));
  chain.length = chain.hashes.push(chain.head);
  return null;
};

/** Reads a whole chain, and holds it against the length and head that the reader saw last, if it did. `at` is the entry that was refused. */
export const readChain = async (
  project: string,
  epoch: string,
  members: Log,
  entries: SignedEntry[],
  seen?: Seen,
): Promise<{ chain: SegmentChain } | { refusal: ChainRefusal; at: number }> => {
  const chain = emptyChain(project, epoch, members);
  for (const entry of entries) {
    const refusal = await chainOn(chain, entry);
    if (refusal) return { refusal, at: chain.length };
  }
  if (seen && seen.length > 0 && chain.hashes[seen.length - 1] !== seen.head) return { refusal: "rolled_back", at: chain.length };
  return { chain };
};
