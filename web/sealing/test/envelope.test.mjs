import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, hex, load, privateKey, vectors } from "./harness.mjs";

const shared = vectors("sealing");
const { sealer } = await load("seal");
const { opener } = await load("open");
const key = await privateKey(shared.epochPrivate, shared.epochPublic);
const epochKey = bytes(shared.epochPublic);
const project = bytes(shared.project);
const epoch = bytes(shared.epoch);
const open = (envelope) => opener(key, epochKey, project, epoch)(envelope);
const content = new TextEncoder().encode('{"e":[{"n":"pageview"}]}');

test("the envelopes of both languages are opened", async () => {
  assert.deepEqual([...new Set(shared.envelopes.map((envelope) => envelope.writer))].sort(), ["C#", "TypeScript"]);
  const opened = opener(key, epochKey, project, epoch);
  for (const { content, envelope } of shared.envelopes) assert.equal(hex((await opened(bytes(envelope))).content), content);
});

test("what was sealed is opened, in any order, and numbers are not repeated when sealing at once", async () => {
  const seal = await sealer(epochKey, project, epoch);
  const contents = [new Uint8Array(0), content, new Uint8Array(200_000), crypto.getRandomValues(new Uint8Array(4000))];
  const sealed = await Promise.all(contents.map((content) => seal(content)));
  assert.equal(new Set(sealed.map((envelope) => hex(envelope.subarray(91, 95)))).size, contents.length);
  const opened = opener(key, epochKey, project, epoch);
  for (const i of [3, 0, 2, 1]) assert.deepEqual((await opened(sealed[i])).content, contents[i]);
});

test("each byte is authenticated, and every truncation is refused", async () => {
  const envelope = await (await sealer(epochKey, project, epoch))(content);
  for (let i = 0; i < envelope.length; i++) {
    const changed = envelope.slice();
    changed[i] ^= 1;
    assert.ok((await open(changed)).refusal, `byte ${i}`);
    assert.ok((await open(envelope.slice(0, i))).refusal, `length ${i}`);
  }
});

test("refusals have names", async () => {
  assert.deepEqual(await open(new Uint8Array(65_537)), { refusal: "too_large" });
  assert.deepEqual(await open(new Uint8Array(200)), { refusal: "malformed" });
  assert.deepEqual(await open(await (await sealer(epochKey, project, new Uint8Array(8)))(content)), { refusal: "elsewhere" });
  assert.deepEqual(await open(await (await sealer(epochKey, new Uint8Array(16), epoch))(content)), { refusal: "elsewhere" });
});

test("what a reader would refuse for its length is not sealed", async () => {
  const seal = await sealer(epochKey, project, epoch);
  await assert.rejects(seal(new Uint8Array(262_145)), RangeError);
  await assert.rejects(seal(crypto.getRandomValues(new Uint8Array(65_500))), RangeError);
  assert.equal((await open(await seal(new Uint8Array(262_144)))).content.length, 262_144);
});

test("a key that is no point on the curve is refused", async () => {
  const beside = epochKey.slice();
  beside[64] ^= 1;
  await assert.rejects(sealer(beside, project, epoch));
});
