import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import Mixpanel from "mixpanel";
import { bundled, openSite } from "./support/browser.mjs";
import { startFaults } from "./support/faults.mjs";
import { arrived, countsOf, everything, leaks, personal } from "./support/seen.mjs";
import { openStage } from "./support/stage.mjs";

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const expected = { order_completed: 1, page_viewed: 1, clicked: 1, old_event: 1, alias: 1 };
const note = ">>>>>>~~~~~~ü✓";

/** Sends through the real client; resolves to the errors of its callbacks, of which there is one a call. */
const sendAll = async (key, port) => {
  const client = Mixpanel.init(key, { host: `127.0.0.1:${port}`, protocol: "http", key: "legacy-api-key", geolocate: false });
  const calls = [
    (done) =>
      client.track(
        "order_completed",
        {
          distinct_id: "user-1",
          $insert_id: "ins-1",
          $device_id: "dev-1",
          total: 42.5,
          currency: "EUR",
          $current_url: "https://shop.example.com/a?utm_source=hn",
          ip: "203.0.113.9",
          time: new Date(Date.now() - 60_000),
        },
        done,
      ),
    (done) =>
      client.track_batch(
        [
          { event: "page_viewed", properties: { distinct_id: "user-1", note } },
          { event: "clicked", properties: { distinct_id: "anon-1" } },
        ],
        (errors) => done(errors?.[0]),
      ),
    (done) => client.import("old_event", new Date(Date.now() - 86_400_000), { distinct_id: "user-1", $insert_id: "ins-2" }, done),
    (done) => client.people.set("user-1", { plan: "pro", $email: personal.email }, done),
    (done) => client.people.increment("user-1", "logins", 1, done),
    (done) => client.groups.set("company", "acme", { seats: 10 }, done),
    (done) => client.alias("user-1", "anon-1", done),
  ];
  const errors = [];
  for (const call of calls) await new Promise((resolve) => call((error) => resolve(error && errors.push(String(error)))));
  return errors;
};

test("mixpanel: everything that is sent is stored as it is, and profiles are not kept", async () => {
  const project = await stage.project("node", { mode: "identified" });
  assert.deepEqual(await sendAll(project.key, stage.server.port), []);

  const events = await stage.recent(project);
  assert.deepEqual(countsOf(events), expected);
  const of = (name) => events.find((event) => event.name === name);
  assert.deepEqual(of("order_completed").props, { total: "42.5", currency: "EUR" });
  assert.deepEqual(
    [of("order_completed").path, of("order_completed").source, of("order_completed").visitor],
    ["/a", "Hacker News", "dev-1"],
  );
  assert.ok(Date.now() - Date.parse(of("order_completed").time) > 59_000);
  assert.deepEqual(of("page_viewed").props, { note });
  assert.ok(Date.now() - Date.parse(of("old_event").time) > 86_000_000);
  assert.ok(events.every((event) => !event.bot_reason));
  assert.deepEqual(leaks(everything(events)), []);
});

test("mixpanel: in an anonymous project nobody's id is kept, and what is sent again counts once", async () => {
  const project = await stage.project("node-anonymous");
  assert.deepEqual(await sendAll(project.key, stage.server.port), []);
  const events = await stage.recent(project);
  assert.doesNotMatch(everything(events), /user-1|anon-1|dev-1/);

  assert.deepEqual(await sendAll(project.key, stage.server.port), []);
  // Two of the five have an id of their own; the client makes none for the others.
  assert.deepEqual(countsOf(await stage.recent(project)), { ...expected, page_viewed: 2, clicked: 2, alias: 2 });
});

test("mixpanel: a token that nobody knows is an error of the callback's", async () => {
  assert.equal((await sendAll("ff_unknown", stage.server.port)).length, 7);
});

// A connection that is cut while the browser is online is the end of a batch to this client.
for (const fault of [null, { status: 503, headers: { "retry-after": "1" } }])
  test(`mixpanel-browser on another origin${fault ? `, ${fault.status} once` : ""}: everything is delivered once`, async () => {
    const project = await stage.project(`web-${fault?.status}`, { mode: "identified" });
    const faults = await startFaults(stage.server, fault ? [fault] : []);
    const script = await bundled(`
      import mixpanel from "mixpanel-browser/src/loaders/loader-module-core";
      mixpanel.init(${JSON.stringify(project.key)}, { api_host: ${JSON.stringify(faults.address)}, track_pageview: true, batch_flush_interval_ms: 100, record_sessions_percent: 0, ignore_dnt: true });
      mixpanel.identify("user-1");
      mixpanel.people.set({ plan: "pro", $email: "ada@example.com" });
      mixpanel.track("order_completed", { total: 42.5, items: ["a"] });`);
    const site = await openSite();
    try {
      const { path } = await site.visit({ script, title: "Pricing", path: "?utm_source=hn", referrer: "https://news.ycombinator.com/" });
      const events = await arrived(stage, project, 3);

      if (!fault) assert.deepEqual(site.errors, []);
      assert.deepEqual(countsOf(events), { pageview: 1, identify: 1, order_completed: 1 });
      const of = (name) => events.find((event) => event.name === name);
      assert.deepEqual([of("pageview").path, of("pageview").title, of("pageview").source], [path, "Pricing", "Hacker News"]);
      assert.deepEqual(of("order_completed").props, { total: "42.5", items: '["a"]' });
      assert.equal(new Set(events.map((event) => event.visitor)).size, 1);
      assert.ok(events.every((event) => !event.bot_reason && event.browser === "Chrome"));
      assert.doesNotMatch(everything(events), /ada@example.com|Mozilla/);
    } finally {
      await site.close();
      faults.close();
    }
  });
