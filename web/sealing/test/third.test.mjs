// A third implementation of RFC 9180, by other people: both sides of ours against it, and the published vectors, which come from a late draft.
import assert from "node:assert/strict";
import { test } from "node:test";
import * as third from "hpke";
import { bytes, hex, load, privateKey, vectors } from "./harness.mjs";

const vector = vectors("hpke");
const { agree, curve, parameters } = await load("hpke");
const { opener } = await load("open");
const { sealer } = await load("seal");
const suite = new third.CipherSuite(third.KEM_DHKEM_P256_HKDF_SHA256, third.KDF_HKDF_SHA256, third.AEAD_AES_256_GCM);
const point = (data) => crypto.subtle.importKey("raw", data, curve, false, []);
const recipient = bytes(vector.recipientPublic);
const key = await privateKey(vector.recipientPrivate, vector.recipientPublic);
const theirKey = await suite.DeserializePrivateKey(bytes(vector.recipientPrivate), true);
const theirPoint = await suite.DeserializePublicKey(recipient);
const envelopeInfo = (project, epoch) => new Uint8Array([...new TextEncoder().encode("footfall/envelope/v1"), ...project, ...epoch]);
const project = new Uint8Array(16).fill(7);
const epoch = new Uint8Array(8).fill(9);

test("it opens the published bytes, and all of ours between them", async () => {
  const own = await privateKey(vector.ephemeralPrivate, vector.enc);
  const context = await agree(own, await point(recipient), bytes(vector.enc), recipient, bytes(vector.info), "encrypt");
  const theirs = await suite.SetupRecipient(theirKey, bytes(vector.enc), { info: bytes(vector.info) });
  const published = new Map(vector.messages.map((message) => [message.sequence, message]));
  for (let sequence = 0; sequence <= 256; sequence++) {
    const message = published.get(sequence) ?? { aad: "", plaintext: "2a" };
    const ours = await crypto.subtle.encrypt(parameters(context, sequence, bytes(message.aad)), context.cipher, bytes(message.plaintext));
    assert.equal(hex(ours), message.ciphertext ?? hex(ours));
    assert.equal(hex(await theirs.Open(new Uint8Array(ours), bytes(message.aad))), message.plaintext);
  }
});

test("it opens our envelopes", async () => {
  const seal = await sealer(recipient, project, epoch);
  const first = await seal(new Uint8Array([1, 2, 3]));
  const theirs = await suite.SetupRecipient(theirKey, first.slice(26, 91), { info: envelopeInfo(project, epoch) });
  for (const envelope of [first, await seal(new Uint8Array([1, 2, 3]))])
    assert.equal(hex(await theirs.Open(envelope.slice(95), envelope.slice(0, 95))), "0000000003010203");
});

test("we open its envelopes", async () => {
  const { encapsulatedSecret, ctx } = await suite.SetupSender(theirPoint, { info: envelopeInfo(project, epoch) });
  const open = opener(key, recipient, project, epoch);
  for (let sequence = 0; sequence < 3; sequence++) {
    const head = new Uint8Array([1, 1, ...project, ...epoch, ...encapsulatedSecret, 0, 0, 0, sequence]);
    const sealed = await ctx.Seal(new Uint8Array([0, 0, 0, 0, 3, 1, 2, 3]), head);
    assert.deepEqual(await open(new Uint8Array([...head, ...sealed])), { content: new Uint8Array([1, 2, 3]) });
  }
});
