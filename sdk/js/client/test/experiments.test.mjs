import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, beforeEach, test } from "node:test";
import { startCollector } from "../../../../web/tracker/test/harness/collector.mjs";
import { startVault } from "../../../../web/tracker/test/harness/vault.mjs";
import { clientOf } from "./support/clients.mjs";
import { load } from "./support/source.mjs";

const vectors = JSON.parse(readFileSync(new URL("../../../../schema/vectors/assignment.json", import.meta.url), "utf8"));
/** As a server would tell it to somebody else than the visitors of these tests. */
const running = { checkout: { variant: "nobody's", weights: { control: 1, b: 1 } } };
const [{ variant: ofFirst }, { variant: ofSecond }, { variant: ofThird }] = vectors;

let collector;
before(async () => {
  collector = await startCollector();
});
after(() => collector.close());
beforeEach(() => {
  collector.clear();
  collector.experiments = running;
});

const open = (options) => clientOf(collector.origin, { flushIntervalMs: 60_000, ...options });
const exposures = () =>
  collector.events("experiment").map(({ props, visitor, interactive }) => [props.experiment, props.variant, visitor, interactive]);

test("AVisitorIsAssignedAsEverywhereElse", async () => {
  const { variantOf } = await load("assignment");
  for (const { key, visitor, weights, variant } of vectors)
    assert.equal(await variantOf(key, visitor, weights), variant, `${key} ${visitor}`);
  assert.equal(await variantOf("none", "v", { a: 0 }), undefined);
});

test("AServerAsksOnceForAllItsVisitorsAndTellsOfEachOnce", async () => {
  const { client } = open({ mode: "identified" });
  const given = await Promise.all(["v-1", "v-2", "v-1", "v-3"].map((visitor) => client.experiment("checkout", { visitor })));
  assert.deepEqual(given, [ofFirst, ofSecond, ofFirst, ofThird]);
  assert.equal(await client.experiment("another", { visitor: "v-1" }), undefined);
  assert.equal(await client.experiment("constructor", { visitor: "v-1" }), undefined);
  await client.flush();
  assert.deepEqual(collector.asked, ["/experiments?key=ff_test"], "nobody is named to ask");
  assert.deepEqual(
    exposures().sort(),
    [
      ["checkout", ofFirst, "v-1", false],
      ["checkout", ofSecond, "v-2", false],
      ["checkout", ofThird, "v-3", false],
    ].sort(),
  );
});

test("AnAnonymousProjectsServerKeepsTheIdToItself", async () => {
  const { client } = open();
  assert.equal(await client.experiment("checkout", { visitor: "v-3", url: "https://example.org/cart" }), ofThird);
  await client.flush();
  assert.deepEqual(exposures(), [["checkout", ofThird, undefined, false]]);
  assert.ok(!collector.requests[0].body.includes("v-3"));
});

test("WhatTheCallerChoseIsToldAndNotAsked", async () => {
  const { client } = open({ mode: "identified", visitor: "v-2" });
  assert.equal(await client.experiment("colour", { variant: "red" }), "red");
  assert.equal(await client.experiment("checkout", { weights: { control: 1, b: 1 } }), ofSecond);
  assert.equal(await client.experiment("quiet", { variant: "red", expose: false }), "red");
  await client.flush();
  assert.deepEqual(collector.asked, []);
  assert.deepEqual(exposures(), [
    ["colour", "red", "v-2", false],
    ["checkout", ofSecond, "v-2", false],
  ]);
});

test("WhoseVariantItIsHasToBeSaid", async () => {
  const { client, lines } = open();
  assert.equal(await client.experiment("checkout"), undefined);
  const named = open({ key: undefined, appName: "app" });
  assert.equal(await named.client.experiment("checkout", { visitor: "v-1" }), undefined);
  assert.match(lines[0], /needs to know whose/);
  assert.match(named.lines[0], /needs the project's key/);
  assert.deepEqual(collector.asked, []);
});

test("WhoHasRefusedOrIsNotLinkedTakesNoPart", async () => {
  const { client } = open({ mode: "identified" });
  for (const more of [{ unlinked: true }, { optedOut: true }])
    assert.equal(await client.experiment("checkout", { visitor: "v-1", ...more }), undefined);
  const waiting = open({ mode: "identified", visitor: "v-1", consent: "required" }).client;
  assert.equal(await waiting.experiment("checkout"), undefined, "not asked yet");
  waiting.optIn();
  assert.equal(await waiting.experiment("checkout"), ofFirst);
  waiting.optOut();
  assert.equal(await waiting.experiment("checkout"), undefined);
  await client.shutdown();
  assert.equal(await client.experiment("checkout", { visitor: "v-1" }), undefined);
});

test("AServerThatIsAwayLeavesWhatWasKnown", async (context) => {
  const asked = [];
  const transport = {
    send: async ({ url }) => {
      asked.push(url);
      if (asked.length === 2) throw new Error("cut");
      return asked.length === 1 ? { status: 200, body: running } : { status: 503, body: "<html>" };
    },
  };
  const { client } = open({ mode: "identified", transport });
  context.mock.timers.enable({ apis: ["Date"], now: Date.now() });
  const ask = () => client.experiment("checkout", { visitor: "v-1", expose: false });
  for (let minute = 0; minute < 4; minute++) {
    assert.deepEqual([await ask(), await ask()], [ofFirst, ofFirst]);
    context.mock.timers.tick(60_000);
  }
  assert.equal(asked.length, 4, "once a minute");
  const away = open({ mode: "identified", visitor: "v-1", transport: { send: () => Promise.reject(new Error("cut")) } });
  assert.deepEqual([await away.client.experiment("checkout"), away.lines], [undefined, []]);
});

test("InASealedProjectTheCallerChooses", async () => {
  const vault = await startVault(collector);
  const { client, lines } = open({ mode: "sealed", identity: "identified", visitor: "v-1", pin: vault.pin });
  assert.equal(await client.experiment("canary"), undefined);
  assert.match(lines[0], /needs variant or weights/);
  assert.equal(await client.experiment("checkout", { weights: { control: 1, b: 1 } }), ofFirst);
  assert.equal(await client.experiment("colour", { variant: "red" }), "red");
  await client.flush();
  assert.deepEqual(
    vault.events("experiment").map(({ props, visitor }) => [props, visitor]),
    [
      [{ experiment: "checkout", variant: ofFirst }, "v-1"],
      [{ experiment: "colour", variant: "red" }, "v-1"],
    ],
  );
  assert.deepEqual(collector.asked, []);
});
