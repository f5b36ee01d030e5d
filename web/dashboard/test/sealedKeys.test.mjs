import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { load } from "./source.mjs";

/** A server that keeps what the browser hands it, and lies where a test lets it. */
class Server {
  keys = { hpke_key: null, sign_key: null, wrapped_keys: null, has_recovery: false };
  vaults = new Map();
  epochs = [];
  lie = (_path, answer) => answer;

  answer(method, path, body) {
    if (path === "/api/v1/account/keys") {
      if (method === "PUT") this.keys = { ...body, has_recovery: false };
      return this.keys;
    }
    if (path === "/api/v1/vaults" && method === "POST") {
      const { id, kind, name, root_key, entry, signature, public_key, sealed_key, sealed_root_key } = body;
      this.vaults.set(id, {
        ...{ id, kind, name, root_key, role: "owner", sealed_root_key, members: [], projects: [] },
        log: [{ entry, signature }],
        keys: [{ version: 1, public_key, sealed: sealed_key }],
      });
      return this.vaults.get(id);
    }
    if (path === "/api/v1/vaults") return { items: [...this.vaults.values()] };
    if (path.endsWith("/epochs")) {
      if (method === "POST") this.epochs = [...this.epochs, { ...body, id: "", public_key: "", not_after: "", created_at: "" }];
      return { items: this.epochs };
    }
    return this.vaults.get(path.split("/").at(-1));
  }
}

const kept = new Map();
globalThis.localStorage = {
  getItem: (name) => kept.get(name) ?? null,
  setItem: (name, value) => kept.set(name, value),
};

const account = randomUUID();
const project = randomUUID();
const master = (fill) => new Uint8Array(32).fill(fill);
let server;

beforeEach(() => {
  kept.clear();
  server = new Server();
  globalThis.fetch = async (path, { method, body }) => {
    const copy = JSON.parse(JSON.stringify(server.answer(method, path, body && JSON.parse(body))));
    return new Response(JSON.stringify(server.lie(path, copy)));
  };
});

const pages = [];
afterEach(() => {
  for (const ring of pages.splice(0)) ring.lock();
});

/** A page of its own: what another one held is gone. */
const reload = async (fill = 1) => {
  const ring = await load("sealed/keys/ring");
  const { newEpoch } = await load("sealed/keys/epochs");
  pages.push(ring);
  await ring.unlockAccount(account, master(fill));
  return { ring, newEpoch };
};

/** An account with its vault and an epoch of a project, all made in the browser. */
const made = async () => {
  const { ring, newEpoch } = await reload();
  const vault = await ring.personalVault("Personal");
  const form = await newEpoch(vault, project);
  server.epochs = [{ ...form, id: "", public_key: "", not_after: "", created_at: "" }];
  return { vault, form };
};

const home = ({ id }) => ({ id: project, vault: id, retention_days: null });

const flip = (text) => `${text.slice(0, 8)}${text[8] === "A" ? "B" : "A"}${text.slice(9)}`;

test("WhatOnePageMadeAnotherOpensByThePassword", async () => {
  const { vault } = await made();
  const { ring } = await reload();
  const keys = await ring.epochKeys(home(vault));
  assert.equal(keys.size, 1);
  const [[id, { key, point }]] = keys;
  assert.match(id, /^[\da-f]{16}$/);
  assert.equal(point.length, 65);
  assert.equal(key.extractable, false);
  assert.match(await ring.pin(home(vault)), /^[\w-]{43}$/);
});

test("ThePrivateKeysAreNeverHandedOverInClear", async () => {
  const sent = [];
  const answer = server.answer.bind(server);
  server.answer = (method, path, body) => {
    sent.push(JSON.stringify(body ?? ""));
    return answer(method, path, body);
  };
  await made();
  const text = sent.join();
  assert.ok(text.length > 1000);
  assert.ok(!text.includes(Buffer.from(master(1)).toString("base64url")));
});

test("AnotherPasswordOpensNothing", async () => {
  await made();
  await assert.rejects(reload(2), /does not open/);
});

test("LockingForgetsTheKeys", async () => {
  const { vault } = await made();
  const { ring } = await reload();
  let told = 0;
  ring.whenChanged(() => told++);
  ring.lock();
  assert.equal(ring.isUnlocked(), false);
  assert.equal(told, 1);
  await assert.rejects(async () => ring.epochKeys(home(vault)), /locked/);
});

const lies = {
  AChangedPublicKeyOfTheAccount: [
    (path, answer) => (path.endsWith("/account/keys") ? { ...answer, hpke_key: flip(answer.hpke_key) } : answer),
    /other public keys/,
  ],
  ChangedWrappedKeys: [
    (path, answer) => (path.endsWith("/account/keys") ? { ...answer, wrapped_keys: flip(answer.wrapped_keys) } : answer),
    /does not open/,
  ],
  AnotherRootKey: [
    (_path, answer) => (answer.root_key && answer.log ? { ...answer, root_key: flip(answer.root_key) } : answer),
    /another root key/,
  ],
  AChangedLog: [
    (_path, answer) =>
      answer.log ? { ...answer, log: answer.log.map((line) => ({ ...line, entry: line.entry.replace('"create"', '"create" ') })) } : answer,
    /damaged/,
  ],
  AForeignSignatureInTheLog: [
    (_path, answer) => (answer.log ? { ...answer, log: answer.log.map((line) => ({ ...line, signature: flip(line.signature) })) } : answer),
    /not signed/,
  ],
  AShorterLog: [(_path, answer) => (answer.log ? { ...answer, log: [] } : answer), /Nothing of this vault is opened/],
  ASwappedVaultKey: [
    (_path, answer) => (answer.log ? { ...answer, keys: answer.keys.map((key) => ({ ...key, sealed: flip(key.sealed) })) } : answer),
    /not sealed to you/,
  ],
  AChangedStatement: [
    (path, answer) =>
      path.endsWith("/epochs") ? { items: answer.items.map((epoch) => ({ ...epoch, signature: flip(epoch.signature) })) } : answer,
    /did not sign/,
  ],
  ASwappedEpochKey: [
    (path, answer) =>
      path.endsWith("/epochs") ? { items: answer.items.map((epoch) => ({ ...epoch, sealed_key: flip(epoch.sealed_key) })) } : answer,
    /cannot be opened/,
  ],
};
for (const [name, [lie, told]] of Object.entries(lies)) {
  test(`${name}IsRefusedAndTold`, async () => {
    const { vault } = await made();
    server.lie = lie;
    await assert.rejects(async () => {
      const { ring } = await reload();
      await ring.epochKeys(home(vault));
    }, told);
  });
}

test("AnEpochOfAnotherProjectIsRefused", async () => {
  const { vault } = await made();
  const { ring } = await reload();
  await assert.rejects(ring.epochKeys({ ...home(vault), id: randomUUID() }), /did not sign/);
});

test("AVaultThatGrewIsTakenAndThenNeverSmallerAgain", async () => {
  const { vault } = await made();
  const slot = [...kept.keys()].find((name) => name.includes(vault.id));
  assert.deepEqual(JSON.parse(kept.get(slot)).length, 1);
  kept.set(slot, JSON.stringify({ length: 2, head: "somewhere else" }));
  const { ring } = await reload();
  await assert.rejects(ring.vault(vault.id), /older or another list/);
});

test("AProjectThatMovesToAnotherVaultIsRefused", async () => {
  const { vault } = await made();
  const { ring } = await reload();
  await ring.epochKeys(home(vault));
  const { newVault } = await load("sealed/keys/vaults");
  const { openAccount } = await load("sealed/keys/account");
  const other = await newVault({ account, keys: await openAccount(account, master(1)) }, "organisation", "Another");
  await assert.rejects(ring.pin(home(other)), /another vault than before/);
});

test("APersonalVaultThatSomebodyElseFoundedIsRefused", async () => {
  const { createVault, addMember } = await load("../../sealing/src/log-writer");
  const { readLog } = await load("../../sealing/src/membership");
  const { generateAccount, accountKeys } = await load("../../sealing/src/account");
  const { vault } = await made();
  const kept = server.vaults.get(vault.id);
  const intruder = await accountKeys(await generateAccount());
  const id = randomUUID();
  const writer = { account: id, key: intruder.sign, now: Date.now() };
  const first = await createVault(vault.id, writer, {
    hpkeKey: intruder.hpkeKey,
    signKey: intruder.signKey,
    rootKey: vault.log.rootKey,
    vaultKey: vault.log.vaultKeys[0],
  });
  const { log } = await readLog(vault.id, [first]);
  const second = await addMember(log, writer, { ...vault.log.members.get(account), role: "owner" });
  kept.log = [first, second].map(({ entry, signature }) => ({ entry, signature: Buffer.from(signature).toString("base64url") }));
  globalThis.localStorage.setItem(`footfall.seen.${account}.${vault.id}`, "null");
  const { ring } = await reload();
  await assert.rejects(ring.personalVault("Personal"), /did not found/);
});

test("WhoMayBeginsTheNextEpochBeforeThePresentOneEnds", async (t) => {
  const { vault } = await made();
  t.mock.timers.enable({ apis: ["Date"], now: Date.now() + 24 * 86_400_000 });
  const { ring } = await reload();
  const keys = await ring.epochKeys(home(vault));
  assert.equal(keys.size, 2);
  assert.equal((await (await reload()).ring.epochKeys(home(vault))).size, 2, "and only one");
});

test("AShortEpochIsNotFollowedByAnotherAtEachOpening", async () => {
  const { ring, newEpoch } = await reload();
  const vault = await ring.personalVault("Personal");
  const short = { ...home(vault), retention_days: 4 };
  server.epochs = [{ ...(await newEpoch(vault, project, 4)), id: "", public_key: "", not_after: "", created_at: "" }];
  assert.equal((await ring.epochKeys(short)).size, 1);
  assert.equal((await (await reload()).ring.epochKeys(short)).size, 1);
});
