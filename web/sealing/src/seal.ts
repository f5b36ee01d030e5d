// The sealing half: all that a tracker needs, over WebCrypto alone. Formats: docs/formats/sealed.md.
import { ascii, type Bytes, bytes, join, subtle, u32 } from "./bytes";
import { agree, curve, parameters } from "./hpke";
import { padded } from "./padme";

const deflate = async (content: Bytes): Promise<Bytes> =>
  bytes(await new Response(new Blob([content]).stream().pipeThrough(new CompressionStream("deflate-raw"))).arrayBuffer());

const pack = (content: Bytes, deflated: Bytes): Bytes => {
  const smaller = deflated.length < content.length;
  const body = smaller ? deflated : content;
  const packed = new Uint8Array(padded(5 + body.length));
  packed.set(join([+smaller], u32(body.length), body));
  return packed;
};

/**
 * Seals one message; the same bytes are sent again when sending fails. Rejects when a reader would find it too large: send it in parts.
 * `leaving` leaves it undeflated: a page that goes away gets the answer to one cryptographic operation, not those of a stream.
 */
export type Seal = (content: Bytes, leaving?: boolean) => Promise<Bytes>;

/**
 * Begins a context for one page load: one key agreement, then a sequence number a message. Never store, share or resume it,
 * because a number used twice would give the key away. `project` has 16 bytes, `epoch` 8, `epochKey` is an uncompressed point.
 */
export const sealer = async (epochKey: Bytes, project: Bytes, epoch: Bytes): Promise<Seal> => {
  const recipient = await subtle.importKey("raw", epochKey, curve, false, []);
  const own = await subtle.generateKey(curve, false, ["deriveBits"]);
  const enc = bytes(await subtle.exportKey("raw", own.publicKey));
  const info = join(ascii("footfall/envelope/v1"), project, epoch);
  const context = await agree(own.privateKey, recipient, enc, epochKey, info, "encrypt");
  let next = 0;
  return async (content, leaving) => {
    const packed = pack(content, leaving ? content : await deflate(content));
    if (content.length > 262144 || packed.length > 65425 || next > 0xffffffff) throw new RangeError("too large");
    // Taken without a pause between reading and counting: two messages sealed at once never share a number.
    const sequence = next++;
    const head = join([1, 1], project, epoch, enc, u32(sequence));
    return join(head, bytes(await subtle.encrypt(parameters(context, sequence, head), context.cipher, packed)));
  };
};
