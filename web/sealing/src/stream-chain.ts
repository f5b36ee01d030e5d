// The items of one derived stream, by their signed and chained entries, as src/Sealing/Streams/StreamChain.cs. A server can neither drop, replay, reorder nor invent one.
// What is old may be missing at the beginning, as far as the newest entry lets go of it.
import { ascii, bytes, subtle, toBase64Url } from "./bytes";
import { type ChainRefusal, isSigned, type Seen, type SignedEntry } from "./chain";
import { rankOf } from "./log-entry";
import { type Log, memberAt } from "./membership";
import { readStreamEntry, type StreamEntry } from "./stream-entry";

export interface StreamChain {
  project: string;
  /** Sixteen bytes as base64url. */
  stream: string;
  /** Of the vault, as it is now. */
  members: Log;
  /** The next item's sequence number. */
  length: number;
  /** Hash of the last entry, empty before the first. */
  head: string;
  time: number;
  /** The oldest item that the last entry wants kept. */
  first: number;
  /** Membership entries that the last signer knew. */
  log: number;
  /** The vault's key that the last item is wrapped under. */
  key: number;
  /** All that were shown, the oldest first. */
  shown: StreamEntry[];
  hashes: string[];
}

export const emptyStream = (project: string, stream: string, members: Log): StreamChain => ({
  project,
  stream,
  members,
  length: 0,
  head: "",
  time: 0,
  first: 0,
  log: 0,
  key: 0,
  shown: [],
  hashes: [],
});

/** Those that were shown and are to be kept, the oldest first. */
export const streamItems = ({ shown, first }: StreamChain): StreamEntry[] => shown.filter(({ sequence }) => sequence >= first);

/** Takes the entry if it may stand here; otherwise the chain stays as it is. */
export const streamOn = async (chain: StreamChain, signed: SignedEntry): Promise<ChainRefusal | null> => {
  const entry = readStreamEntry(signed.entry);
  if (!entry) return "malformed";
  if (entry.project !== chain.project || entry.stream !== chain.stream) return "elsewhere";
  if (entry.sequence !== chain.length) return "out_of_order";
  if (entry.previous !== chain.head || entry.time < chain.time || entry.first < chain.first) return "broken_chain";
  // The log only grows: who was removed cannot sign under an older one, nor wrap under an older key, once a later item has been chained.
  if (entry.key < chain.key || entry.log < chain.log || entry.log > chain.members.length) return "broken_chain";
  const signer = memberAt(chain.members, entry.by, entry.log);
  const text = ascii(signed.entry);
  if (!signer || !(await isSigned(signer.signKey, text, signed.signature))) return "untrusted";
  if (rankOf(signer.role) < rankOf("member")) return "forbidden";
  if (entry.key > chain.members.vaultKeys.length) return "contradiction";
  const { time, first, log, key } = entry;
  const head = toBase64Url(bytes(await subtle.digest("SHA-256", text)));
  chain.shown.push(entry);
  chain.hashes.push(head);
  Object.assign(chain, { time, first, log, key, head, length: entry.sequence + 1 });
  return null;
};

/** Where the last that was seen has been let go of since, its successors' signatures vouch for it. */
const continues = ({ length, shown, hashes }: StreamChain, seen?: Seen): boolean => {
  if (!seen || seen.length === 0) return true;
  const [start] = shown;
  if (!start || length < seen.length) return false;
  const place = seen.length - 1 - start.sequence;
  return place < -1 || (place === -1 ? start.previous : hashes[place]) === seen.head;
};

/**
 * Reads what is shown of a stream, and holds it against the length and head that the reader saw last, if it did. `at` is the entry that was refused, or the
 * length where the whole was.
 */
export const readStream = async (
  project: string,
  stream: string,
  members: Log,
  entries: SignedEntry[],
  seen?: Seen,
): Promise<{ chain: StreamChain } | { refusal: ChainRefusal; at: number }> => {
  const chain = emptyStream(project, stream, members);
  // What comes before the first that is shown is its signer's word; the last entry says whether it may be gone.
  const start = entries[0] && readStreamEntry(entries[0].entry);
  if (start) Object.assign(chain, { length: start.sequence, head: start.previous });
  for (const entry of entries) {
    const refusal = await streamOn(chain, entry);
    if (refusal) return { refusal, at: chain.length };
  }
  const isWhole = chain.shown.length === 0 || (chain.shown[0] as StreamEntry).sequence <= chain.first;
  return isWhole && continues(chain, seen) ? { chain } : { refusal: "rolled_back", at: chain.length };
};
