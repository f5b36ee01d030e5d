import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PostHog } from "posthog-node";
import { bundled, openSite } from "./support/browser.mjs";
import { startFaults } from "./support/faults.mjs";
import { arrived, countsOf, everything, leaks, personal } from "./support/seen.mjs";
import { openStage } from "./support/stage.mjs";

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

/** A client whose own word on failure is its `error` event. */
const client = (key, host, more = {}) => {
  const posthog = new PostHog(key, { host, flushAt: 100, flushInterval: 0, fetchRetryDelay: 50, ...more });
  const errors = [];
  posthog.on("error", (error) => errors.push(String(error)));
  return { posthog, errors };
};

const sendAll = (posthog) => {
  posthog.identify({ distinctId: "user-1", properties: { $set: { plan: "pro", ...personal }, $set_once: { source: "hn" } } });
  posthog.capture({
    distinctId: "user-1",
    event: "order_completed",
    timestamp: new Date(Date.now() - 60_000),
    properties: {
      total: 42.5,
      currency: "EUR",
      items: ["a", "b"],
      nested: { x: 1 },
      $current_url: "https://shop.example.com/checkout?utm_source=news",
      $referrer: "https://news.example.com/",
      $session_id: "018f2c5e-0000-7000-8000-000000000001",
    },
  });
  posthog.capture({ distinctId: "user-1", event: "$pageview", properties: { $current_url: "https://shop.example.com/" } });
  posthog.capture({ distinctId: "anon-1", event: "anon_event", properties: { $process_person_profile: false } });
  posthog.capture({ distinctId: "user-1", event: "grouped", groups: { company: "acme" }, properties: { ünïcode: "✓ 日本" } });
  posthog.alias({ distinctId: "user-1", alias: "anon-1" });
  posthog.groupIdentify({ groupType: "company", groupKey: "acme", properties: { seats: 10 } });
};

const expected = { identify: 1, order_completed: 1, pageview: 1, anon_event: 1, grouped: 1, alias: 1, group: 1 };

for (const mode of ["v0", "v1"])
  test(`posthog-node, protocol ${mode}: everything that is sent is stored as it is`, async () => {
    if (mode === "v1") process.env.POSTHOG_CAPTURE_MODE = "v1";
    const project = await stage.project(`node-${mode}`, { mode: "identified" });
    const faults = await startFaults(stage.server);
    const { posthog, errors } = client(project.key, faults.address);
    sendAll(posthog);
    await posthog.captureImmediate({ distinctId: "user-1", event: "at_once", properties: { n: 1 } });
    await posthog.shutdown();
    delete process.env.POSTHOG_CAPTURE_MODE;
    faults.close();

    const events = await stage.recent(project);
    assert.deepEqual(errors, []);
    assert.ok(
      faults.requests.every(({ url, status }) => status === 200 && url.startsWith(mode === "v1" ? "/i/v1/analytics/events" : "/batch/")),
      JSON.stringify(faults.requests.map((r) => r.url)),
    );
    assert.deepEqual(countsOf(events), { ...expected, at_once: 1 });
    const of = (name) => events.find((event) => event.name === name);
    const order = of("order_completed");
    assert.deepEqual(order.props, { total: "42.5", currency: "EUR", items: '["a","b"]', "nested.x": "1" });
    assert.equal(order.hostname, "shop.example.com");
    assert.equal(order.path, "/checkout");
    assert.equal(order.source, "news");
    assert.equal(order.visitor, "user-1");
    assert.ok(Date.now() - Date.parse(order.time) > 59_000);
    assert.ok(!order.bot_reason);
    assert.deepEqual(of("grouped").props, { ünïcode: "✓ 日本" });
    assert.deepEqual(of("at_once").props, { n: "1" });
    assert.deepEqual(of("identify").props, { "traits.plan": "pro", "traits.source": "hn" });
    assert.deepEqual(of("group").props, { "traits.seats": "10" });
    assert.deepEqual(leaks(everything(events)), []);
  });

test("posthog-node: in an anonymous project nobody's id is kept", async () => {
  const project = await stage.project("node-anonymous");
  const { posthog, errors } = client(project.key, stage.address);
  sendAll(posthog);
  await posthog.shutdown();

  const events = await stage.recent(project);
  assert.deepEqual(errors, []);
  assert.deepEqual(countsOf(events), expected);
  assert.ok(events.every((event) => !event.visitor));
  assert.doesNotMatch(everything(events), /user-1|anon-1/);
  assert.deepEqual(leaks(everything(events)), []);
});

for (const fault of [{ status: 503, headers: { "retry-after": "1" } }, { status: 500 }, "cut", "deaf"])
  test(`posthog-node: ${fault.status ?? fault} once loses nothing and counts nothing twice`, async () => {
    const project = await stage.project(`fault-${fault.status ?? fault}`, { mode: "identified" });
    const faults = await startFaults(stage.server, [fault]);
    const { posthog, errors } = client(project.key, faults.address);
    sendAll(posthog);
    await posthog.shutdown();
    faults.close();

    assert.deepEqual(errors, []);
    assert.ok(faults.requests.length > 1);
    assert.deepEqual(countsOf(await stage.recent(project)), expected);
  });

test("posthog-node: a key that nobody knows is an error of the client's", async () => {
  const { posthog, errors } = client("ff_unknown", stage.address);
  posthog.capture({ distinctId: "u", event: "lost" });
  await posthog.shutdown();
  assert.equal(errors.length > 0, true);
});

test("posthog-js on another origin: everything is delivered once, and the page has no error", async () => {
  const project = await stage.project("web", { mode: "identified" });
  const script = await bundled(`
    import posthog from "posthog-js";
    posthog.init(${JSON.stringify(project.key)}, {
      api_host: ${JSON.stringify(stage.address)}, opt_out_useragent_filter: true, autocapture: false, capture_pageview: true, capture_pageleave: false, request_batching: true,
      loaded: (it) => {
        it.identify("user-1", { plan: "pro", email: "ada@example.com" });
        it.group("company", "acme");
        it.capture("order_completed", { total: 42.5, items: ["a"] });
        it.capture("at_once", { n: 1 }, { send_instantly: true });
        globalThis.posthog = it;
      },
    });`);
  const site = await openSite();
  try {
    const { tab, path } = await site.visit({ script, title: "Pricing", path: "?utm_source=hn", referrer: "https://news.ycombinator.com/" });
    const all = { pageview: 1, identify: 1, group: 1, order_completed: 1, at_once: 1 };
    await arrived(stage, project, 5);
    // What is queued when the page goes comes by a beacon.
    await tab.evaluate(() => globalThis.posthog.capture("leaving", { last: true }));
    await tab.goto("about:blank");
    const events = await arrived(stage, project, 6);

    assert.deepEqual(site.errors, []);
    assert.deepEqual(countsOf(events), { ...all, leaving: 1 });
    const of = (name) => events.find((event) => event.name === name);
    assert.deepEqual([of("pageview").path, of("pageview").title, of("pageview").source], [path, "Pricing", "Hacker News"]);
    assert.deepEqual(of("order_completed").props, { total: "42.5", items: '["a"]' });
    assert.deepEqual(of("identify").props, { "traits.plan": "pro" });
    assert.equal(new Set(events.map((event) => event.visitor)).size, 1);
    assert.ok(events.every((event) => !event.bot_reason && event.browser === "Chrome"));
    assert.doesNotMatch(everything(events), /ada@example.com|Mozilla/);
  } finally {
    await site.close();
  }
});
