import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, hex, load, privateKey, vectors } from "./harness.mjs";

const shared = vectors("keys");
const { fingerprint } = await load("fingerprint");
const { passwordSecret, secretOf, unwrap, wrap } = await load("wrapping");
const { openBox, openSealingKey, openSigningKey, sealTo } = await load("box");
const { accountKeys, generateAccount, rewrap, unlock } = await load("account");
const { readRecovery, recoverySecret } = await load("recovery");
const of = await load("binding");
const { account, vault, project, vaultKeyVersion: version } = shared;
const credential = bytes(shared.credential);
const bindings = {
  password: of.ofPassword(account),
  recovery: of.ofRecovery(account),
  passkey: of.ofPasskey(account, credential),
  vaultKey: of.ofVaultKey(vault, version, account),
  rootKey: of.ofRootKey(vault, account),
  epochKey: of.ofEpochKey(project, bytes(shared.epoch), vault, version),
  document: of.ofDocument(project, shared.documentKind, shared.documentId, shared.documentRevision, vault, version),
};
const point = (name) => bytes(shared[name].public);
const own = await privateKey(shared.sealing.private, shared.sealing.public);
const secret = await secretOf(bytes(shared.prf));
const content = new Uint8Array([1, 2, 3]);

test("both languages bind alike", () => {
  for (const [name, binding] of Object.entries(bindings)) assert.equal(hex(binding), shared.bindings[name], name);
});

for (const written of shared.written) {
  test(`an account written by ${written.writer} is unlocked by each of its secrets`, async () => {
    const secrets = {
      password: await passwordSecret(bytes(shared.master)),
      recovery: await recoverySecret(await readRecovery(shared.recovery.text)),
      passkey: secret,
    };
    for (const [name, secret] of Object.entries(secrets)) {
      const keys = await unlock(secret, bindings[name], bytes(written[name]));
      assert.equal(hex(keys.hpkeKey), shared.sealing.public);
      assert.equal(hex(keys.signKey), shared.signing.public);
      assert.equal(keys.open.extractable || keys.sign.extractable, false);
    }
  });

  test(`boxes and documents written by ${written.writer} are opened`, async () => {
    const opened = await openSealingKey(own, point("sealing"), bindings.vaultKey, bytes(written.vaultKey), point("vaultKey"));
    const root = await openSigningKey(own, point("sealing"), bindings.rootKey, bytes(written.rootKey), point("rootKey"));
    const epoch = await openSealingKey(opened.key, point("vaultKey"), bindings.epochKey, bytes(written.epochKey), point("epochKey"));
    assert.equal(hex(root.pair.scalar), shared.rootKey.private);
    assert.equal(hex(epoch.pair.scalar), shared.epochKey.private);
    const document = await unwrap(await secretOf(opened.pair.scalar), bindings.document, bytes(written.document));
    assert.equal(new TextDecoder().decode(document), shared.document);
  });
}

test("nothing is opened under another binding", async () => {
  for (const [name, binding] of Object.entries(bindings)) {
    const wrapped = await wrap(secret, binding, content);
    const box = await sealTo(point("sealing"), binding, content);
    for (const [other, otherBinding] of Object.entries(bindings)) {
      assert.equal((await unwrap(secret, otherBinding, wrapped)) !== null, name === other);
      assert.equal((await openBox(own, point("sealing"), otherBinding, box)) !== null, name === other);
    }
  }
});

test("each byte is authenticated, and every truncation is refused", async () => {
  const binding = bindings.vaultKey;
  const readers = [
    [await wrap(secret, binding, content), (bytes) => unwrap(secret, binding, bytes)],
    [await sealTo(point("sealing"), binding, content), (bytes) => openBox(own, point("sealing"), binding, bytes)],
  ];
  for (const [whole, read] of readers) {
    assert.deepEqual(await read(whole), content);
    for (let i = 0; i < whole.length; i++) {
      const changed = whole.slice();
      changed[i] ^= 1;
      assert.equal(await read(changed), null, `byte ${i}`);
      assert.equal(await read(whole.slice(0, i)), null, `length ${i}`);
    }
  }
});

test("a key that a server put in a key's place is refused", async () => {
  const box = await sealTo(point("sealing"), bindings.vaultKey, bytes(shared.epochKey.private));
  assert.equal(await openSealingKey(own, point("sealing"), bindings.vaultKey, box, point("vaultKey")), null);
  assert.equal(await openSigningKey(own, point("sealing"), bindings.vaultKey, box, point("rootKey")), null);
  const none = await sealTo(point("sealing"), bindings.vaultKey, new Uint8Array(32));
  assert.equal(await openSealingKey(own, point("sealing"), bindings.vaultKey, none, point("vaultKey")), null);
});

test("new keys are wrapped, unlocked and wrapped anew", async () => {
  const made = await generateAccount();
  const keys = await accountKeys(made);
  const wrapped = await wrap(secret, bindings.password, made);
  const next = await secretOf(crypto.getRandomValues(new Uint8Array(32)));
  const again = await rewrap(secret, bindings.password, wrapped, next, bindings.recovery);
  assert.deepEqual((await unlock(next, bindings.recovery, again)).signKey, keys.signKey);
  assert.equal(await unlock(secret, bindings.recovery, again), null);
  assert.equal(await rewrap(next, bindings.password, wrapped, next, bindings.recovery), null);
  const box = await sealTo(keys.hpkeKey, bindings.vaultKey, content);
  assert.deepEqual(await openBox(keys.open, keys.hpkeKey, bindings.vaultKey, box), content);
});

test("pairs whose halves do not belong together are refused", async () => {
  const [a, b] = [await generateAccount(), await generateAccount()];
  const mixed = (from, to) => new Uint8Array([...a.slice(0, from), ...b.slice(from, to), ...a.slice(to)]);
  assert.equal(await accountKeys(mixed(32, 97)), null);
  assert.equal(await accountKeys(mixed(129, 194)), null);
  assert.equal(await accountKeys(a.slice(1)), null);
  assert.ok(await accountKeys(a));
});

test("what is no UUID is not bound", () => {
  assert.throws(() => of.ofPassword("1"), RangeError);
  assert.throws(() => of.ofPasskey(account, new Uint8Array(65_536)), RangeError);
  assert.throws(() => of.ofDocument(project, "k".repeat(256), "", 1, vault, 1), RangeError);
});

test("the fingerprint is the same", async () => {
  assert.equal(await fingerprint(point("sealing"), point("signing")), shared.fingerprint);
  assert.match(shared.fingerprint, /^([a-z]{4} ){7}[a-z]{4}$/);
});
