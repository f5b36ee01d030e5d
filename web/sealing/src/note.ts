// What the server sealed beside an envelope, for holders of the epoch's key: the twin of src/Sealing/Notes.
import { ascii, type Bytes, join } from "./bytes";
import { agree, type Context, curve, parameters } from "./hpke";
import { equal } from "./open";

export interface Note {
  /** Milliseconds since 1970, a whole minute. */
  received: number;
  country: string | null;
  region: string | null;
  city: string | null;
  /** 64 bits, unsigned. */
  visitor: bigint | null;
  bot_reason: string | null;
  opted_out: boolean;
}

const encBytes = 65;
const headBytes = encBytes + 4;
/** Where an envelope's enc begins; its sequence follows. */
const boundAt = 26;

const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

const read = (plaintext: Bytes): Note | null => {
  const said = JSON.parse(new TextDecoder().decode(plaintext)) as Record<string, unknown>;
  if (typeof said.received !== "number") return null;
  const visitor = text(said.visitor);
  return {
    received: said.received,
    country: text(said.country),
    region: text(said.region),
    city: text(said.city),
    visitor: visitor === null ? null : BigInt(`0x${visitor}`),
    bot_reason: text(said.bot_reason),
    opted_out: said.opted_out === true,
  };
};

/** Opens the notes of one project and epoch, each beside its envelope; null where it does not open, and nothing tells why. */
export const noteOpener = (
  key: CryptoKey,
  epochKey: Bytes,
  project: Bytes,
  epoch: Bytes,
): ((envelope: Bytes, note: Bytes) => Promise<Note | null>) => {
  const info = join(ascii("footfall/note/v1"), project, epoch);
  let last: { enc: Bytes; context: Promise<Context> } | undefined;

  const begin = async (enc: Bytes): Promise<Context> =>
    agree(key, await crypto.subtle.importKey("raw", enc, curve, false, []), enc, epochKey, info, "decrypt");

  return async (envelope, note) => {
    if (note.length < headBytes || envelope.length < boundAt + headBytes) return null;
    const head = note.slice(0, headBytes);
    const enc = head.slice(0, encBytes);
    if (!last || !equal(last.enc, enc)) last = { enc, context: begin(enc) };
    try {
      const context = await last.context;
      const bound = new Uint8Array(2 * headBytes);
      bound.set(head);
      bound.set(envelope.subarray(boundAt, boundAt + headBytes), headBytes);
      const sequence = new DataView(head.buffer).getUint32(encBytes);
      return read(new Uint8Array(await crypto.subtle.decrypt(parameters(context, sequence, bound), context.cipher, note.slice(headBytes))));
    } catch {
      // A point off the curve, a wrong tag and a text that is no note look alike on purpose.
      return null;
    }
  };
};
