import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { emptyRuntime, jitsuAnalytics } from "@jitsu/js";
import { bundled, openSite } from "./support/browser.mjs";
import { startFaults } from "./support/faults.mjs";
import { arrived, countsOf, everything, leaks, personal } from "./support/seen.mjs";
import { openStage } from "./support/stage.mjs";

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

for (const s2s of [true, false])
  test(`@jitsu/js in Node${s2s ? ", server to server" : ""}: everything that is sent is stored as it is`, async () => {
    const project = await stage.project(`node-${s2s}`, { mode: "identified" });
    const faults = await startFaults(stage.server);
    const jitsu = jitsuAnalytics({ host: faults.address, writeKey: `${project.key}:secret`, s2s, runtime: emptyRuntime({}) });
    await jitsu.identify("user-1", { plan: "pro", ...personal });
    await jitsu.track("order_completed", { total: 42.5, items: ["a", "b"] });
    await jitsu.page({ name: "Home", url: "https://shop.example.com/a" });
    await jitsu.group("acme", { seats: 10 });
    faults.close();

    const events = await stage.recent(project);
    assert.ok(
      faults.requests.every(({ status }) => status === 200),
      JSON.stringify(faults.requests.map(({ url, status }) => [url, status])),
    );
    assert.deepEqual(countsOf(events), { identify: 1, order_completed: 1, pageview: 1, group: 1 });
    const of = (name) => events.find((event) => event.name === name);
    assert.deepEqual(of("order_completed").props, { total: "42.5", items: '["a","b"]' });
    assert.equal(of("pageview").path, "/a");
    assert.deepEqual(leaks(everything(events)), []);
  });

test("@jitsu/js on another origin: everything is delivered once", async () => {
  const project = await stage.project("web");
  const script = await bundled(`
    import { jitsuAnalytics } from "@jitsu/js";
    const jitsu = jitsuAnalytics({ host: ${JSON.stringify(stage.address)}, writeKey: ${JSON.stringify(`${project.key}:secret`)} });
    globalThis.sent = (async () => {
      await jitsu.page();
      await jitsu.identify("user-1", { plan: "pro", email: "ada@example.com" });
      await jitsu.track("order_completed", { total: 42.5 });
    })();`);
  const site = await openSite();
  try {
    const { tab, path } = await site.visit({ script, title: "Pricing", path: "?utm_source=hn", referrer: "https://news.ycombinator.com/" });
    await tab.evaluate(() => globalThis.sent);
    const events = await arrived(stage, project, 3);

    assert.deepEqual(site.errors, []);
    assert.deepEqual(countsOf(events), { pageview: 1, identify: 1, order_completed: 1 });
    const of = (name) => events.find((event) => event.name === name);
    assert.deepEqual([of("pageview").path, of("pageview").title], [path, "Pricing"]);
    assert.deepEqual(of("order_completed").props, { total: "42.5" });
    assert.ok(events.every((event) => !event.bot_reason && event.browser === "Chrome"));
    assert.doesNotMatch(everything(events), /ada@example.com|user-1|Mozilla/);
  } finally {
    await site.close();
  }
});
