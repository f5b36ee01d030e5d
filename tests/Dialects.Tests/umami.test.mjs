import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { UmamiClient } from "@umami/api-client";
import { Umami } from "@umami/node";
import { missing } from "../../web/tracker/test/harness/chromium.mjs";
import { token } from "../EndToEnd.Tests/support/server.mjs";
import { openSite } from "./support/browser.mjs";
import { openStage } from "./support/stage.mjs";

/** Umami's client for Node, and our script in the place of theirs. */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const sent = async (request) => {
  const answer = await request;
  assert.equal(answer.status, 200);
  return answer.json();
};

test("@umami/node's pageviews and events are counted with their data", async () => {
  const project = await stage.project("umami-node");
  const umami = new Umami({ websiteId: project.id, hostUrl: stage.address });
  const told = await sent(
    umami.track({
      url: "/pricing?utm_source=hn",
      hostname: "shop.example",
      title: "Pricing",
      language: "en-US",
      screen: "1920x1080",
      referrer: "https://news.ycombinator.com/",
    }),
  );
  assert.ok(told.cache && told.sessionId && told.visitId);
  await sent(umami.track("signup", { plan: "pro", seats: 3 }));
  await sent(umami.track({ url: "/checkout", hostname: "shop.example", name: "order_completed", data: { total: 42.5, currency: "EUR" } }));
  await sent(umami.identify({ id: "user-1", email: "ada@example.com" }));

  const events = await stage.recent(project);
  assert.deepEqual(events.map((event) => `${event.name} ${event.path}`).sort(), [
    "identify null",
    "order_completed /checkout",
    "pageview /pricing",
    "signup null",
  ]);
  assert.ok(events.every((event) => event.bot_reason === null && event.visitor === null));
  assert.deepEqual(events.find((event) => event.name === "signup").props, { plan: "pro", seats: "3" });
  assert.ok(!JSON.stringify(events).includes("ada"));
  assert.deepEqual(await stage.ask(project, { dimensions: ["visit:utm_source", "visit:source"], metrics: ["pageviews"] }), [
    ["hn", "Hacker News", 1],
  ]);
});

test("an identified project knows Umami's distinct id", async () => {
  const project = await stage.project("umami-identified", { mode: "identified" });
  const umami = new Umami({ websiteId: project.id, hostUrl: `${stage.address}/compat/umami` });
  for (const id of ["user-1", "user-2", "user-1"]) await sent(umami.track({ url: "/", hostname: "known.example", id }));

  assert.deepEqual(await stage.ask(project, { metrics: ["visitors", "pageviews"] }), [[2, 3]]);
});

test("Umami's API client reads what was counted", async () => {
  const project = await stage.project("umami-read");
  const umami = new Umami({ websiteId: project.id, hostUrl: stage.address });
  for (const url of ["/a?utm_source=hn", "/a", "/b"]) await sent(umami.track({ url, hostname: "read.example" }));
  await sent(umami.track({ url: "/b", hostname: "read.example", name: "signup" }));
  await stage.stored();
  const signedIn = await fetch(`${stage.address}/api/auth/login`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username: "me", password: token }),
  });
  const client = new UmamiClient({ baseUrl: `${stage.address}/api`, token: (await signedIn.json()).token });

  const websites = await client.listWebsites();
  assert.ok(websites.data.some((website) => website.id === project.id && website.domain === "umami-read.example"));
  const range = { websiteId: project.id, startAt: Date.now() - 3_600_000, endAt: Date.now() + 60_000 };
  const stats = await client.getWebsiteStats(range);
  assert.deepEqual([stats.pageviews, stats.visitors, stats.visits, stats.bounces, stats.comparison.pageviews], [3, 1, 1, 0, 0]);
  assert.deepEqual(await client.getWebsiteMetrics({ ...range, type: "event" }), [{ x: "signup", y: 1 }]);
  await assert.rejects(
    client.getWebsiteStats({ ...range, websiteId: "00000000-0000-4000-8000-000000000000" }),
    (error) => error.status === 404 && error.code === "not-found",
  );
});

test("our script stands in for Umami's: attributes, data, clicks, routes, identify", { skip: missing }, async () => {
  const project = await stage.project("umami-script", { mode: "identified" });
  const site = await openSite();
  try {
    const head = `<script defer src="${stage.address}/script.js" data-website-id="${project.id}" data-tag="t1" data-exclude-hash="true"></script>`;
    const body = '<button id="buy" data-umami-event="Buy" data-umami-event-plan="pro">Buy</button>';
    const { tab, path } = await site.visit({ head, body, path: "?utm_source=hn", referrer: "https://news.ycombinator.com/" });
    const answer = (name) =>
      tab.waitForResponse((response) => response.url().endsWith("/api/send") && response.request().postData()?.includes(name));
    await tab.waitForFunction(() => window.umami);
    const told = await tab.evaluate(() => window.umami.track("Custom", { total: 42.5, items: ["a", "b"] }));
    assert.ok(told.cache);
    const clicked = answer('"name":"Buy"');
    await tab.evaluate(() => document.getElementById("buy").click());
    await clicked;
    const routed = answer("/second");
    await tab.evaluate(() => history.pushState({}, "", "/second#part"));
    await routed;
    await tab.evaluate(() => window.umami.identify("user-1", { plan: "pro" }));
    await tab.evaluate(() => window.umami.track((fields) => ({ ...fields, name: "Changed", url: "/changed" })));

    const events = await stage.recent(project);
    assert.deepEqual(events.map((event) => `${event.name} ${event.path}`).sort(), [
      `Buy ${path}`,
      "Changed /changed",
      `Custom ${path}`,
      "identify /second",
      `pageview ${path}`,
      "pageview /second",
    ]);
    const one = (name) => events.find((event) => event.name === name);
    assert.deepEqual(one("Custom").props, { tag: "t1", total: "42.5", items: '["a","b"]' });
    assert.deepEqual(one("Buy").props, { tag: "t1", plan: "pro" });
    assert.equal(one("Changed").visitor, "user-1");
    assert.deepEqual(site.errors, []);
  } finally {
    await site.close();
  }
});
