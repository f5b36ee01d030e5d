import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { beforeEach, test } from "node:test";
import { load, loadTogether } from "./source.mjs";

/** A server that keeps a vault as it is told, checks nothing, and hands everything to whoever asks: the browsers have to hold on their own. */
class Server {
  accounts = new Map();
  vault = null;
  sealed = [];
  roots = new Map();
  epochs = [];
  agents = new Map();
  caller = "";

  answer(method, path, body) {
    const [, , , noun, id, part] = path.split("/");
    if (noun === "account" && method === "PUT") this.accounts.set(this.caller, body);
    if (noun === "account") return this.accounts.get(this.caller) ?? { hpke_key: null, sign_key: null, wrapped_keys: null };
    if (noun === "accounts") return { account: id, name: "Ben", email: "ben@example.org", ...this.accounts.get(id) };
    if (part === "agents") return this.agent(method, path, body);
    if (noun === "projects") return part === "epochs" ? { items: this.epochs } : { items: [this.project] };
    if (method === "POST" && !id) this.make(body);
    if (part === "log") this.take(body);
    return this.shown();
  }

  make({ id, kind, name, root_key, entry, signature, sealed_key, sealed_root_key }) {
    this.vault = { id, kind, name, root_key, role: "owner", members: [], projects: [], log: [{ entry, signature }] };
    this.sealed.push({ member: this.caller, version: 1, sealed: sealed_key });
    this.roots.set(this.caller, sealed_root_key);
  }

  take({ entries, sealed_keys, sealed_root_keys, epochs }) {
    this.vault.log.push(...entries);
    this.sealed.push(...sealed_keys);
    for (const { member, sealed } of sealed_root_keys) this.roots.set(member, sealed);
    this.epochs.push(...epochs);
  }

  agent(method, path, body) {
    if (method === "DELETE") return this.agents.delete(path.split("/").at(-1));
    const made = { id: randomUUID(), is_member: false, ...body };
    this.agents.set(made.id, made);
    return { ...made, token: "told once" };
  }

  shown() {
    const keys = this.sealed.filter(({ member }) => member === this.caller).map(({ version, sealed }) => ({ version, sealed }));
    return { ...this.vault, keys, sealed_root_key: this.roots.get(this.caller) ?? null };
  }
}

const kept = new Map();
globalThis.localStorage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };

const modules = Object.assign(
  {},
  ...(await Promise.all(
    ["keys/account", "keys/vaults", "keys/epochs", "members/agents", "members/changes", "members/people"].map((path) =>
      load(`sealed/${path}`),
    ),
  )),
);
const { add, admit, candidate, leave, newEpoch, newVault, openAccount, openEpochs, openVault, readAgentLine, remove, replaceKey, setRole } =
  modules;
let server;
let project;
let ann;
let ben;
let id;

const as = async (holder, work) => {
  server.caller = holder.account;
  return work();
};
const opened = (holder) => as(holder, () => openVault(holder, id));
const epochsOf = (vault) => openEpochs(vault, project);
const register = async (fill) => {
  const account = randomUUID();
  server.caller = account;
  return { account, keys: await openAccount(account, new Uint8Array(32).fill(fill)) };
};
const join = async (role) => {
  const vault = await opened(ann);
  await as(ann, async () => add(ann, vault, (await candidate(ben.account, role)).member));
};

beforeEach(async () => {
  kept.clear();
  server = new Server();
  project = randomUUID();
  globalThis.fetch = async (path, { method, body }) =>
    new Response(JSON.stringify(server.answer(method, path, body && JSON.parse(body)) ?? null));
  [ann, ben] = [await register(1), await register(2)];
  const vault = await as(ann, () => newVault(ann, "organisation", "Example"));
  id = vault.id;
  server.project = { id: project, mode: "sealed", vault: id, retention_days: null };
  server.epochs = [await newEpoch(vault, project)];
});

test("WhoIsAddedOpensWhatWasThereBefore", async () => {
  await assert.rejects(opened(ben), /do not belong/);
  await join("member");
  const vault = await opened(ben);
  assert.equal(vault.role, "member");
  assert.equal(vault.root, null, "a member signs no epochs");
  assert.equal((await epochsOf(vault)).size, 1);
});

test("WhoIsRemovedOpensNothingThatComesAfter", async () => {
  await join("viewer");
  const before = await opened(ben);
  const vault = await opened(ann);
  await as(ann, () => remove(ann, vault, ben.account));
  assert.equal(server.epochs.length, 2, "every sealed project has a new epoch");
  await assert.rejects(opened(ben), /do not belong/);
  // With all that they had, and a server that hands them the rest:
  assert.equal((await epochsOf(before)).size, 1);
  server.epochs[1].vault_key_version = 1;
  await assert.rejects(epochsOf(before), /cannot be opened/);
  server.epochs[1].vault_key_version = 2;
  assert.equal((await epochsOf(await opened(ann))).size, 2, "who stays opens both");
});

test("AnAdminGetsTheRootKeyAndBeginsEpochs", async () => {
  await join("admin");
  const vault = await opened(ben);
  server.epochs.push(await newEpoch(vault, project));
  assert.equal((await epochsOf(await opened(ann))).size, 2);
});

test("WhoBecomesAdminLaterGetsItThen", async () => {
  await join("viewer");
  const vault = await opened(ann);
  await as(ann, () => setRole(ann, vault, ben.account, "admin"));
  const theirs = await opened(ben);
  assert.equal(theirs.role, "admin");
  assert.ok(theirs.root);
});

test("AnAdminsRotationKeepsEverybodyIn", async () => {
  await join("admin");
  const vault = await opened(ben);
  await as(ben, () => replaceKey(ben, vault));
  for (const holder of [ann, ben]) assert.deepEqual([...(await opened(holder)).keys.keys()], [1, 2]);
});

test("WhoLeavesLeavesARotationToDo", async () => {
  await join("member");
  const theirs = await opened(ben);
  await as(ben, () => leave(ben, theirs));
  const vault = await opened(ann);
  assert.equal(vault.log.rotationDue, true);
  await as(ann, () => replaceKey(ann, vault));
  const after = await opened(ann);
  assert.equal(after.log.rotationDue, false);
  assert.equal((await epochsOf(after)).size, 2);
});

test("WhoOpensAProjectReplacesTheKeyThatSomebodyLeftWith", async () => {
  await join("member");
  const theirs = await opened(ben);
  await as(ben, () => leave(ben, theirs));
  const page = await loadTogether("sealed/keys/ring");
  server.caller = ann.account;
  page.hold(ann.account, ann.keys);
  // Several parts of a page ask at once, and one rotation answers all of them.
  const keys = await Promise.all([page.epochKeys(server.project), page.epochKeys(server.project), page.homeOf(server.project)]);
  page.lock();
  assert.equal(keys[0].size, 2);
  const after = await opened(ann);
  assert.equal(after.log.rotationDue, false);
  assert.equal(after.log.vaultKeys.length, 2);
});

test("AMemberWhoMayNotReplaceItReadsOn", async () => {
  await join("admin");
  const third = await register(3);
  const vault = await opened(ann);
  await as(ann, async () => add(ann, vault, (await candidate(third.account, "member")).member));
  const theirs = await opened(ben);
  await as(ben, () => leave(ben, theirs));
  const page = await loadTogether("sealed/keys/ring");
  server.caller = third.account;
  page.hold(third.account, third.keys);
  assert.equal((await page.epochKeys(server.project)).size, 1);
  page.lock();
  assert.equal((await opened(ann)).log.rotationDue, true);
});

test("TheLastOwnerIsNotRemoved", async () => {
  await join("owner");
  const theirs = await opened(ben);
  await as(ben, () => remove(ben, theirs, ann.account));
  const alone = await opened(ben);
  await assert.rejects(
    as(ben, () => remove(ben, alone, ben.account)),
    /do not allow/,
  );
});

test("KeysThatTheServerPutInTheirPlaceHaveOtherWords", async () => {
  const right = (await candidate(ben.account, "member")).words;
  assert.match(right, /^([a-z]{4} ){7}[a-z]{4}$/);
  const own = server.accounts.get(ben.account);
  const { hpke_key } = server.accounts.get(ann.account);
  server.accounts.set(ben.account, { ...own, hpke_key });
  assert.notEqual((await candidate(ben.account, "member")).words, right);
});

test("WhatAnAdminMayNotIsRefusedByEveryReaderWhateverTheServerTakes", async () => {
  await join("admin");
  const vault = await opened(ben);
  await as(ben, () => setRole(ben, vault, ann.account, "viewer"));
  await assert.rejects(opened(ann), /signed by somebody who may not/);
});

test("AListThatLacksARemovalIsNoticed", async () => {
  await join("viewer");
  const vault = await opened(ann);
  await as(ann, () => remove(ann, vault, ben.account));
  await opened(ann);
  server.vault.log.splice(-2);
  await assert.rejects(opened(ann), /older or another list/);
});

const base64Url = (bytes) => Buffer.from(bytes).toString("base64url");
const lineOf = ({ keys }, name) => `footfall-agent/1 ${base64Url(keys.hpkeKey)} ${base64Url(keys.signKey)} ${name}`;

test("AnAgentIsAddedByTheKeysThatWerePasted", async () => {
  const machine = await register(3);
  const vault = await opened(ann);
  const agent = await readAgentLine(`  ${lineOf(machine, "Ann’s laptop")}\n`);
  assert.equal(agent.name, "Ann’s laptop");
  const token = await as(ann, () => admit(ann, vault, agent));
  assert.equal(token, "told once");
  const [made] = server.agents.values();
  const there = await as({ account: made.id }, () => openVault({ account: made.id, keys: machine.keys }, id));
  assert.equal(there.role, "member");
  assert.equal((await epochsOf(there)).size, 1);
  await as(ann, async () => remove(ann, await opened(ann), made.id));
  await assert.rejects(
    as({ account: made.id }, () => openVault({ account: made.id, keys: machine.keys }, id)),
    /do not belong/,
  );
});

test("AnAgentThatCannotBeAddedIsNotLeftBehind", async () => {
  const agent = await readAgentLine(lineOf(await register(3), "laptop"));
  server.take = () => {
    assert.equal(server.agents.size, 1);
    throw new Error("somebody was quicker");
  };
  await assert.rejects(
    as(ann, async () => admit(ann, await opened(ann), agent)),
    /./,
  );
  assert.equal(server.agents.size, 0);
});

test("WhatIsNoLineOfAnAgentIsNone", async () => {
  const line = lineOf(ben, "laptop");
  for (const other of [
    "",
    "laptop",
    line.replace("/1", "/2"),
    line.replace(" laptop", ""),
    line.replace(/.{4} laptop/, " laptop"),
    line.replace(/1 \w/, "1 A"),
  ])
    assert.equal(await readAgentLine(other), null, other);
});
