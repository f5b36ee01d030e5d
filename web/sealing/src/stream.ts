// Items of derived streams: JSON that is wrapped for a vault and signed by a member, as src/Sealing/Streams.
import { ofStreamItem } from "./binding";
import { ascii, type Bytes, bytes, subtle, toBase64Url } from "./bytes";
import { canonical } from "./canonical";
import type { SignedEntry, Writer } from "./chain";
import type { Refusal } from "./open";
import { padded } from "./padme";
import { signing } from "./pairs";
import type { StreamChain } from "./stream-chain";
import { readStreamEntry, type StreamEntry } from "./stream-entry";
import { type Secret, unwrap, wrap } from "./wrapping";

const mostContentBytes = 48 * 1024;
const leastPadded = 256;

const hashOf = async (data: Bytes): Promise<string> => toBase64Url(bytes(await subtle.digest("SHA-256", data)));

/** Followed by blanks, which JSON may be: they hide its length. */
const pad = (content: Bytes): Bytes => {
  const filled = new Uint8Array(padded(Math.max(leastPadded, content.length))).fill(32);
  filled.set(content);
  return filled;
};

/**
 * Wraps an item and signs its entry. Neither is chained: where a server took another one first, the content is wrapped anew on the longer chain. `secret` is
 * `secretOf` the vault's private scalar of the version `key`; `first` is the oldest item that is to be kept.
 */
export const sealItem = async (
  chain: StreamChain,
  { account, key: signer, now }: Writer,
  { secret, vault, key }: { secret: Secret; vault: string; key: number },
  first: number,
  content: Bytes,
): Promise<{ entry: SignedEntry; wrapped: Bytes }> => {
  if (content.length > mostContentBytes) throw new RangeError("The content is too long for one item.");
  const { project, stream, members, length: sequence, head: previous } = chain;
  const wrapped = await wrap(secret, ofStreamItem(project, stream, sequence, vault, key), pad(content));
  // Another member's clock may run ahead; time never goes back.
  const time = Math.max(chain.time, Math.floor(now));
  const place = { project, stream, by: account, log: members.length, sequence, previous, first, time };
  const entry = canonical({ kind: "item", ...place, key, hash: await hashOf(wrapped) });
  if (!readStreamEntry(entry)) throw new RangeError("No reader takes this: see docs/formats/sealed.md.");
  return { entry: { entry, signature: bytes(await subtle.sign(signing, signer, ascii(entry))) }, wrapped };
};

/** Opens an item whose entry a chain has taken. Nothing tells what was wrong inside. */
export const openItem = async (
  secret: Secret,
  vault: string,
  { project, stream, sequence, key, hash }: StreamEntry,
  wrapped: Bytes,
): Promise<{ content: Bytes } | { refusal: Refusal }> => {
  // The hash was signed, so that nobody who knows the vault's key can put other bytes under somebody's entry.
  if ((await hashOf(wrapped)) !== hash) return { refusal: "elsewhere" };
  const content = await unwrap(secret, ofStreamItem(project, stream, sequence, vault, key), wrapped);
  return content ? { content } : { refusal: "unopenable" };
};
