// Project Wycheproof's vectors for the primitives, as this package calls them. Which primitives there are: docs/formats/sealed.md.
import assert from "node:assert/strict";
import { createECDH } from "node:crypto";
import { test } from "node:test";
import { bytes, hex, load, privateKey, vectors } from "./harness.mjs";

const { curve } = await load("hpke");
const { derive, secretOf } = await load("wrapping");
const { subtle } = crypto;

const agreed = async ({ private: scalar, public: point }) => {
  const own = createECDH("prime256v1");
  own.setPrivateKey(scalar, "hex");
  const key = await privateKey(scalar, own.getPublicKey("hex"));
  return hex(await subtle.deriveBits({ name: "ECDH", public: await subtle.importKey("raw", bytes(point), curve, false, []) }, key, 256));
};

test("P-256: shared secrets at the edges, and points that are none", async () => {
  for (const vector of vectors("wycheproof/ecdh").tests) {
    const what = `${vector.tcId} ${vector.comment}`;
    if (vector.shared) assert.equal(await agreed(vector), vector.shared, what);
    else await assert.rejects(agreed(vector), DOMException, what);
  }
});

test("HKDF-SHA256", async () => {
  for (const { tcId, ikm, salt, info, size, okm } of vectors("wycheproof/hkdf").tests) {
    const secret = await secretOf(bytes(ikm));
    const parameters = { name: "HKDF", hash: "SHA-256", salt: bytes(salt), info: bytes(info) };
    assert.equal(hex(await subtle.deriveBits(parameters, secret, 8 * size)), okm, `${tcId}`);
    if (!salt) assert.equal(hex(await derive(secret, bytes(info), size)), okm, `${tcId}, without a salt`);
  }
});

test("AES-256-GCM: what is authentic, and what is not", async () => {
  for (const { tcId, comment, key, iv, aad, msg, ct, tag, valid } of vectors("wycheproof/aes-gcm").tests) {
    const cipher = await subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]);
    const parameters = { name: "AES-GCM", iv: bytes(iv), additionalData: bytes(aad) };
    const open = subtle.decrypt(parameters, cipher, bytes(ct + tag));
    if (valid) {
      assert.equal(hex(await open), msg, `${tcId}`);
      assert.equal(hex(await subtle.encrypt(parameters, cipher, bytes(msg))), ct + tag, `${tcId}`);
    } else await assert.rejects(open, DOMException, `${tcId} ${comment}`);
  }
});
