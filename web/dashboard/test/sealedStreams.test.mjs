import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { load, loadTogether } from "./source.mjs";

const { sealItem } = await load("../../sealing/src/stream");
const { emptyStream, streamOn } = await load("../../sealing/src/stream-chain");
const { ofDocument } = await load("../../sealing/src/binding");
const { wrap } = await load("../../sealing/src/wrapping");
const { bucketsOf, intervalOf, metricsOf, readPoint, seriesOf } = await load("sealed/streams/points");

const text = (bytes) => Buffer.from(bytes).toString("base64url");
const json = (value) => new TextEncoder().encode(JSON.stringify(value));
const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 1);

const point = (hour, rows, dimensions = []) => ({
  from: START + hour * HOUR,
  to: START + (hour + 1) * HOUR,
  metrics: ["events"],
  dimensions,
  rows,
});
const row = (value, ...dimensions) => ({ dimensions, metrics: [value] });

/** Keeps a vault, documents and streams as the server does, with two items a page. */
class Server {
  documents = new Map();
  streams = new Map();
  vault = null;
  account = null;

  answer(method, path, body) {
    const url = new URL(path, "http://server");
    const [, , , noun, , part, name, id] = url.pathname.split("/");
    if (noun === "account") return method === "PUT" ? Object.assign(this, { account: body }).account : (this.account ?? {});
    if (noun === "vaults") return this.answerVault(method, body);
    if (part === "streams") return method === "DELETE" ? this.streams.delete(name) && null : this.page(name, url.searchParams);
    if (method === "DELETE") return this.documents.delete(id) && null;
    return { items: [...this.documents.values()], next: null };
  }

  answerVault(method, body) {
    if (method === "POST") {
      const { id, kind, name, root_key, entry, signature, public_key, sealed_key, sealed_root_key } = body;
      this.vault = { id, kind, name, root_key, role: "owner", sealed_root_key, members: [], projects: [], log: [{ entry, signature }] };
      this.vault.keys = [{ version: 1, public_key, sealed: sealed_key }];
    }
    return this.vault ?? { items: [] };
  }

  page(stream, query) {
    const all = (this.streams.get(stream) ?? []).filter((_, place, { [place]: item }) => item.sequence >= Number(query.get("from")));
    const items = all.slice(0, 2).map((item) => ({ ...item, wrapped: query.get("content") === "false" ? null : item.wrapped }));
    return { items, next: all.length > 2 ? all[2].sequence : null };
  }
}

const kept = new Map();
globalThis.localStorage = { getItem: (name) => kept.get(name) ?? null, setItem: (name, value) => kept.set(name, value) };

let server;
let page;
let project;
let account;
let vault;

beforeEach(async () => {
  kept.clear();
  server = new Server();
  globalThis.fetch = async (path, { method, body }) => {
    const answer = server.answer(method, path, body && JSON.parse(body));
    return new Response(JSON.stringify(answer ?? null), { status: answer === undefined ? 404 : 200 });
  };
  page = await loadTogether("sealed/keys/ring", "sealed/keys/vaults", "sealed/streams/streams");
  account = randomUUID();
  await page.unlockAccount(account, new Uint8Array(32).fill(7));
  vault = await page.organisation("Example");
  project = { id: randomUUID(), vault: vault.id, retention_days: null };
});

// An hour's timer would keep the process.
afterEach(() => page.lock());

/** A stream of as many points, signed by the only member there is. */
async function put(name, points) {
  const id = text(crypto.getRandomValues(new Uint8Array(16)));
  const { secret } = vault.keys.get(1);
  const wrapped = await wrap(
    secret,
    ofDocument(project.id, "stream", id, 1, vault.id, 1),
    json({ name, schedule: "each hour", timezone: "UTC" }),
  );
  server.documents.set(id, { kind: "stream", id, revision: 1, vault_key_version: 1, wrapped: text(wrapped) });
  const chain = emptyStream(project.id, id, vault.log);
  const items = [];
  for (const content of points) {
    const writer = { account, key: page.required().keys.sign, now: content.to };
    const made = await sealItem(chain, writer, { secret, vault: vault.id, key: 1 }, 0, json(content));
    assert.equal(await streamOn(chain, made.entry), null);
    items.push({ sequence: items.length, entry: made.entry.entry, signature: text(made.entry.signature), wrapped: text(made.wrapped) });
  }
  server.streams.set(id, items);
  return id;
}

const read = (id) => page.readCourse(project, id, new AbortController().signal);
const hours = [0, 1, 2, 3, 4].map((hour) => point(hour, [row(hour)]));

test("AStreamIsListedAndReadFromAllOfItsPages", async () => {
  const id = await put("Sign-ups", hours);
  await put("Another", []);
  const { streams, ...rest } = await page.listStreams(project);
  assert.deepEqual(
    streams.map(({ name, schedule }) => [name, schedule]),
    [
      ["Another", "each hour"],
      ["Sign-ups", "each hour"],
    ],
  );
  assert.deepEqual(rest, { unopened: 0, older: 0, missing: 0, mayRemove: true });
  const { points, unopened, earlier } = await read(id);
  assert.deepEqual(points, hours);
  assert.deepEqual([unopened, earlier], [0, 0]);
});

const lies = {
  "rolled_back: cut off after it was seen": (items) => items.slice(0, -1),
  "rolled_back: cut off at the beginning": (items) => items.slice(1),
  "rolled_back: gone": () => [],
  "out_of_order: one left out": (items) => items.filter((_, place) => place !== 2),
  "out_of_order: replayed": (items) => [...items, { ...items[4], sequence: 5 }],
  "out_of_order: in another order": ([a, b, c, ...rest]) => [a, { ...c, sequence: 1 }, { ...b, sequence: 2 }, ...rest],
  "untrusted: another's signature": ([a, b, ...rest]) => [{ ...a, signature: b.signature }, b, ...rest],
  "not what was signed: two contents swapped": ([a, b, ...rest]) => [{ ...a, wrapped: b.wrapped }, { ...b, wrapped: a.wrapped }, ...rest],
  "not what was signed: a content cut": ([a, ...rest]) => [{ ...a, wrapped: a.wrapped.slice(0, -4) }, ...rest],
  "not what was signed: a content left out": ([a, ...rest]) => [{ ...a, wrapped: null }, ...rest],
};

for (const [about, lie] of Object.entries(lies))
  test(`AServerThatLiesIsFoundOut: ${about}`, async () => {
    const id = await put("Sign-ups", hours);
    await read(id);
    server.streams.set(id, lie(server.streams.get(id)));
    await assert.rejects(
      read(id),
      (error) => error.message.startsWith("Nothing of this stream is shown") && error.message.includes(about.split(":")[0]),
    );
  });

test("ItemsOfAnotherStreamOrProjectAreRefused", async () => {
  const [id, other] = [await put("Sign-ups", hours), await put("Another", hours)];
  server.streams.set(id, server.streams.get(other));
  await assert.rejects(read(id), /elsewhere/);
  const elsewhere = { ...project, id: randomUUID() };
  await assert.rejects(page.readCourse(elsewhere, other, new AbortController().signal), /elsewhere/);
});

test("AStreamThatIsNotShownAnyMoreIsMissedUntilSomebodyKnows", async () => {
  const id = await put("Sign-ups", hours);
  await page.listStreams(project);
  server.documents.delete(id);
  assert.deepEqual([(await page.listStreams(project)).streams, (await page.listStreams(project)).missing], [[], 1]);
  page.forgetMissing(project);
  assert.equal((await page.listStreams(project)).missing, 0);
});

test("WhatIsRemovedHereIsNotMissed", async () => {
  const id = await put("Sign-ups", hours);
  await page.listStreams(project);
  await page.removeStream(project, id);
  assert.deepEqual([server.streams.size, server.documents.size], [0, 0]);
  assert.equal((await page.listStreams(project)).missing, 0);
});

test("WhatAMemberWroteInAnotherShapeIsLeftOutAndCounted", async () => {
  const wrong = [
    { ...hours[0], rows: [row("7")] },
    { ...hours[1], to: 0 },
    { ...hours[2], rows: [row(1, "a")] },
    [],
    { ...hours[4], metrics: 1 },
  ];
  const id = await put("Odd", [...wrong.map((content) => Object.assign(content, { to: content.to ?? START })), hours[3]]);
  const { points, unopened } = await read(id);
  assert.deepEqual([points.length, unopened], [1, 5]);
});

test("ACourseIsDrawnByMetricAndSeries", () => {
  const points = [point(0, [row(1, "a")], ["event:page"]), point(1, [row(2, "b"), row(3, "a")], ["event:page"])];
  assert.deepEqual(metricsOf([{ ...points[0], metrics: ["events", "luck"] }]), ["events"]);
  assert.deepEqual(seriesOf(points), ["b", "a"]);
  assert.deepEqual(
    bucketsOf(points, "events", "b", "Europe/Berlin").map(({ label, value }) => [label, value]),
    [
      ["2026-11-01 01:00:00", 0],
      ["2026-11-01 02:00:00", 2],
    ],
  );
  assert.deepEqual(seriesOf([point(0, [row(1)])]), [""]);
  assert.deepEqual(
    [0.2, 1, 23, 24, 25, 24 * 7, 24 * 30].map((length) => intervalOf([{ ...points[0], to: points[0].from + length * HOUR }])),
    ["minute", "hour", "day", "day", "day", "week", "month"],
  );
  assert.equal(
    readPoint(json({ ...points[0], rows: [row({ value: 1, currency: "EUR", short: "€1", long: "€1.00" }, "a")] })).rows.length,
    1,
  );
});
