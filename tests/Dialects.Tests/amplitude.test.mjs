import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as amplitude from "@amplitude/analytics-node";
import { bundled, openSite } from "./support/browser.mjs";
import { startFaults } from "./support/faults.mjs";
import { arrived, countsOf, everything, leaks, personal } from "./support/seen.mjs";
import { openStage } from "./support/stage.mjs";

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const expected = { order_completed: 1, viewed: 1, identify: 1, group: 1, revenue_amount: 1 };

/** Sends through the real client; resolves to the status of each event's own promise. */
const sendAll = async (key, serverUrl, more = {}) => {
  const client = amplitude.createInstance();
  await client.init(key, { serverUrl, flushQueueSize: 50, flushIntervalMillis: 100, ...more }).promise;
  const who = { user_id: "user-1", device_id: "device-1" };
  const revenue = new amplitude.Revenue().setProductId("p").setPrice(3.99).setQuantity(2);
  const sent = [
    client.track({
      event_type: "order_completed",
      ...who,
      time: Date.now() - 60_000,
      session_id: 1_760_000_000_000,
      insert_id: "ins-1",
      ip: "203.0.113.9",
      event_properties: { total: 42.5, items: ["a", "b"] },
      groups: { company: "acme" },
    }),
    client.track("viewed", { "[Amplitude] Page URL": "https://shop.example.com/pricing?utm_source=hn" }, who),
    client.identify(new amplitude.Identify().set("plan", "pro").set("email", personal.email).setOnce("phone", personal.phone), who),
    client.groupIdentify("company", "acme", new amplitude.Identify().set("seats", 10), who),
    client.revenue(revenue, who),
  ];
  return (await Promise.all(sent.map(({ promise }) => promise))).map(({ code }) => code);
};

for (const path of ["/2/httpapi", "/batch", "/compat/amplitude/batch"])
  test(`analytics-node to ${path}: everything that is sent is stored as it is`, async () => {
    const project = await stage.project(`node${path.replaceAll("/", "-")}`, { mode: "identified" });
    assert.deepEqual(await sendAll(project.key, stage.address + path), [200, 200, 200, 200, 200]);

    const events = await stage.recent(project);
    assert.deepEqual(countsOf(events), expected);
    const of = (name) => events.find((event) => event.name === name);
    assert.deepEqual(of("order_completed").props, { total: "42.5", items: '["a","b"]' });
    assert.equal(of("order_completed").visitor, "device-1");
    assert.ok(Date.now() - Date.parse(of("order_completed").time) > 59_000);
    assert.deepEqual([of("viewed").hostname, of("viewed").path], ["shop.example.com", "/pricing"]);
    assert.deepEqual(of("identify").props, { "traits.plan": "pro" });
    assert.deepEqual(of("group").props, { "traits.seats": "10" });
    assert.ok(events.every((event) => !event.bot_reason));
    assert.deepEqual(leaks(everything(events)), []);
  });

// A connection that is cut is a failure to this client, which it tells and does not try again.
for (const fault of [{ status: 503, headers: { "retry-after": "1" } }, { status: 500 }])
  test(`analytics-node: ${fault.status} once loses nothing and counts nothing twice`, async () => {
    const project = await stage.project(`fault-${fault.status}`);
    const faults = await startFaults(stage.server, [fault]);
    assert.deepEqual(await sendAll(project.key, `${faults.address}/2/httpapi`), [200, 200, 200, 200, 200]);
    faults.close();

    assert.ok(faults.requests.length > 1);
    const events = await stage.recent(project);
    assert.deepEqual(countsOf(events), expected);
    assert.doesNotMatch(everything(events), /user-1|device-1/);
  });

test("analytics-node: a key that nobody knows is told as that", async () => {
  assert.deepEqual([...new Set(await sendAll("ff_unknown", `${stage.address}/2/httpapi`))], [401]);
});

test("analytics-browser on another origin: everything is delivered once", async () => {
  const project = await stage.project("web", { mode: "identified" });
  const script = await bundled(`
    import * as amplitude from "@amplitude/analytics-browser";
    globalThis.sent = (async () => {
      await amplitude.init(${JSON.stringify(project.key)}, "user-1", { serverUrl: ${JSON.stringify(`${stage.address}/2/httpapi`)}, flushIntervalMillis: 100,
        remoteConfig: { fetchRemoteConfig: false }, fetchRemoteConfig: false, autocapture: { pageViews: true, attribution: false, sessions: false, formInteractions: false, fileDownloads: false, elementInteractions: false } }).promise;
      const order = amplitude.track("order_completed", { total: 42.5, items: ["a"] }).promise;
      await amplitude.identify(new amplitude.Identify().set("plan", "pro").set("email", "ada@example.com")).promise;
      return (await order).code;
    })();`);
  const site = await openSite();
  try {
    const { tab, path } = await site.visit({ script, title: "Pricing", path: "?utm_source=hn", referrer: "https://news.ycombinator.com/" });
    assert.equal(await tab.evaluate(() => globalThis.sent), 200);
    const events = await arrived(stage, project, 3);

    assert.deepEqual(site.errors, []);
    assert.deepEqual(countsOf(events), { pageview: 1, identify: 1, order_completed: 1 });
    const of = (name) => events.find((event) => event.name === name);
    assert.deepEqual([of("pageview").path, of("pageview").title, of("pageview").source], [path, "Pricing", "Hacker News"]);
    assert.deepEqual(of("order_completed").props, { total: "42.5", items: '["a"]' });
    assert.ok(events.every((event) => !event.bot_reason && event.browser === "Chrome"));
    assert.doesNotMatch(everything(events), /ada@example.com|Mozilla/);
  } finally {
    await site.close();
  }
});
