// The recipient's side of `agree` for many senders of one `info`: what their contexts have in common is derived and written once, which halves the
// work of each. A tracker agrees once a page load and is measured by its bytes, so it has the plain form.
import { ascii, type Bytes, bytes, join, subtle } from "./bytes";
import { type Context, curve, extract, hkdf, kem, none, secret, suite, version } from "./hpke";

/** Writes what begins alike each time. A new copy for each call, because WebCrypto may read the one before later. */
const after =
  (beginning: Bytes): ((...ends: Bytes[]) => Bytes) =>
  (...ends) => {
    const all = new Uint8Array(ends.reduce((sum, end) => sum + end.length, beginning.length));
    all.set(beginning);
    let at = beginning.length;
    for (const end of ends) {
      all.set(end, at);
      at += end.length;
    }
    return all;
  };

/** `key` is the private key (ECDH P-256, `deriveBits`), `point` its public half. Each call rejects where `enc` is no point of the curve. */
export const recipient = (key: CryptoKey, point: Bytes, info: Bytes): ((enc: Bytes) => Promise<Context>) => {
  const common = (async () => {
    const schedule = join([0], await extract("psk_id_hash", join()), await extract("info_hash", info));
    return {
      root: await secret(suite, "secret", join()),
      ofKey: hkdf(none, suite, "key", schedule, 32),
      ofNonce: hkdf(none, suite, "base_nonce", schedule, 12),
    };
  })();
  const material = after(join(version, kem, ascii("eae_prk")));
  const ofSecret = hkdf(none, kem, "shared_secret", join(), 32);
  const infoOfSecret = after(ofSecret.info);

  return async (enc) => {
    const theirs = await subtle.importKey("raw", enc, curve, false, []);
    const agreed = material(bytes(await subtle.deriveBits({ name: "ECDH", public: theirs }, key, 256)));
    const extracted = await subtle.importKey("raw", agreed, "HKDF", false, ["deriveBits"]);
    const salt = bytes(await subtle.deriveBits({ ...ofSecret, info: infoOfSecret(enc, point) }, extracted, 256));
    const { root, ofKey, ofNonce } = await common;
    const [cipher, nonce] = await Promise.all([
      subtle.deriveKey({ ...ofKey, salt }, root, { name: "AES-GCM", length: 256 }, false, ["decrypt"]),
      subtle.deriveBits({ ...ofNonce, salt }, root, 96),
    ]);
    agreed.fill(0);
    salt.fill(0);
    return { cipher, baseNonce: bytes(nonce) };
  };
};
