// The opening half, for holders of an epoch's key. Refusals are those of src/Sealing/Refusal.cs; nothing tells which check failed inside.
import { ascii, type Bytes, bytes, join, subtle } from "./bytes";
import { type Context, parameters } from "./hpke";
import { inflate } from "./inflate";
import { padded } from "./padme";
import { recipient } from "./recipient";

export type Refusal = "malformed" | "too_large" | "elsewhere" | "unopenable";
export type Opened = { content: Bytes } | { refusal: Refusal };

const headBytes = 95;
const tagBytes = 16;
const mostBytes = 65_536;
const mostContentBytes = 262_144;

const unpack = (packed: Bytes): Bytes | null => {
  if (packed.length < 5) return null;
  const length = new DataView(packed.buffer, packed.byteOffset).getUint32(1);
  if (length > packed.length - 5 || padded(5 + length) !== packed.length) return null;
  if (packed.subarray(5 + length).some((byte) => byte !== 0)) return null;
  const body = packed.slice(5, 5 + length);
  if (packed[0] === 0) return body;
  return packed[0] === 1 ? inflate(body, mostContentBytes) : null;
};

/** A loop: it runs for every envelope. Not for secrets. */
export const equal = (a: Bytes, b: Bytes): boolean => {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

const shape = (bytes: Bytes): Refusal | null => {
  if (bytes.length > mostBytes) return "too_large";
  return bytes.length < headBytes + tagBytes || bytes[0] !== 1 || bytes[1] !== 1 || bytes[26] !== 4 ? "malformed" : null;
};

/**
 * Opens the envelopes of one project and epoch. `key` is the epoch's private key (ECDH P-256, `deriveBits`), `epochKey` its public point.
 * The last sender's context is kept, because a page load's envelopes follow one another and a key agreement costs more than all else.
 */
export const opener = (key: CryptoKey, epochKey: Bytes, project: Bytes, epoch: Bytes): ((envelope: Bytes) => Promise<Opened>) => {
  const info = join(ascii("footfall/envelope/v1"), project, epoch);
  const begin = recipient(key, epochKey, info);
  let last: { enc: Bytes; context: Promise<Context> } | undefined;

  const context = (enc: Bytes): Promise<Context> => {
    if (!last || !equal(last.enc, enc)) last = { enc, context: begin(enc) };
    return last.context;
  };

  return async (envelope) => {
    const refusal = shape(envelope);
    if (refusal) return { refusal };
    if (!equal(envelope.subarray(2, 18), project) || !equal(envelope.subarray(18, 26), epoch)) return { refusal: "elsewhere" };
    const head = envelope.slice(0, headBytes);
    const sequence = new DataView(head.buffer).getUint32(91);
    try {
      const begun = await context(head.slice(26, 91));
      const sealed = envelope.slice(headBytes);
      const packed = bytes(await subtle.decrypt(parameters(begun, sequence, head), begun.cipher, sealed));
      const content = unpack(packed);
      packed.fill(0);
      return content ? { content } : { refusal: "unopenable" };
    } catch {
      // A point off the curve, a wrong tag and broken deflate data look alike on purpose.
      return { refusal: "unopenable" };
    }
  };
};
