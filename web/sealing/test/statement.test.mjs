import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { bundle, bytes, hex, load, signingKey, vectors } from "./harness.mjs";

const shared = vectors("statement");
const { state, verify } = await load("statement");
const root = await signingKey(shared.rootPrivate, shared.rootPublic);
const rootKey = bytes(shared.rootPublic);
const statement = bytes(shared.statement);
const signature = bytes(shared.signatures[0].signature);
const epoch = { project: bytes(shared.project), id: bytes(shared.epoch), key: bytes(shared.epochPublic), notAfter: shared.notAfter };
const before = shared.notAfter - 1;

test("the statements of both languages hold", async () => {
  assert.deepEqual(shared.signatures.map(({ writer }) => writer).sort(), ["C#", "TypeScript"]);
  for (const { signature } of shared.signatures)
    assert.deepEqual(await verify(statement, bytes(signature), rootKey, shared.pin, before), epoch);
});

test("what is stated and signed holds", async () => {
  const made = await state(root, epoch);
  assert.equal(hex(made.statement), shared.statement);
  assert.deepEqual(await verify(made.statement, made.signature, rootKey, shared.pin, before), epoch);
});

test("another signer, pin or time is refused", async () => {
  const other = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const otherKey = new Uint8Array(await crypto.subtle.exportKey("raw", other.publicKey));
  const forged = await state(other.privateKey, epoch);
  const otherPin = Buffer.from(await crypto.subtle.digest("SHA-256", otherKey)).toString("base64url");
  assert.equal(await verify(statement, forged.signature, rootKey, shared.pin, before), undefined);
  assert.equal(await verify(statement, forged.signature, otherKey, shared.pin, before), undefined, "a swapped key with its own signature");
  assert.equal(await verify(statement, signature, rootKey, otherPin, before), undefined);
  assert.equal(await verify(statement, signature, rootKey, shared.pin, shared.notAfter), undefined);
});

test("each byte of a statement and its signature is authenticated, and every other length is refused", async () => {
  const holds = (changed, signed = signature) =>
    verify(changed, signed, rootKey, shared.pin, before).then(Boolean, (error) => !(error instanceof RangeError));
  for (let i = 0; i < statement.length; i++) {
    const changed = statement.slice();
    changed[i] ^= 1;
    assert.equal(await holds(changed), false, `byte ${i}`);
    assert.equal(await holds(statement.slice(0, i)), false, `length ${i}`);
  }
  for (let i = 0; i < signature.length; i++) {
    const changed = signature.slice();
    changed[i] ^= 1;
    assert.equal(await holds(statement, changed), false, `signature, byte ${i}`);
  }
  const longer = new Uint8Array([...statement, 0]);
  const resigned = new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, root, longer));
  assert.equal(await holds(longer, resigned), false);
});

test("what is no key is refused", async () => {
  await assert.rejects(verify(statement, signature, new Uint8Array(65), shared.pin, before));
});

test("no statement is made of parts with other lengths, or of no time", async () => {
  for (const wrong of [
    { project: new Uint8Array(15) },
    { id: new Uint8Array(9) },
    { key: new Uint8Array(64) },
    { notAfter: 0 },
    { notAfter: 1.5 },
  ])
    await assert.rejects(state(root, { ...epoch, ...wrong }), RangeError);
});

// With what a tracker sends, its own build has a budget: footfall.sealed.js may have 1,500 bytes more than footfall.js.
test("checking who vouches for the key, and sealing to it, cost at most 1,500 bytes", async (t) => {
  const size = brotliCompressSync(await bundle("vouched")).length;
  t.diagnostic(`vouched: ${size} bytes brotli`);
  assert.ok(size <= 1500, `${size} bytes`);
});
