import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { bundled, openSite } from "./support/browser.mjs";
import { arrived, countsOf, everything, leaks, personal } from "./support/seen.mjs";
import { openStage } from "./support/stage.mjs";

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

test("the Measurement Protocol: everything that is sent is stored as it is", async () => {
  const project = await stage.project("protocol", { mode: "identified" });
  const body = {
    client_id: "client-1",
    user_id: "user-1",
    timestamp_micros: (Date.now() - 60_000) * 1000,
    ip_override: "203.0.113.9",
    user_properties: { plan: { value: "pro" }, email: { value: personal.email } },
    events: [
      {
        name: "page_view",
        params: {
          session_id: "1",
          page_location: "https://shop.example.com/a?utm_source=hn",
          page_referrer: "https://news.ycombinator.com/",
          page_title: "Shop",
          engagement_time_msec: 100,
        },
      },
      { name: "purchase", params: { value: 42.5, currency: "EUR", transaction_id: "t-1", items: [{ item_id: "a" }] } },
    ],
  };
  const answer = await fetch(`${stage.address}/mp/collect?measurement_id=G-X&api_secret=${project.key}`, {
    method: "POST",
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 204);

  const events = await stage.recent(project);
  assert.deepEqual(countsOf(events), { pageview: 1, purchase: 1 });
  const of = (name) => events.find((event) => event.name === name);
  assert.deepEqual(
    [of("pageview").path, of("pageview").title, of("pageview").source, of("pageview").visitor],
    ["/a", "Shop", "Hacker News", "client-1"],
  );
  assert.deepEqual(of("purchase").props, {
    value: "42.5",
    currency: "EUR",
    transaction_id: "t-1",
    items: '[{"item_id":"a"}]',
    "traits.plan": "pro",
  });
  assert.ok(Date.now() - Date.parse(of("purchase").time) > 59_000);
  assert.deepEqual(leaks(everything(events)), []);
});

test("a web client on another origin: everything is delivered once", async () => {
  const project = await stage.project("web");
  const script = await bundled(`
    import { track } from "@minimal-analytics/ga4";
    globalThis.minimalAnalytics = { trackingId: ${JSON.stringify(project.key)}, analyticsEndpoint: ${JSON.stringify(`${stage.address}/g/collect`)}, autoTrack: false };
    track(${JSON.stringify(project.key)}, { analyticsEndpoint: ${JSON.stringify(`${stage.address}/g/collect`)} });
    track(${JSON.stringify(project.key)}, { type: "order_completed", event: { "ep.plan": "pro", "epn.total": 42.5 }, analyticsEndpoint: ${JSON.stringify(`${stage.address}/g/collect`)} });`);
  const site = await openSite();
  try {
    const { path } = await site.visit({ script, title: "Pricing", path: "?utm_source=hn", referrer: "https://news.ycombinator.com/" });
    const events = await arrived(stage, project, 2);

    assert.deepEqual(site.errors, []);
    assert.deepEqual(countsOf(events), { pageview: 1, order_completed: 1 });
    const of = (name) => events.find((event) => event.name === name);
    assert.deepEqual([of("pageview").path, of("pageview").title], [path, "Pricing"]);
    assert.deepEqual(of("order_completed").props, { plan: "pro", total: "42.5" });
    assert.ok(events.every((event) => !event.bot_reason && event.browser === "Chrome"));
  } finally {
    await site.close();
  }
});

test("several events in one body are as many events", async () => {
  const project = await stage.project("lines");
  const answer = await fetch(
    `${stage.address}/g/collect?v=2&tid=${project.key}&cid=1.2&sid=3&dl=${encodeURIComponent("https://shop.example.com/a")}`,
    {
      method: "POST",
      headers: {
        origin: "https://shop.example.com",
        "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
      },
      body: "en=page_view&_et=5\r\nen=add_to_cart&epn.value=3.5&cu=EUR\r\nen=scroll&epn.percent_scrolled=90",
    },
  );
  assert.equal(answer.status, 204);
  assert.equal(answer.headers.get("access-control-allow-origin"), "https://shop.example.com");
  assert.deepEqual(countsOf(await stage.recent(project)), { pageview: 1, add_to_cart: 1, scroll: 1 });
});
