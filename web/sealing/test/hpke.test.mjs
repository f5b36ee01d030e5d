import assert from "node:assert/strict";
import { test } from "node:test";
import { Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from "@hpke/core";
import { bytes, hex, load, privateKey, vectors } from "./harness.mjs";

const vector = vectors("hpke");
const { agree, curve, parameters } = await load("hpke");
const point = (data) => crypto.subtle.importKey("raw", data, curve, false, []);
const info = bytes(vector.info);
const enc = bytes(vector.enc);
const recipient = bytes(vector.recipientPublic);

test("the sender makes the published bytes", async () => {
  const own = await privateKey(vector.ephemeralPrivate, vector.enc);
  const context = await agree(own, await point(recipient), enc, recipient, info, "encrypt");
  for (const message of vector.messages) {
    const sealed = await crypto.subtle.encrypt(
      parameters(context, message.sequence, bytes(message.aad)),
      context.cipher,
      bytes(message.plaintext),
    );
    assert.equal(hex(sealed), message.ciphertext);
  }
});

test("the recipient opens the published bytes", async () => {
  const key = await privateKey(vector.recipientPrivate, vector.recipientPublic);
  const context = await agree(key, await point(enc), enc, recipient, info, "decrypt");
  for (const message of [...vector.messages].reverse()) {
    const opened = await crypto.subtle.decrypt(
      parameters(context, message.sequence, bytes(message.aad)),
      context.cipher,
      bytes(message.ciphertext),
    );
    assert.equal(hex(opened), message.plaintext);
  }
});

test("an independent implementation makes the published bytes", async () => {
  const suite = new CipherSuite({ kem: new DhkemP256HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
  const raw = async (scalar, publicKey) => ({
    privateKey: await suite.kem.importKey("raw", bytes(scalar).buffer, false),
    publicKey: await suite.kem.importKey("raw", bytes(publicKey).buffer, true),
  });
  const ekm = await raw(vector.ephemeralPrivate, vector.enc);
  const recipientPublicKey = await suite.kem.importKey("raw", recipient.buffer, true);
  const sender = await suite.createSenderContext({ recipientPublicKey, info: info.buffer, ekm });
  assert.equal(hex(sender.enc), vector.enc);
  const last = vector.messages.at(-1).sequence;
  const expected = new Map(vector.messages.map((message) => [message.sequence, message]));
  for (let sequence = 0; sequence <= last; sequence++) {
    const message = expected.get(sequence);
    const sealed = await sender.seal(bytes(message?.plaintext ?? "").buffer, bytes(message?.aad ?? "").buffer);
    if (message) assert.equal(hex(sealed), message.ciphertext);
  }
});
