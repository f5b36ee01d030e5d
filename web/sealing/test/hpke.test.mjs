import assert from "node:assert/strict";
import { test } from "node:test";
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
