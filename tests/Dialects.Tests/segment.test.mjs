import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Analytics } from "@segment/analytics-node";
import { bundled, openSite } from "./support/browser.mjs";
import { startFaults } from "./support/faults.mjs";
import { arrived, countsOf, everything, leaks, personal } from "./support/seen.mjs";
import { openStage } from "./support/stage.mjs";

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const expected = { identify: 1, order_completed: 1, pageview: 1, screen_view: 1, group: 1, alias: 1, anon_event: 1 };

/** Sends one of each call; resolves to the errors that the client told, when it has nothing left to send. */
const sendAll = async (key, host) => {
  const analytics = new Analytics({ writeKey: key, host, flushAt: 7, flushInterval: 50, maxRetries: 3 });
  const errors = [];
  analytics.on("error", (error) => errors.push(error));
  const context = {
    ip: "203.0.113.9",
    userAgent: "Mozilla/5.0 (Macintosh)",
    page: { url: "https://shop.example.com/checkout", path: "/checkout", referrer: "https://news.ycombinator.com/", title: "Checkout" },
    campaign: { source: "hn", name: "launch" },
    locale: "en-US",
  };
  analytics.identify({ userId: "user-1", anonymousId: "anon-1", traits: { plan: "pro", ...personal } });
  analytics.track({
    userId: "user-1",
    event: "order_completed",
    timestamp: new Date(Date.now() - 60_000),
    properties: { total: 42.5, revenue: 42.5, currency: "EUR", items: ["a", "b"] },
    context,
  });
  analytics.page({ userId: "user-1", category: "Docs", name: "Home", properties: { url: "https://shop.example.com/" }, context });
  analytics.screen({ anonymousId: "anon-1", name: "Settings" });
  analytics.group({ userId: "user-1", groupId: "acme", traits: { seats: 10 } });
  analytics.alias({ userId: "user-1", previousId: "anon-1" });
  analytics.track({ anonymousId: "anon-2", event: "anon_event" });
  await analytics.closeAndFlush({ timeout: 15_000 });
  return errors;
};

test("analytics-node: everything that is sent is stored as it is", async () => {
  const project = await stage.project("node", { mode: "identified" });
  assert.deepEqual(await sendAll(project.key, stage.address), []);

  const events = await stage.recent(project);
  assert.deepEqual(countsOf(events), expected);
  const of = (name) => events.find((event) => event.name === name);
  const order = of("order_completed");
  assert.deepEqual(order.props, { total: "42.5", revenue: "42.5", currency: "EUR", items: '["a","b"]' });
  assert.deepEqual([order.hostname, order.path, order.title, order.source], ["shop.example.com", "/checkout", "Checkout", "Hacker News"]);
  assert.equal(order.visitor, "user-1");
  assert.ok(Date.now() - Date.parse(order.time) > 59_000);
  assert.deepEqual(of("pageview").props, { name: "Home", category: "Docs" });
  assert.equal(of("pageview").path, "/");
  assert.deepEqual(of("identify").props, { "traits.plan": "pro" });
  assert.equal(of("identify").visitor, "anon-1");
  assert.deepEqual(of("group").props, { "traits.seats": "10" });
  assert.ok(events.every((event) => !event.bot_reason && !event.country));
  assert.deepEqual(leaks(everything(events)), []);
});

test("analytics-node: in an anonymous project nobody's id is kept", async () => {
  const project = await stage.project("node-anonymous");
  assert.deepEqual(await sendAll(project.key, stage.address), []);

  const events = await stage.recent(project);
  assert.deepEqual(countsOf(events), expected);
  assert.doesNotMatch(everything(events), /user-1|anon-/);
  assert.deepEqual(leaks(everything(events)), []);
});

for (const fault of [{ status: 503, headers: { "retry-after": "1" } }, "cut", "deaf"])
  test(`analytics-node: ${fault.status ?? fault} once loses nothing and counts nothing twice`, async () => {
    const project = await stage.project(`fault-${fault.status ?? fault}`, { mode: "identified" });
    const faults = await startFaults(stage.server, [fault]);
    assert.deepEqual(await sendAll(project.key, faults.address), []);
    faults.close();

    assert.ok(faults.requests.length > 1);
    assert.deepEqual(countsOf(await stage.recent(project)), expected);
  });

for (const batching of [false, true])
  test(`analytics-next on another origin${batching ? ", in batches" : ""}: one setting is enough, and everything is delivered once`, async () => {
    const project = await stage.project(`web-${batching}`, { mode: "identified" });
    const script = await bundled(`
      import { AnalyticsBrowser } from "@segment/analytics-next";
      const analytics = AnalyticsBrowser.load({ writeKey: ${JSON.stringify(project.key)}, cdnURL: ${JSON.stringify(stage.address)} },
        ${batching ? '{ integrations: { "Segment.io": { deliveryStrategy: { strategy: "batching", config: { size: 4, timeout: 300 } } } } }' : "{}"});
      globalThis.sent = (async () => {
        await analytics.page();
        await analytics.identify("user-1", { plan: "pro", email: "ada@example.com" });
        await analytics.track("order_completed", { total: 42.5, items: ["a"] });
        await analytics.group("acme", { seats: 10 });
      })();`);
    const site = await openSite();
    try {
      const { tab, path } = await site.visit({
        script,
        title: "Pricing",
        path: "?utm_source=hn&utm_campaign=launch",
        referrer: "https://news.ycombinator.com/",
      });
      await tab.evaluate(() => globalThis.sent);
      const events = await arrived(stage, project, 4);

      assert.deepEqual(site.errors, []);
      assert.deepEqual(countsOf(events), { pageview: 1, identify: 1, order_completed: 1, group: 1 });
      const of = (name) => events.find((event) => event.name === name);
      assert.deepEqual([of("pageview").path, of("pageview").title, of("pageview").source], [path, "Pricing", "Hacker News"]);
      assert.deepEqual(of("pageview").props ?? {}, {});
      assert.deepEqual(of("order_completed").props, { total: "42.5", items: '["a"]' });
      assert.equal(new Set(events.map((event) => event.visitor)).size, 1);
      assert.ok(events.every((event) => !event.bot_reason && event.browser === "Chrome"));
      assert.doesNotMatch(everything(events), /ada@example.com|Mozilla/);
    } finally {
      await site.close();
    }
  });
