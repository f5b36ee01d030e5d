// Secrets handed to the holder of a public key, as src/Sealing/Keys/SealedBox.cs and SealedKey.cs. Anybody could have made a box: a private key
// out of one is held against the public key that its reader knows from a signed source.
import type { Binding } from "./binding";
import { ascii, type Bytes, bytes, join, subtle } from "./bytes";
import { agree, curve, parameters } from "./hpke";
import { type Pair, sealingKey, signingKey } from "./pairs";

const head = [1, 2];
const contentAt = head.length + 65;
const info = (binding: Binding): Bytes => join(ascii("footfall/box/v1"), binding);
const aad = (binding: Binding): Bytes => join(head, binding);

export const sealTo = async (recipient: Bytes, binding: Binding, content: Bytes): Promise<Bytes> => {
  const theirs = await subtle.importKey("raw", recipient, curve, false, []);
  const own = await subtle.generateKey(curve, false, ["deriveBits"]);
  const enc = bytes(await subtle.exportKey("raw", own.publicKey));
  const context = await agree(own.privateKey, theirs, enc, recipient, info(binding), "encrypt");
  return join(head, enc, bytes(await subtle.encrypt(parameters(context, 0, aad(binding)), context.cipher, content)));
};

/** `key` is the recipient's private key and `point` its public one. Null where the box was not sealed to them for this binding; nothing tells why. */
export const openBox = async (key: CryptoKey, point: Bytes, binding: Binding, box: Bytes): Promise<Bytes | null> => {
  if (box.length < contentAt || head.some((byte, i) => box[i] !== byte)) return null;
  try {
    const enc = box.slice(head.length, contentAt);
    const theirs = await subtle.importKey("raw", enc, curve, false, []);
    const context = await agree(key, theirs, enc, point, info(binding), "decrypt");
    return bytes(await subtle.decrypt(parameters(context, 0, aad(binding)), context.cipher, box.slice(contentAt)));
  } catch {
    // A point off the curve and a wrong tag look alike on purpose.
    return null;
  }
};

/** A vault's, root's or epoch's private key as it lay in a box. `scalar` is there to be sealed on; zero it when that is done. */
export interface OpenedKey {
  pair: Pair;
  key: CryptoKey;
}

const openKey =
  (importKey: (pair: Pair) => Promise<CryptoKey | null>) =>
  async (key: CryptoKey, point: Bytes, binding: Binding, box: Bytes, expected: Bytes): Promise<OpenedKey | null> => {
    const scalar = await openBox(key, point, binding, box);
    if (scalar?.length !== 32) return null;
    const pair = { scalar, point: expected };
    const opened = await importKey(pair);
    if (opened) return { pair, key: opened };
    scalar.fill(0);
    return null;
  };

/** Opens a vault's or an epoch's private key; null as well where it does not belong to `expected`, the public key from the log or the statement. */
export const openSealingKey = openKey(sealingKey);

/** Opens a vault's root key, likewise. */
export const openSigningKey = openKey(signingKey);
