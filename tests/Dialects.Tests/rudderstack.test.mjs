import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import RudderAnalytics from "@rudderstack/rudder-sdk-node";
import { bundled, openSite } from "./support/browser.mjs";
import { startFaults } from "./support/faults.mjs";
import { arrived, countsOf, everything, leaks, personal } from "./support/seen.mjs";
import { openStage } from "./support/stage.mjs";

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const expected = { identify: 1, order_completed: 1, pageview: 1, screen_view: 1, group: 1, alias: 1 };

/** Sends one of each call; resolves to the errors of the client's callbacks. */
const sendAll = async (key, dataPlaneUrl) => {
  const errors = [];
  const client = new RudderAnalytics(key, {
    dataPlaneUrl,
    flushAt: 20,
    flushInterval: 50,
    errorHandler: (error) => errors.push(String(error)),
  });
  const told = (call, message) => new Promise((resolve) => client[call](message, (error) => resolve(error && errors.push(String(error)))));
  await Promise.all([
    told("identify", { userId: "user-1", anonymousId: "anon-1", traits: { plan: "pro", ...personal } }),
    told("track", {
      userId: "user-1",
      event: "order_completed",
      properties: { total: 42.5, items: ["a", "b"] },
      context: { ip: "203.0.113.9" },
    }),
    told("page", { userId: "user-1", name: "Home", properties: { url: "https://shop.example.com/a", path: "/a" } }),
    told("screen", { anonymousId: "anon-1", userId: "user-1", name: "Settings" }),
    told("group", { userId: "user-1", groupId: "acme", traits: { seats: 10 } }),
    told("alias", { userId: "user-1", previousId: "anon-1" }),
  ]);
  await client.flush();
  return errors;
};

for (const prefix of ["", "/compat/rudderstack"])
  test(`rudder-sdk-node at ${prefix || "/"}: everything that is sent is stored as it is`, async () => {
    const project = await stage.project(`node${prefix.replaceAll("/", "-")}`, { mode: "identified" });
    assert.deepEqual(await sendAll(project.key, stage.address + prefix), []);

    const events = await stage.recent(project);
    assert.deepEqual(countsOf(events), expected);
    const of = (name) => events.find((event) => event.name === name);
    assert.deepEqual(of("order_completed").props, { total: "42.5", items: '["a","b"]' });
    assert.deepEqual([of("pageview").hostname, of("pageview").path, of("pageview").props], ["shop.example.com", "/a", { name: "Home" }]);
    assert.deepEqual(of("identify").props, { "traits.plan": "pro" });
    assert.ok(events.every((event) => !event.bot_reason));
    assert.deepEqual(leaks(everything(events)), []);
  });

for (const fault of [{ status: 503, headers: { "retry-after": "1" } }, "cut", "deaf"])
  test(`rudder-sdk-node: ${fault.status ?? fault} once loses nothing and counts nothing twice`, async () => {
    const project = await stage.project(`fault-${fault.status ?? fault}`);
    const faults = await startFaults(stage.server, [fault]);
    assert.deepEqual(await sendAll(project.key, faults.address), []);
    faults.close();

    assert.ok(faults.requests.length > 1);
    const events = await stage.recent(project);
    assert.deepEqual(countsOf(events), expected);
    assert.doesNotMatch(everything(events), /user-1|anon-1/);
  });

test("analytics-js on another origin: everything is delivered once", async () => {
  const project = await stage.project("web", { mode: "identified" });
  const script = await bundled(`
    import { RudderAnalytics } from "@rudderstack/analytics-js/bundled";
    const analytics = new RudderAnalytics();
    analytics.load(${JSON.stringify(project.key)}, ${JSON.stringify(stage.address)}, { configUrl: ${JSON.stringify(stage.address)} });
    const told = (call, ...words) => new Promise((resolve) => analytics[call](...words, resolve));
    globalThis.sent = Promise.all([
      told("page", "Docs", "Home", { section: 3 }), told("identify", "user-1", { plan: "pro", email: "ada@example.com" }), told("track", "order_completed", { total: 42.5, items: ["a"] }),
      told("group", "acme", { seats: 10 })]);`);
  const site = await openSite();
  try {
    const { tab, path } = await site.visit({ script, title: "Pricing", path: "?utm_source=hn", referrer: "https://news.ycombinator.com/" });
    await tab.evaluate(() => globalThis.sent);
    const events = await arrived(stage, project, 4);

    assert.deepEqual(site.errors, []);
    assert.deepEqual(countsOf(events), { pageview: 1, identify: 1, order_completed: 1, group: 1 });
    const of = (name) => events.find((event) => event.name === name);
    assert.deepEqual(
      [of("pageview").path, of("pageview").title, of("pageview").props],
      [path, "Pricing", { name: "Home", category: "Docs", section: "3" }],
    );
    assert.deepEqual(of("order_completed").props, { total: "42.5", items: '["a"]' });
    assert.ok(events.every((event) => !event.bot_reason && event.browser === "Chrome"));
    assert.doesNotMatch(everything(events), /ada@example.com|Mozilla/);
  } finally {
    await site.close();
  }
});
