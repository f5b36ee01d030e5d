// Content under a secret that two readings of it share, as src/Sealing/Keys/Wrapping.cs. Whoever lacks the secret can neither read nor make it.
import type { Binding } from "./binding";
import { ascii, type Bytes, bytes, join, subtle } from "./bytes";

const head = [1, 1];
const nonceBytes = 12;
const tagBytes = 16;

/** What WebCrypto derives from and never gives back. */
export type Secret = CryptoKey & { readonly of?: "secret" };

/** At least 16 bytes of full entropy; the caller zeroes them afterwards. What a passkey's PRF gives is taken as it is. */
export const secretOf = (material: Bytes): Promise<Secret> => subtle.importKey("raw", material, "HKDF", false, ["deriveBits", "deriveKey"]);

/** HKDF-SHA256 without a salt; `info` names the one use. */
export const derive = async (secret: Secret, info: Bytes, length: number): Promise<Bytes> =>
  bytes(await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: join(), info }, secret, 8 * length));

/** The wrapping key of an account, from the master key that its password was stretched to. The master key stays the caller's. */
export const passwordSecret = async (master: Bytes): Promise<Secret> => {
  const material = await derive(await secretOf(master), ascii("footfall/wrapping/v1"), 32);
  const secret = await secretOf(material);
  material.fill(0);
  return secret;
};

/** A key for each binding, so that nonces of different things never meet. */
const cipher = (secret: Secret, binding: Binding, use: KeyUsage): Promise<CryptoKey> => {
  const info = join(ascii("footfall/wrap/v1"), binding);
  return subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt: join(), info }, secret, { name: "AES-GCM", length: 256 }, false, [use]);
};

const parameters = (iv: Bytes, binding: Binding) => ({ name: "AES-GCM", iv, additionalData: join(head, binding) });

export const wrap = async (secret: Secret, binding: Binding, content: Bytes): Promise<Bytes> => {
  const nonce = crypto.getRandomValues(new Uint8Array(nonceBytes));
  const sealed = await subtle.encrypt(parameters(nonce, binding), await cipher(secret, binding, "encrypt"), content);
  return join(head, nonce, bytes(sealed));
};

/** Null where the bytes were not wrapped under this secret for this binding; nothing tells why. */
export const unwrap = async (secret: Secret, binding: Binding, wrapped: Bytes): Promise<Bytes | null> => {
  if (wrapped.length < head.length + nonceBytes + tagBytes || head.some((byte, i) => wrapped[i] !== byte)) return null;
  const key = await cipher(secret, binding, "decrypt");
  const nonce = wrapped.slice(head.length, head.length + nonceBytes);
  return subtle.decrypt(parameters(nonce, binding), key, wrapped.slice(head.length + nonceBytes)).then(bytes, () => null);
};
