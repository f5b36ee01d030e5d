import assert from "node:assert/strict";
import { before, test } from "node:test";
import { bytes, hex, load, signingKey, vectors } from "./harness.mjs";

const shared = vectors("streams");
const membership = vectors("membership");
const { append, emptyLog } = await load("membership");
const { emptyStream, readStream, streamItems, streamOn } = await load("stream-chain");
const { openItem, sealItem } = await load("stream");
const { ofStreamItem } = await load("binding");
const { secretOf } = await load("wrapping");
const { project, stream, vault } = shared;
const secrets = await Promise.all(shared.secrets.map((secret) => secretOf(bytes(secret))));
const secretFor = ({ key }) => secrets[key - 1];
const members = emptyLog(vault);
const signed = ({ entry, signature }) => ({ entry, signature: bytes(signature) });
const [ours, others] = shared.chains.map(({ entries }) => entries.map(signed));
const read = (entries, seen) => readStream(project, stream, members, entries, seen);
const headOf = async (entries) => (await read(entries)).chain.head;
const text = (content) => new TextDecoder().decode(content).trimEnd();

const writer = async (name) => {
  const { account, sign } = membership.accounts[name];
  return { account, key: await signingKey(sign.private, sign.public), now: Date.UTC(2027, 0, 1) };
};

before(async () => {
  for (const [i, entry] of membership.entries.entries())
    await append(members, { entry, signature: bytes(membership.signatures[0].signatures[i]) });
});

for (const { writer, entries, items } of shared.chains)
  test(`the stream that ${writer} wrote is read`, async () => {
    const kept = streamItems((await read(entries.map(signed))).chain);
    assert.deepEqual(
      kept.map(({ sequence }) => items[sequence].name),
      shared.kept,
    );
    for (const item of kept) {
      const { content, wrapped } = items[item.sequence];
      assert.equal(text((await openItem(secretFor(item), vault, item, bytes(wrapped))).content), content);
    }
  });

for (const { about, after, entry, signature, refusal } of shared.refused)
  test(`refused: ${about}`, async () => {
    assert.deepEqual(await read([...ours.slice(0, after), signed({ entry, signature })]), { refusal, at: after });
  });

test("a refused item changes nothing", async () => {
  const { chain } = await read(ours);
  for (const refused of shared.refused) if (refused.after === ours.length) await streamOn(chain, signed(refused));
  assert.deepEqual(chain, (await read(ours)).chain);
});

test("what was let go of may be missing, and nothing else", async () => {
  assert.equal(streamItems((await read(ours.slice(1))).chain).length, 3);
  assert.deepEqual(await read(ours.slice(2)), { refusal: "rolled_back", at: 4 });
  assert.deepEqual(await read([ours[0], ours[2]]), { refusal: "out_of_order", at: 1 });
  assert.deepEqual(await read([ours[0], ours[1], ours[1]]), { refusal: "out_of_order", at: 2 });
});

test("a stream that is shorter or other than what was seen is rolled back", async () => {
  const seen = { length: 4, head: await headOf(ours) };
  const first = { length: 1, head: await headOf(ours.slice(0, 1)) };
  assert.ok((await read(ours, seen)).chain);
  assert.ok((await read(ours.slice(1), first)).chain);
  assert.deepEqual(await read(ours.slice(0, 3), seen), { refusal: "rolled_back", at: 3 });
  assert.deepEqual(await read(others, seen), { refusal: "rolled_back", at: 4 });
  assert.deepEqual(await read(others.slice(1), first), { refusal: "rolled_back", at: 4 });
  assert.deepEqual(await read([], seen), { refusal: "rolled_back", at: 0 });
  assert.equal((await read([])).chain.length, 0);
});

test("an item opens in its own place only", async () => {
  const [, second, third] = streamItems((await read(ours)).chain);
  const wrapped = bytes(shared.chains[0].items[second.sequence].wrapped);
  for (let at = 0; at < wrapped.length; at += 40) {
    const changed = wrapped.slice();
    changed[at] ^= 1;
    assert.deepEqual(await openItem(secretFor(second), vault, second, changed), { refusal: "elsewhere" }, `byte ${at}`);
  }
  assert.deepEqual(await openItem(secretFor(third), vault, third, wrapped), { refusal: "elsewhere" });
  assert.deepEqual(await openItem(secrets[0], vault, second, wrapped), { refusal: "unopenable" });
  assert.deepEqual(await openItem(secretFor(second), project, second, wrapped), { refusal: "unopenable" });
});

test("its place is bound in one way in both languages", () => {
  assert.equal(hex(ofStreamItem(project, stream, 4_294_967_298, vault, 2)), shared.binding);
});

test("what is written is read, its length tells little, and too much is not written", async () => {
  const chain = emptyStream(project, stream, members);
  const home = { secret: secrets[1], vault, key: 2 };
  const write = async (length, first = 0) => sealItem(chain, await writer("owner"), home, first, new Uint8Array(length).fill(48));
  assert.equal((await write(1)).wrapped.length, (await write(256)).wrapped.length);
  assert.equal((await write(1000)).wrapped.length, (await write(1020)).wrapped.length);
  await assert.rejects(write(48 * 1024 + 1), RangeError);
  await assert.rejects(write(1, 1), RangeError);
  const { entry, wrapped } = await write(3);
  assert.equal(await streamOn(chain, entry), null);
  assert.equal(text((await openItem(secrets[1], vault, chain.shown[0], wrapped)).content), "000");
});
