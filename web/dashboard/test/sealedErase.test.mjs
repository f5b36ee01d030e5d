import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { after, before, test } from "node:test";
import { makeEpoch } from "./sealed/sealing.mjs";
import { makeVault, serveSealed } from "./sealed/segments.mjs";
import { startReaderStage } from "./sealed/stage.mjs";
import { FIRST_DAY } from "./sealed/traffic.mjs";

const HOUR = 3_600_000;
const PROJECT = "0b8f3c52-7a3e-4d5b-9c01-5f2f6a7b8c9d";
const RULES = { number: 7, identity: "identified", allowed_hosts: [], redacted_parameters: [], retention_days: null };
const NOW = FIRST_DAY + 50 * HOUR;

const served = serveSealed(PROJECT);
let stage;
let page;
let epoch;
let owner;
let what;

/** Ann is two visitors, of which one was named once only; Bob is one. An hour apart, the last ones too young to be compacted by themselves. */
const WHO = ["ann-phone", "bob", "ann-desk"];
before(async () => {
  epoch = await makeEpoch(PROJECT, "0102030405060708");
  const vault = await makeVault();
  [owner] = vault.people;
  for (let place = 0; place < 50; place++) {
    const received = FIRST_DAY + place * HOUR;
    const visitor = WHO[place % 3];
    const user = visitor === "bob" ? "b@example" : visitor === "ann-phone" || place === 2 ? "it's ann" : undefined;
    const event = {
      id: `${place.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`,
      time: new Date(received).toISOString(),
      name: "pageview",
    };
    served.add(
      ...(await epoch.seal({ received, country: "DE" }, { visitor, session: `s${place}`, user, url: "https://shop.example/" }, [event])),
    );
  }
  stage = await startReaderStage({ answer: served.answer });
  page = await stage.open();
  what = {
    project: { ...RULES, id: PROJECT },
    epochs: { [epoch.id]: { scalar: [...epoch.scalar], point: [...epoch.point] } },
    vault: { id: vault.id, entries: vault.entries.map(({ entry, signature }) => ({ entry, signature: [...signature] })) },
    person: { account: owner.account, scalar: [...owner.scalar], point: [...owner.point] },
    now: NOW,
  };
});
after(async () => {
  await stage.close();
});

/** Opens the project and does one thing with it: compacts, erases, or asks. */
const withReader = (work, argument) =>
  page.evaluate(
    async ({ what, work, argument }) => {
      const epochKeys = await window.epochKeys(what.epochs);
      const trust = await window.trustOf(what.epochs, what.vault);
      const reader = await window.openReader({ project: what.project, epochKeys, trust });
      const writer = await window.writerOf(what.person, what.now);
      const options = { project: what.project, epochKeys, trust, writer, reader, signal: new AbortController().signal };
      try {
        if (work === "ask") return await reader.run(argument, []);
        if (work === "compact") return await window.compact(options);
        const erased = await window.erase(options, argument);
        return { erased, receipt: await window.receiptOf(options, erased) };
      } finally {
        reader.close();
      }
    },
    { what, work, argument },
  );

const left = () => withReader("ask", "SELECT client_visitor, count(*) FROM events GROUP BY 1 ORDER BY 1");
const everyone = [
  ["ann-desk", 16],
  ["ann-phone", 17],
  ["bob", 17],
];

test("OfSomebodyUnknownNothingIsWrittenAnew", async () => {
  assert.equal((await withReader("compact")).segments, 1);
  assert.deepEqual(await left(), everyone);
  const before = served.live();
  const { erased } = await withReader("erase", { by: "visitor", id: "nobody" });
  assert.deepEqual(erased, { visitors: 0, events: 0, replaced: [], put: [] });
  assert.deepEqual(served.live(), before);
});

test("APersonIsErasedFromSegmentsAndEnvelopesByWhateverTheyWereKnownAs", async () => {
  const [old] = served.live();
  assert.ok(served.list().length > 0, "some are too young to have been compacted");
  const { erased, receipt } = await withReader("erase", { by: "user", id: "it's ann" });
  assert.deepEqual([erased.visitors, erased.events], [2, 33]);
  assert.deepEqual(erased.replaced, [old]);
  assert.deepEqual(new Set(erased.put), new Set(served.live()));
  assert.equal(served.list().length, 0, "no envelope holds them");
  assert.deepEqual(await left(), [["bob", 17]]);
  assert.deepEqual(await withReader("ask", "SELECT count(*) FROM visits"), [[17]]);

  const statement = JSON.parse(receipt.statement);
  assert.deepEqual([statement.kind, statement.project, statement.by, statement.events], ["erasure", PROJECT, owner.account, 33]);
  assert.equal(statement.replaced, old);
  assert.ok(!receipt.statement.includes("ann"));
  const [x, y] = [owner.point.slice(1, 33), owner.point.slice(33)].map((part) => Buffer.from(part).toString("base64url"));
  const key = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const signature = Buffer.from(receipt.signature, "base64url");
  assert.ok(verify("sha256", Buffer.from(receipt.statement), { key, dsaEncoding: "ieee-p1363" }, signature));
});

test("WhatWasErasedIsNotKeptOnTheDisk", async () => {
  const kept = await page.evaluate(async () => {
    const cache = await caches.open((await caches.keys()).find((name) => /segments/.test(name)));
    return (await cache.keys()).map(({ url }) => url.slice(url.lastIndexOf("/") + 1));
  });
  assert.ok(kept.every((segment) => served.live().includes(segment)));
});

test("NothingWasComplainedOf", () => {
  assert.deepEqual(stage.complaints, []);
});
