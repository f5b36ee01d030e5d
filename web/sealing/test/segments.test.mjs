import assert from "node:assert/strict";
import { before, test } from "node:test";
import { bytes, hex, load, signingKey, vectors } from "./harness.mjs";

const shared = vectors("segments");
const membership = vectors("membership");
const { append, emptyLog } = await load("membership");
const { chainOn, emptyChain, liveSegments, readChain } = await load("segment-chain");
const { consumedHash, openSegment, sealSegment, undoSegment } = await load("segment");
const { readManifest } = await load("manifest");
const { secretOf } = await load("wrapping");
const { project, epoch } = shared;
const secret = await secretOf(bytes(vectors("sealing").epochPrivate));
const members = emptyLog(membership.vault);
const signed = ({ entry, signature }) => ({ entry, signature: bytes(signature) });
const first = shared.chains[0].entries.map(signed);
const read = (entries, seen) => readChain(project, epoch, members, entries, seen);
const named = (name) => shared.chains[0].segments.find((segment) => segment.name === name);
const manifestOf = (name) =>
  first.map(({ entry }) => readManifest(entry)).find(({ kind, segment }) => kind === "segment" && segment === named(name).segment);
const description = {
  form: "arrow",
  schema: 1,
  storage: "",
  rows: 1,
  firstHour: 1,
  lastHour: 1,
  envelopes: 1,
  consumed: shared.consumed,
  replaces: [],
};

const writer = async (name, now = Date.UTC(2027, 0, 1)) => {
  const { account, sign } = membership.accounts[name];
  return { account, key: await signingKey(sign.private, sign.public), now };
};

before(async () => {
  for (const [i, entry] of membership.entries.entries())
    await append(members, { entry, signature: bytes(membership.signatures[0].signatures[i]) });
});

for (const { writer, entries, segments } of shared.chains)
  test(`the chain and the segments that ${writer} wrote are read`, async () => {
    const { chain } = await read(entries.map(signed));
    const live = liveSegments(chain).map(({ segment }) => segments.find((written) => written.segment === segment).name);
    assert.deepEqual(live, shared.live);
    for (const { segment, content, bytes: file } of segments)
      assert.equal(hex((await openSegment(secret, chain.known.get(segment), bytes(file))).content), content);
  });

for (const { about, after, entry, signature, refusal } of shared.refused)
  test(`refused: ${about}`, async () => {
    assert.deepEqual(await read([...first.slice(0, after), signed({ entry, signature })]), { refusal, at: after });
  });

test("a refused manifest changes nothing", async () => {
  const { chain } = await read(first);
  for (const refused of shared.refused) if (refused.after === first.length) await chainOn(chain, signed(refused));
  assert.deepEqual(chain, (await read(first)).chain);
});

test("a chain that is shorter or other than what was seen is rolled back", async () => {
  const { chain } = await read(first);
  const seen = { length: chain.length, head: chain.head };
  assert.ok((await read(first, seen)).chain);
  assert.deepEqual(await read(first.slice(0, 4), seen), { refusal: "rolled_back", at: 4 });
  assert.deepEqual(await read(first, { length: 4, head: chain.head }), { refusal: "rolled_back", at: 5 });
  assert.deepEqual(await read([], seen), { refusal: "rolled_back", at: 0 });
  assert.equal((await read([])).chain.length, 0);
});

test("each byte of a segment is signed, and so are bytes that only another holder of the key could make", async () => {
  const file = bytes(named("B").bytes);
  for (const at of [0, 1, 2, 18, 26, 42, file.length - 1]) {
    const changed = file.slice();
    changed[at] ^= 1;
    assert.deepEqual(await openSegment(secret, manifestOf("B"), changed), { refusal: "elsewhere" }, `byte ${at}`);
  }
  assert.deepEqual(await openSegment(secret, manifestOf("B"), bytes(named("D").bytes)), { refusal: "elsewhere" });
});

test("a segment opens with its own manifest and key only", async () => {
  const file = bytes(named("B").bytes);
  const other = await secretOf(crypto.getRandomValues(new Uint8Array(32)));
  assert.deepEqual(await openSegment(other, manifestOf("B"), file), { refusal: "unopenable" });
  const moreRows = { ...manifestOf("B"), sealedWith: manifestOf("B").sealedWith.replace('"rows":3', '"rows":4') };
  assert.deepEqual(await openSegment(secret, moreRows, file), { refusal: "unopenable" });
  const undo = readManifest(first[3].entry);
  assert.deepEqual(await openSegment(secret, undo, file), { refusal: "elsewhere" });
});

test("megabytes are sealed and opened, and ids are not used twice", async () => {
  const chain = emptyChain(project, epoch, members);
  const content = new Uint8Array(3_000_000).map((_, i) => i >> 8);
  const [a, b] = [
    await sealSegment(chain, await writer("owner"), secret, description, content),
    await sealSegment(chain, await writer("owner"), secret, description, content),
  ];
  assert.notEqual(readManifest(a.manifest.entry).segment, readManifest(b.manifest.entry).segment);
  assert.equal(await chainOn(chain, a.manifest), null);
  assert.equal(await chainOn(chain, b.manifest), "out_of_order");
  assert.deepEqual((await openSegment(secret, liveSegments(chain)[0], a.bytes)).content, content);
});

test("undoing brings back what was replaced", async () => {
  const { chain } = await read(first);
  const undo = await undoSegment(chain, await writer("admin"), named("D").segment);
  assert.equal(await chainOn(chain, undo), null);
  assert.deepEqual([...chain.live].sort(), [named("A").segment, named("B").segment].sort());
});

test("no manifest is written that no reader takes", async () => {
  const chain = emptyChain(project, epoch, members);
  for (const wrong of [{ lastHour: 0 }, { form: "csv" }, { consumed: "" }, { rows: 1.5 }, { storage: '"' }])
    await assert.rejects(sealSegment(chain, await writer("owner"), secret, { ...description, ...wrong }, new Uint8Array(1)), RangeError);
});

test("the ids of envelopes have one hash in both languages", async () => {
  assert.equal(await consumedHash(shared.envelopeIds.map(bytes)), shared.consumed);
});
