// RFC 9180, base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, as src/Sealing/Hpke. What both sides derive from one key agreement.
import { ascii, type Bytes, bytes, join, subtle } from "./bytes";

export const curve = { name: "ECDH", namedCurve: "P-256" };

export interface Context {
  cipher: CryptoKey;
  baseNonce: Bytes;
}

export const version = ascii("HPKE-v1");
export const kem = join(ascii("KEM"), [0, 16]);
export const suite = join(ascii("HPKE"), [0, 16, 0, 1, 0, 2]);
export const none = new Uint8Array(32);

/** Extract with an empty salt is HMAC under 32 zeros. */
export const extract = async (label: string, material: Bytes): Promise<Bytes> => {
  const key = await subtle.importKey("raw", none, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return bytes(await subtle.sign("HMAC", key, join(version, suite, ascii(label), material)));
};

/** The parameters that make one native HKDF of a labelled expand after a labelled extract. */
export const hkdf = (salt: Bytes, id: Bytes, label: string, info: Bytes, length: number) => ({
  name: "HKDF",
  hash: "SHA-256",
  salt,
  info: join([0, length], version, id, ascii(label), info),
});

export const secret = (id: Bytes, label: string, material: Bytes): Promise<CryptoKey> =>
  subtle.importKey("raw", join(version, id, ascii(label), material), "HKDF", false, ["deriveBits", "deriveKey"]);

export const agree = async (
  own: CryptoKey,
  theirs: CryptoKey,
  enc: Bytes,
  recipient: Bytes,
  info: Bytes,
  use: KeyUsage,
): Promise<Context> => {
  const agreed = bytes(await subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256));
  const material = await secret(kem, "eae_prk", agreed);
  const shared = bytes(await subtle.deriveBits(hkdf(none, kem, "shared_secret", join(enc, recipient), 32), material, 256));
  const schedule = join([0], await extract("psk_id_hash", join()), await extract("info_hash", info));
  const root = await secret(suite, "secret", join());
  const cipher = await subtle.deriveKey(hkdf(shared, suite, "key", schedule, 32), root, { name: "AES-GCM", length: 256 }, false, [use]);
  const baseNonce = bytes(await subtle.deriveBits(hkdf(shared, suite, "base_nonce", schedule, 12), root, 96));
  agreed.fill(0);
  shared.fill(0);
  return { cipher, baseNonce };
};

/** The sequence number is mixed into the nonce's last four bytes. */
export const parameters = (context: Context, sequence: number, additionalData: Bytes) => ({
  name: "AES-GCM",
  iv: context.baseNonce.map((byte, i) => byte ^ (i > 7 ? sequence >>> (88 - 8 * i) : 0)),
  additionalData,
});
