// The recipient's side of `agree` for many senders of one `info`: what their contexts have in common is derived once, which halves the work of each.
// A tracker agrees once a page load and is measured by its bytes, so it has the plain form.
import { type Bytes, bytes, join, subtle } from "./bytes";
import { type Context, curve, extract, hkdf, kem, none, secret, suite } from "./hpke";

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

  return async (enc) => {
    const theirs = await subtle.importKey("raw", enc, curve, false, []);
    const agreed = bytes(await subtle.deriveBits({ name: "ECDH", public: theirs }, key, 256));
    const material = await secret(kem, "eae_prk", agreed);
    const salt = bytes(await subtle.deriveBits(hkdf(none, kem, "shared_secret", join(enc, point), 32), material, 256));
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
