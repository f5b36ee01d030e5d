import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { beforeEach, test } from "node:test";
import { load, loadTogether } from "./source.mjs";

const { wrap } = await load("../../sealing/src/wrapping");
const { ofDocument } = await load("../../sealing/src/binding");

/** Keeps documents as the server does, and every state that they were in, to show an older one. */
class Server {
  documents = new Map();
  vault = null;
  account = null;

  answer(method, path, body) {
    const url = new URL(path, "http://server");
    const [, , , noun, , part, kind, id] = url.pathname.split("/");
    if (noun === "account") return method === "PUT" ? Object.assign(this, { account: body }).account : (this.account ?? {});
    if (noun === "vaults") return this.answerVault(method, body);
    if (part === "documents" && !id) return this.page(url.searchParams);
    if (method === "DELETE") return this.documents.delete(id) && null;
    const before = this.documents.get(id)?.revision ?? 0;
    if (body.revision !== before) return { status: 409 };
    const revision = before + 1;
    return this.documents.set(id, { kind, id, ...body, revision }).get(id);
  }

  answerVault(method, body) {
    if (method === "POST") {
      const { id, kind, name, root_key, entry, signature, public_key, sealed_key, sealed_root_key } = body;
      this.vault = { id, kind, name, root_key, role: "owner", sealed_root_key, members: [], projects: [], log: [{ entry, signature }] };
      this.vault.keys = [{ version: 1, public_key, sealed: sealed_key }];
    }
    return this.vault ?? { items: [] };
  }

  /** Two at a time. */
  page(query) {
    const of = [...this.documents.values()].filter(({ kind }) => kind === query.get("kind"));
    const items = of.sort((a, b) => (a.id < b.id ? -1 : 1)).filter(({ id }) => id > (query.get("after") ?? ""));
    return { items: items.slice(0, 2), next: items.length > 2 ? items[1].id : null };
  }
}

const kept = new Map();
globalThis.localStorage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };

let server;
let page;
let project;

beforeEach(async () => {
  kept.clear();
  server = new Server();
  globalThis.fetch = async (path, { method, body }) => {
    const answer = server.answer(method, path, body && JSON.parse(body)) ?? null;
    return new Response(JSON.stringify(answer), { status: answer?.status ?? 200 });
  };
  page = await loadTogether("sealed/keys/ring", "sealed/keys/documents", "sealed/keys/vaults", "api/definitions");
  await page.unlockAccount(randomUUID(), new Uint8Array(32).fill(7));
  const vault = await page.organisation("Example");
  project = { id: randomUUID(), vault: vault.id, retention_days: null, mode: "sealed" };
});

const read = async () => {
  const { opened, ...rest } = await page.readDocuments(project, "goal");
  return { names: opened.map(({ content }) => content.name).sort(), ...rest };
};

test("DocumentsAreReadFromEveryPage", async () => {
  for (const name of ["a", "b", "c", "d", "e"]) await page.addDocument(project, "goal", { name });
  assert.deepEqual(await read(), { names: ["a", "b", "c", "d", "e"], unopened: 0, older: 0 });
  page.lock();
});

test("AnotherRevisionThanWasWrittenDoesNotOpen", async () => {
  const id = await page.addDocument(project, "goal", { name: "a" });
  server.documents.get(id).revision = 2;
  assert.deepEqual(await read(), { names: [], unopened: 1, older: 0 });
  page.lock();
});

test("AnOlderStateThanThisBrowserHasSeenIsLeftOutAndTold", async () => {
  const id = await page.addDocument(project, "goal", { name: "a" });
  const old = structuredClone(server.documents.get(id));
  const vault = await page.vault(project.vault);
  const changed = new TextEncoder().encode(JSON.stringify({ name: "b" }));
  const again = await wrap(vault.keys.get(1).secret, ofDocument(project.id, "goal", id, 2, vault.id, 1), changed);
  server.documents.set(id, { ...old, revision: 2, wrapped: Buffer.from(again).toString("base64url") });
  assert.deepEqual(await read(), { names: ["b"], unopened: 0, older: 0 });
  server.documents.set(id, old);
  assert.deepEqual(await read(), { names: [], unopened: 0, older: 1 });
  page.lock();
});

test("WhatWasRemovedAndIsShownAgainIsLeftOutAndTold", async () => {
  const id = await page.addDocument(project, "goal", { name: "a" });
  const old = structuredClone(server.documents.get(id));
  await page.removeDocument(project, "goal", id);
  assert.deepEqual(await read(), { names: [], unopened: 0, older: 0 });
  server.documents.set(id, old);
  assert.deepEqual(await read(), { names: [], unopened: 0, older: 1 });
  page.lock();
});

test("NoPrivateKeyOfAVaultIsLeftInThePagesMemory", async () => {
  const vault = await page.vault(project.vault);
  page.lock();
  for (const { open, secret } of vault.keys.values()) assert.equal(open.extractable || secret.extractable, false);
  assert.deepEqual(Object.keys([...vault.keys.values()][0]).sort(), ["open", "point", "sealed", "secret"]);
});

const phones = { filters: [["is", "visit:device", ["Mobile"]]] };

test("DefinitionsAreKeptChangedAndRemovedWithoutTheServerKnowingThem", async () => {
  const made = await page.addDefinition(project, "segment", " Phones ", phones);
  assert.deepEqual(made, { id: made.id, revision: 1, name: "Phones", body: phones });
  assert.deepEqual((await page.listDefinitions(project, "segment")).items, [made]);
  assert.ok(!JSON.stringify([...server.documents.values()]).includes("Phones"));

  await page.changeDefinition(project, "segment", made, "Handsets", phones);
  const [changed] = (await page.listDefinitions(project, "segment")).items;
  assert.deepEqual(changed, { id: made.id, revision: 2, name: "Handsets", body: phones });

  await page.removeDefinition(project, "segment", changed);
  assert.deepEqual(await page.listDefinitions(project, "segment"), { items: [], unopened: 0, older: 0 });
  page.lock();
});

test("OfTwoChangesOfADefinitionTheSecondIsRefused", async () => {
  const made = await page.addDefinition(project, "annotation", "Launch", { at: "2026-11-22" });
  await page.changeDefinition(project, "annotation", made, "Launch", { at: "2026-11-23" });
  await assert.rejects(page.changeDefinition(project, "annotation", made, "Launch", { at: "2026-11-24" }), { status: 409 });
  assert.deepEqual((await page.listDefinitions(project, "annotation")).items[0].body, { at: "2026-11-23" });
  page.lock();
});

test("SealedNamesFollowTheRulesOfTheServer", async () => {
  const made = await page.addDefinition(project, "segment", "Phones", phones);
  await assert.rejects(page.addDefinition(project, "segment", "Phones", phones), { status: 422, field: "name" });
  await page.changeDefinition(project, "segment", made, "Phones", phones);
  for (const name of ["", " ", "a\nb", "x".repeat(201)])
    await assert.rejects(page.addDefinition(project, "segment", name, phones), { status: 422 });
  for (let time = 0; time < 2; time++) await page.addDefinition(project, "annotation", "Launch", { at: "2026-11-22" });
  assert.equal((await page.listDefinitions(project, "annotation")).items.length, 2);
  page.lock();
});
