import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { startCollector } from "../../../../web/tracker/test/harness/collector.mjs";
import { faultsOf } from "../../../../web/tracker/test/harness/schema.mjs";
import { TestTransport } from "../dist/testing.js";
import { clientOf } from "./support/clients.mjs";

let collector;
before(async () => {
  collector = await startCollector();
});
after(() => collector.close());
beforeEach(() => {
  collector.clear();
  collector.answers.length = 0;
});

const open = (options) => clientOf(collector.origin, options);
const idsOf = ({ events }) => events.map(({ id }) => id);

test("WhatIsSentIsWhatTheWireContractSays", async () => {
  const { client } = open({ mode: "identified", visitor: "installation-1", flushIntervalMs: 60_000 });
  client.identify("u1");
  client.trackView({ pageUrl: "https://example.org/a", pageTitle: "A", pageReferrer: "https://example.net/", props: { plan: "pro" } });
  client.trackInteraction("click", { elementId: "buy", pageUrl: "https://example.org/a" });
  client.trackEvent(
    "purchase",
    { seats: 3 },
    { revenue: { amount: "42.50", currency: "EUR" }, durationMs: 12, groups: { team: "t1" }, interactive: false },
  );
  assert.equal(await client.flush(), true);
  const [request, ...others] = collector.requests;
  assert.deepEqual(others, [], "one request for all of them");
  assert.deepEqual(faultsOf(JSON.parse(request.body)), []);
  assert.equal(request.key, "ff_test");
  assert.match(request.context.library, /^footfall-node\/\d/);
  const [view, click, purchase] = request.events;
  for (const event of request.events) {
    assert.match(event.id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    assert.deepEqual([event.visitor, event.user], ["installation-1", "u1"]);
  }
  assert.deepEqual([view.name, view.url, view.title, view.referrer], ["pageview", "https://example.org/a", "A", "https://example.net/"]);
  assert.deepEqual([click.name, click.url, click.props], ["click", "https://example.org/a", { elementId: "buy" }]);
  assert.deepEqual([purchase.revenue, purchase.duration_ms, purchase.interactive], [{ amount: "42.50", currency: "EUR" }, 12, false]);
  assert.deepEqual(client.status(), { waiting: 0, sent: 3, dropped: 0 });
});

test("NobodyIsNamedInAnonymousMode", async () => {
  const { client } = open();
  client.identify("u1");
  client.trackEvent("signup", {}, { visitor: "v", session: "s", user: "u", forward: { ip: "192.0.2.1", userAgent: "Mozilla/5.0" } });
  await client.flush();
  for (const word of ["u1", '"v"', "192.0.2.1", "Mozilla"]) assert.ok(!collector.requests[0].body.includes(word), word);
});

test("AnEventOfSomebodyElseHasNothingOfWhomTheClientKnows", async () => {
  const { client } = open({ mode: "identified", visitor: "installation-1" });
  client.identify("u1");
  client.trackEvent("signup", {}, { visitor: "another" });
  await client.flush();
  const [event] = collector.events();
  assert.deepEqual([event.visitor, event.session, event.user], ["another", undefined, undefined]);
});

test("WhereARequestCameFromIsSentWithATokenOnly", async () => {
  const { client } = open({ serverToken: "secret-token" });
  client.trackEvent("signup", {}, { forward: { ip: "192.0.2.1", userAgent: "Mozilla/5.0" } });
  await client.flush();
  const [{ headers, events }] = collector.requests;
  assert.equal(headers.authorization, "Bearer secret-token");
  assert.deepEqual([events[0].ip, events[0].user_agent], ["192.0.2.1", "Mozilla/5.0"]);
});

test("ABatchIsSentWhenItIsFullAndTheRestAfterSomeQuiet", async () => {
  const { client } = open({ batchSize: 3, flushIntervalMs: 50 });
  for (let i = 0; i < 7; i++) client.trackEvent("tick", { i });
  await collector.until(() => collector.events().length === 7, "seven events");
  assert.deepEqual(
    collector.requests.map(({ events }) => events.length),
    [3, 3, 1],
  );
});

test("WhatFailsIsSentAgainWithTheSameIdsAndSaysThatItIsARetry", async () => {
  for (const answer of [{ status: 503, headers: { "retry-after": "0" } }, { status: 429 }, { status: 500 }, "drop"]) {
    collector.clear();
    collector.answers.push(answer);
    const { client, drops } = open({ flushIntervalMs: 60_000 });
    client.trackEvent("signup");
    assert.equal(await client.flush(), false);
    assert.ok(client.status().failure);
    assert.equal(client.status().waiting, 1);
    assert.equal(await client.flush(), true);
    const [first, second] = collector.requests;
    assert.deepEqual(idsOf(first), idsOf(second));
    assert.deepEqual([first.retry_count, second.retry_count], [undefined, 1]);
    assert.deepEqual([client.status(), drops], [{ waiting: 0, sent: 1, dropped: 0 }, []]);
  }
});

test("TheClientComesBackByItselfAsRetryAfterSays", async () => {
  collector.answers.push({ status: 503, headers: { "retry-after": "1" } });
  const { client } = open();
  client.trackEvent("signup");
  await collector.until(() => collector.events("signup")[0], "a second attempt");
  const [first, second] = collector.requests;
  assert.ok(second.at - first.at >= 1000, "not before its time");
});

test("ARefusalIsFinalAndIsTold", async () => {
  collector.answers.push({ status: 401 });
  const { client, drops } = open();
  client.trackEvent("signup");
  assert.equal(await client.flush(), true);
  assert.equal(collector.requests.length, 1);
  assert.deepEqual([drops[0].reason, drops[0].name, drops[0].detail, drops[0].count], ["refused", "signup", "401", 1]);
});

test("ABatchThatIsTooLargeForTheServerGoesInHalves", async () => {
  collector.answers.push({ status: 413 }, { status: 413 });
  const { client, drops } = open({ flushIntervalMs: 60_000 });
  for (let i = 0; i < 4; i++) client.trackEvent("tick", { i });
  assert.equal(await client.flush(), true);
  assert.deepEqual(
    collector.events().map(({ props }) => props.i),
    [0, 1, 2, 3],
  );
  assert.deepEqual(drops, []);
});

test("BeyondItsBoundTheQueueKeepsWhatCameFirst", async () => {
  const { client, drops, reasons } = open({ maxQueue: 2, flushIntervalMs: 60_000 });
  for (let i = 0; i < 4; i++) client.trackEvent("tick", { i });
  assert.deepEqual(reasons(), ["queue_full", "queue_full"]);
  assert.equal(drops[0].name, "tick");
  await client.flush();
  assert.deepEqual(
    collector.events().map(({ props }) => props.i),
    [0, 1],
  );
});

test("NothingThatACallerDoesThrows", async () => {
  const circle = {};
  circle.self = circle;
  const bad = {
    get props() {
      throw new Error("a getter of the caller's");
    },
  };
  const { client, reasons } = open({
    onDrop: () => {
      throw new Error("a callback of the caller's");
    },
  });
  client.trackEvent("signup", circle);
  client.trackEvent("signup", { big: 1n });
  client.trackView(bad);
  client.trackView(null);
  client.trackInteraction();
  client.trackEvent();
  client.trackEvent(Symbol("signup"));
  client.identify();
  client.reset();
  client.optIn();
  assert.equal(typeof (await client.flush()), "boolean");
  assert.deepEqual(reasons(), [], "the throwing callback is the caller's own");
  for (const options of [
    undefined,
    {},
    { apiBaseUrl: "stats" },
    { apiBaseUrl: collector.origin },
    { apiBaseUrl: collector.origin, key: "ff_a", mode: "sealed" },
  ]) {
    const { client: faulty, lines } = open({ key: undefined, ...options, ...(!options?.apiBaseUrl && { apiBaseUrl: undefined }) });
    faulty.trackEvent("signup");
    assert.equal(await faulty.flush(), false);
    assert.match(lines[0], /Nothing is sent/);
  }
});

test("DebugAndPreviewSayExactlyWhatIsSent", async () => {
  const { client, lines } = open({ debug: true, flushIntervalMs: 60_000 });
  client.trackEvent("signup", { plan: "pro" });
  const [{ url, body }] = client.preview();
  await client.flush();
  const sent = collector.requests[0].body;
  assert.equal(lines[0], `footfall: POST ${collector.origin}/collect ${sent}`);
  const timeless = (text) => ({ ...JSON.parse(text), sent_at: 0 });
  assert.deepEqual([url, timeless(body)], [`${collector.origin}/collect`, timeless(sent)]);
  assert.deepEqual(client.preview(), []);
});

test("AnOptOutForgetsWhatWaitsAndWhatFails", async () => {
  collector.answers.push({ status: 503 });
  const { client, reasons } = open({ flushIntervalMs: 60_000 });
  client.trackEvent("first");
  await client.flush();
  client.trackEvent("second");
  client.optOut();
  client.trackEvent("third");
  assert.equal(await client.flush(), true);
  assert.deepEqual(reasons().sort(), ["opted_out", "opted_out", "opted_out"]);
  assert.equal(collector.requests.length, 1);
  client.optIn();
  client.trackEvent("fourth");
  await client.flush();
  assert.deepEqual(
    collector.events().map(({ name }) => name),
    ["fourth"],
  );
});

test("WhereConsentIsRequiredEventsWaitForIt", async () => {
  const { client } = open({ consent: "required", mode: "identified", visitor: "installation-1" });
  client.trackEvent("before");
  assert.equal(await client.flush(), false);
  assert.equal(collector.requests.length, 0);
  client.optIn();
  await client.flush();
  assert.deepEqual([collector.events()[0].name, collector.events()[0].visitor], ["before", "installation-1"]);
});

test("AfterItsEndNothingIsSent", async () => {
  const { client, reasons } = open({ flushIntervalMs: 60_000 });
  client.trackEvent("last");
  assert.equal(await client.shutdown(), true);
  assert.equal(await client.shutdown(), true);
  client.trackEvent("late");
  assert.deepEqual([collector.events().length, reasons()], [1, ["shut_down"]]);
});

test("AnAppNameGoesWithOneEventARequest", async () => {
  const transport = new TestTransport();
  const { client } = open({ key: undefined, appName: "shop", transport });
  client.trackView({ pageUrl: "https://example.org/" });
  client.trackEvent("signup", { plan: "pro" });
  await client.flush();
  assert.deepEqual(
    transport.requests.map(({ url }) => new URL(url).pathname),
    ["/track/view", "/track/event"],
  );
  assert.deepEqual(
    transport.events.map(({ appName, name, props }) => [appName, name, props]),
    [
      ["shop", "pageview", undefined],
      ["shop", "signup", { plan: "pro" }],
    ],
  );
});

test("TheTestingTransportKeepsWhatAServerWouldHaveTaken", async () => {
  const transport = new TestTransport();
  const { client } = open({ transport });
  transport.answerNext("cut", { status: 503 });
  client.trackEvent("signup", { plan: "pro" });
  for (let i = 0; i < 3; i++) await client.flush();
  assert.deepEqual(
    transport.events.map(({ name, props, library }) => [name, props, typeof library]),
    [["signup", { plan: "pro" }, "string"]],
  );
  assert.equal(transport.requests.length, 3);
  transport.clear();
  assert.deepEqual([transport.requests, transport.events], [[], []]);
});
