// Segments: columnar files sealed under a key that comes of the epoch's private key, as src/Sealing/Segments. Megabytes go through here: nothing is spread or copied byte by byte.
import { ascii, type Bytes, bytes, fromBase64Url, fromUuid, join, subtle, toBase64Url, u32 } from "./bytes";
import { canonical, type Flat } from "./canonical";
import type { SignedEntry, Writer } from "./chain";
import { fieldsOf, type Manifest, readManifest, type SegmentDescription } from "./manifest";
import type { Refusal } from "./open";
import { signing } from "./pairs";
import type { SegmentChain } from "./segment-chain";
import type { Secret } from "./wrapping";

const headBytes = 42;
const lengthBytes = 4;
const tagBytes = 16;
/** A reader inflates no more than this, whatever the file says. */
const mostContentBytes = 512 * 1024 * 1024;

const hashOf = async (data: Bytes): Promise<string> => toBase64Url(bytes(await subtle.digest("SHA-256", data)));

/** The hash of envelope ids, 32 bytes each, in the order of the server. */
export const consumedHash = (envelopeIds: Bytes[]): Promise<string> => {
  const all = new Uint8Array(32 * envelopeIds.length);
  for (const [i, id] of envelopeIds.entries()) all.set(id, 32 * i);
  return hashOf(all);
};

const headOf = (form: string, project: string, epoch: string, segment: string): Bytes =>
  join([1, form === "duckdb" ? 1 : 2], fromUuid(project), fromBase64Url(epoch), fromBase64Url(segment));

/** `secret` is of the epoch's private scalar. One message a key: the id is fresh for each sealing, so the nonce is all zeros. */
const cipher = (secret: Secret, segment: string, use: KeyUsage): Promise<CryptoKey> => {
  const info = join(ascii("footfall/segment/v1"), fromBase64Url(segment));
  return subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: join(), info }, secret, { name: "AES-GCM", length: 256 }, false, [use]);
};

const parameters = (head: Bytes, sealedWith: string) => ({
  name: "AES-GCM",
  iv: new Uint8Array(12),
  additionalData: join(head, ascii(sealedWith)),
});

const deflate = async (content: Bytes): Promise<Bytes> =>
  bytes(await new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());

/** Exactly as long as it says; null otherwise. */
const inflate = async (packed: Bytes): Promise<Bytes | null> => {
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  if (length > mostContentBytes) return null;
  const content = new Uint8Array(length);
  let at = 0;
  const reader = new Blob([packed.subarray(lengthBytes)]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return at === length ? content : null;
    if (at + value.length > length) {
      await reader.cancel();
      return null;
    }
    content.set(value, at);
    at += value.length;
  }
};

const complete = (chain: SegmentChain, { account, now }: Writer, segment: string, fields: Flat): Flat => {
  const { project, epoch, members, length, head } = chain;
  // Another member's clock may run ahead; time never goes back.
  const time = Math.max(chain.time, Math.floor(now));
  return { ...fields, segment, project, epoch, by: account, log: members.length, sequence: length, previous: head, time };
};

const sign = async ({ key }: Writer, fields: Flat): Promise<SignedEntry> => {
  const entry = canonical(fields);
  if (!readManifest(entry)) throw new RangeError("No reader takes this description: see docs/formats/sealed.md.");
  return { entry, signature: bytes(await subtle.sign(signing, key, ascii(entry))) };
};

/**
 * Seals a segment and writes its manifest. Neither is chained: where a server took another one first, the content is sealed anew on the longer chain.
 * `secret` is `secretOf` the epoch's private scalar.
 */
export const sealSegment = async (
  chain: SegmentChain,
  writer: Writer,
  secret: Secret,
  description: SegmentDescription,
  content: Bytes,
): Promise<{ manifest: SignedEntry; bytes: Bytes }> => {
  if (content.length > mostContentBytes) throw new RangeError("The content is too long for one segment; make several.");
  const segment = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const fields = complete(chain, writer, segment, fieldsOf(description));
  const head = headOf(description.form, chain.project, chain.epoch, segment);
  const deflated = await deflate(content);
  const packed = new Uint8Array(lengthBytes + deflated.length);
  packed.set(u32(content.length));
  packed.set(deflated, lengthBytes);
  const ciphertext = await subtle.encrypt(parameters(head, canonical(fields)), await cipher(secret, segment, "encrypt"), packed);
  const file = new Uint8Array(headBytes + ciphertext.byteLength);
  file.set(head);
  file.set(bytes(ciphertext), headBytes);
  return { manifest: await sign(writer, { ...fields, hash: await hashOf(file) }), bytes: file };
};

/** Puts back what the segment took the place of; owners and admins only. */
export const undoSegment = (chain: SegmentChain, writer: Writer, segment: string): Promise<SignedEntry> =>
  sign(writer, complete(chain, writer, segment, { kind: "undo" }));

/** Opens a segment whose manifest a chain has taken. Nothing tells what was wrong inside. */
export const openSegment = async (secret: Secret, manifest: Manifest, file: Bytes): Promise<{ content: Bytes } | { refusal: Refusal }> => {
  // The hash was signed, so that nobody who knows the epoch's key can put other bytes under somebody's manifest.
  if (!manifest.description || (await hashOf(file)) !== manifest.hash) return { refusal: "elsewhere" };
  const head = headOf(manifest.description.form, manifest.project, manifest.epoch, manifest.segment);
  if (file.length < headBytes + lengthBytes + tagBytes || head.some((byte, i) => file[i] !== byte)) return { refusal: "unopenable" };
  try {
    const key = await cipher(secret, manifest.segment, "decrypt");
    const packed = bytes(await subtle.decrypt(parameters(head, manifest.sealedWith), key, file.subarray(headBytes)));
    const content = await inflate(packed);
    packed.fill(0);
    return content ? { content } : { refusal: "unopenable" };
  } catch {
    // A wrong tag and broken deflate data look alike on purpose.
    return { refusal: "unopenable" };
  }
};
