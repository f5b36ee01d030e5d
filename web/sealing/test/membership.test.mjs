import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, hex, load, signingKey, vectors } from "./harness.mjs";

const shared = vectors("membership");
const { append, emptyLog, memberAt, readLog } = await load("membership");
const { addMember, changeRole, createVault, removeMember, rotateKey } = await load("log-writer");
const { accounts, vault } = shared;
const signed = (signatures) => shared.entries.map((entry, i) => ({ entry, signature: bytes(signatures[i]) }));
const entries = signed(shared.signatures[0].signatures);
const id = (name) => accounts[name].account;
const member = (name, role) => ({
  account: id(name),
  role,
  hpkeKey: bytes(accounts[name].hpke.public),
  signKey: bytes(accounts[name].sign.public),
});
const time = (entry) => JSON.parse(entry).time;

for (const { writer, signatures } of shared.signatures)
  test(`the log that ${writer} signed is read`, async () => {
    const { log } = await readLog(vault, signed(signatures));
    assert.deepEqual(
      Object.fromEntries([...log.members.values()].map(({ account, role }) => [account, role])),
      Object.fromEntries(Object.entries(shared.members).map(([name, role]) => [id(name), role])),
    );
    assert.deepEqual(log.vaultKeys.map(hex), shared.vaultKeys);
    assert.equal(hex(log.rootKey), shared.rootKey);
    assert.equal(log.head, shared.head);
    assert.equal(log.rotationDue, false);
    assert.equal(hex(log.members.get(id("viewer")).hpkeKey), accounts.viewer.hpke.public);
  });

test("this language writes the same entries", async () => {
  const log = emptyLog(vault);
  const writer = async (name, i) => ({
    account: id(name),
    key: await signingKey(accounts[name].sign.private, accounts[name].sign.public),
    now: time(shared.entries[i]) - (i === 3 ? 500 : 0),
  });
  const owner = member("owner");
  const [first, second] = shared.vaultKeys.map(bytes);
  const keys = { hpkeKey: owner.hpkeKey, signKey: owner.signKey, rootKey: bytes(shared.rootKey), vaultKey: first };
  const steps = [
    async () => createVault(vault, await writer("owner", 0), keys),
    async () => addMember(log, await writer("owner", 1), member("admin", "admin")),
    async () => addMember(log, await writer("admin", 2), member("member", "member")),
    async () => addMember(log, await writer("admin", 3), member("viewer", "viewer")),
    async () => changeRole(log, await writer("admin", 4), id("viewer"), "member"),
    async () => removeMember(log, await writer("member", 5), id("member")),
    async () => rotateKey(log, await writer("admin", 6), second),
  ];
  for (const [i, step] of steps.entries()) {
    const written = await step();
    assert.equal(written.entry, shared.entries[i]);
    assert.equal(log.rotationDue, i === 6);
    assert.equal(await append(log, written), null);
  }
});

for (const { about, after, entry, signature, refusal } of shared.refused)
  test(`refused: ${about}`, async () => {
    assert.deepEqual(await readLog(vault, [...entries.slice(0, after), { entry, signature: bytes(signature) }]), { refusal, at: after });
  });

test("a refused entry changes nothing", async () => {
  const { log } = await readLog(vault, entries);
  for (const { after, entry, signature } of shared.refused)
    if (after === entries.length) await append(log, { entry, signature: bytes(signature) });
  assert.deepEqual(log, (await readLog(vault, entries)).log);
});

test("a log that is shorter or other than what was seen is rolled back", async () => {
  const { log } = await readLog(vault, entries);
  const seen = { length: log.length, head: log.head };
  assert.ok((await readLog(vault, entries, seen)).log);
  assert.ok((await readLog(vault, entries, { length: 3, head: log.hashes[2] })).log);
  assert.deepEqual(await readLog(vault, entries.slice(0, 6), seen), { refusal: "rolled_back", at: 6 });
  assert.deepEqual(await readLog(vault, entries, { length: 3, head: log.hashes[3] }), { refusal: "rolled_back", at: 7 });
  assert.deepEqual(await readLog(vault, [], seen), { refusal: "rolled_back", at: 0 });
  assert.deepEqual(await readLog(vault, []), { refusal: "malformed", at: 0 });
});

test("what a member was is known for every length of the log", async () => {
  const { log } = await readLog(vault, entries);
  const roles = (name) => Array.from({ length: 8 }, (_, length) => memberAt(log, id(name), length)?.role);
  assert.deepEqual(roles("viewer"), [undefined, undefined, undefined, undefined, "viewer", "member", "member", "member"]);
  assert.deepEqual(roles("member"), [undefined, undefined, undefined, "member", "member", "member", undefined, undefined]);
  assert.deepEqual(roles("stranger"), Array(8).fill(undefined));
});
