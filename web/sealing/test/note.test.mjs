import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, load, privateKey, vectors } from "./harness.mjs";

const shared = vectors("notes");
const { noteOpener } = await load("note");
const key = await privateKey(shared.epochPrivate, shared.epochPublic);
const opener = (epoch = shared.epoch) => noteOpener(key, bytes(shared.epochPublic), bytes(shared.project), bytes(epoch));
const [first, second] = shared.notes;

test("the server's notes are opened", async () => {
  const open = opener();
  for (const { envelope, note, says } of shared.notes) {
    const visitor = says.visitor === null ? null : BigInt(`0x${says.visitor}`);
    assert.deepEqual(await open(bytes(envelope), bytes(note)), { ...says, visitor });
  }
});

test("a note opens beside its own envelope and in its own epoch only", async () => {
  assert.equal(await opener()(bytes(second.envelope), bytes(first.note)), null);
  assert.equal(await opener("0000000000000000")(bytes(first.envelope), bytes(first.note)), null);
});

test("each byte is authenticated, and every truncation is refused", async () => {
  const open = opener();
  const [envelope, note] = [bytes(first.envelope), bytes(first.note)];
  for (let i = 0; i < note.length; i++) {
    const changed = note.slice();
    changed[i] ^= 1;
    assert.equal(await open(envelope, changed), null, `byte ${i}`);
    assert.equal(await open(envelope, note.slice(0, i)), null, `length ${i}`);
  }
});
