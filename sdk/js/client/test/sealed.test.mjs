import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { eventually } from "../../../../tests/EndToEnd.Tests/support/server.mjs";
import { startCollector } from "../../../../web/tracker/test/harness/collector.mjs";
import { startVault } from "../../../../web/tracker/test/harness/vault.mjs";
import { clientOf } from "./support/clients.mjs";

let collector;
let vault;
before(async () => {
  collector = await startCollector();
});
after(() => collector.close());
beforeEach(async () => {
  collector.answers.length = 0;
  vault = await startVault(collector);
});

const open = (options) => clientOf(collector.origin, { mode: "sealed", pin: vault.pin, flushIntervalMs: 60_000, ...options });

test("WhatIsSealedOnlyTheOwnersKeyOpens", async () => {
  const { client } = open();
  client.trackView({ pageUrl: "https://example.org/a", props: { plan: "canary-plan" } });
  client.trackEvent("signup", {}, { user: "canary-user", forward: { ip: "192.0.2.77", userAgent: "canary-agent" } });
  assert.equal(await client.flush(), true);
  const [{ headers, body, envelopes }] = vault.received;
  assert.equal(vault.received.length, 1, "one envelope for both");
  assert.equal(envelopes.length, 1);
  const [view, signup] = vault.events();
  assert.deepEqual([view.name, view.url, view.props], ["pageview", "https://example.org/a", { plan: "canary-plan" }]);
  assert.deepEqual([signup.name, signup.user, signup.user_agent, signup.ip], ["signup", undefined, "canary-agent", undefined]);
  assert.match(view.library, /^footfall-node\//);
  const outside = JSON.stringify(headers) + Buffer.from(body).toString("latin1");
  for (const word of ["canary", "example.org", "192.0.2.77", "ff_test", "signup"]) assert.ok(!outside.includes(word), word);
  assert.deepEqual(
    vault.asked.map(({ url }) => url),
    ["/collect/sealed?key=ff_test"],
  );
  assert.deepEqual(client.status(), { waiting: 0, sent: 2, dropped: 0 });
});

test("WhoIsIdentifiedIsSoInsideOnly", async () => {
  const { client } = open({ identity: "identified", visitor: "canary-installation" });
  client.identify("canary-user");
  client.trackEvent("signup");
  await client.flush();
  const [event] = vault.events();
  assert.deepEqual([event.visitor, event.user], ["canary-installation", "canary-user"]);
});

test("TheSameEnvelopeIsSentAgainWithTheSameId", async () => {
  const { client } = open();
  client.trackEvent("signup");
  for (const answer of [{ status: 200 }, { status: 503 }, "drop"]) collector.answers.push(answer);
  assert.equal(await client.flush(), false);
  client.trackEvent("later");
  assert.equal(await client.flush(), false);
  assert.equal(await client.flush(), true);
  const ids = vault.received.map(({ envelopes }) => envelopes[0].id);
  assert.equal(new Set(ids.slice(0, 3)).size, 1);
  assert.deepEqual(
    vault.events().map(({ name }) => name),
    ["signup", "later"],
  );
});

test("UnderAnotherPinNothingIsSealedOrSent", async () => {
  const { client, reasons, lines } = open({ pin: "A".repeat(43) });
  client.trackEvent("signup");
  assert.equal(await client.flush(), false);
  client.trackEvent("signup");
  assert.deepEqual(reasons(), ["pin_refused", "pin_refused"]);
  assert.match(lines[0], /pin does not vouch .* nothing is sent/);
  assert.equal(vault.received.length, 0);
});

test("AStatementThatWasTamperedWithIsRefused", async () => {
  const tamper = (answer) => ({ ...answer, statement: answer.statement.replace(/.$/, (last) => (last === "A" ? "Q" : "A")) });
  vault = await startVault(collector, { tamper });
  const { client, reasons } = open();
  client.trackEvent("signup");
  await client.flush();
  assert.deepEqual([reasons(), vault.received.length], [["pin_refused"], 0]);
});

test("EventsWaitUntilTheKeyIsKnown", async () => {
  const { client, drops } = open();
  collector.answers.push({ status: 503 }, { status: 404 });
  client.trackEvent("signup");
  assert.equal(await client.flush(), false);
  assert.equal(await client.flush(), false);
  assert.equal(client.status().waiting, 1);
  assert.equal(await client.flush(), true);
  assert.deepEqual([vault.events().length, drops], [1, []]);
});

test("TheKeyIsAskedForWithTheFirstEventAndOnce", async () => {
  const { client } = open();
  assert.equal(vault.asked.length, 0);
  client.trackEvent("first");
  client.trackEvent("second");
  // Nothing is due for a minute.
  await eventually(
    () => vault.asked.length,
    (asked) => asked > 0,
    "the question for the key",
  );
  await client.flush();
  assert.deepEqual([vault.asked.length, vault.received.length], [1, 1]);
});

test("AfterTheEndOfAKeyTheNextOneIsAskedFor", async (context) => {
  const { client } = open();
  client.trackEvent("first");
  await client.flush();
  const begun = await vault.begin(Date.now() + 172_800_000);
  context.mock.timers.enable({ apis: ["Date"], now: Date.now() + 86_400_001 });
  client.trackEvent("second");
  await client.flush();
  assert.equal(vault.received[1].envelopes[0].epoch, begun);
});

test("DebugTellsWhatLiesInside", async () => {
  const { client, lines } = open({ debug: true });
  client.trackEvent("signup", { plan: "pro" });
  const [{ url, body }] = client.preview();
  await client.flush();
  const inside = vault.received[0].envelopes[0].text;
  assert.deepEqual([url, body], [`${collector.origin}/collect/sealed`, inside]);
  assert.ok(lines[0].startsWith(`footfall: POST ${url} ${inside} (sealed in `), lines[0]);
});

test("ManyLargeEventsGoInSeveralEnvelopes", async () => {
  const { client, drops } = open();
  const noise = (length) => randomBytes(length).toString("base64");
  for (let i = 0; i < 5; i++) client.trackEvent("noise", { i, noise: noise(20_000) });
  client.trackEvent("too much", { noise: noise(70_000) });
  await client.flush();
  assert.deepEqual(
    vault.events().map(({ props }) => props.i),
    [0, 1, 2, 3, 4],
  );
  assert.deepEqual(
    drops.map(({ reason, name }) => [reason, name]),
    [["too_large", "too much"]],
  );
});
