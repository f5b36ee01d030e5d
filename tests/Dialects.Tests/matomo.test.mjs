import assert from "node:assert/strict";
import { once } from "node:events";
import { after, before, test } from "node:test";
import MatomoTracker from "matomo-tracker";
import { missing } from "../../web/tracker/test/harness/chromium.mjs";
import { eventually, token } from "../EndToEnd.Tests/support/server.mjs";
import { bundled, openSite } from "./support/browser.mjs";
import { startFaults } from "./support/faults.mjs";
import { openStage } from "./support/stage.mjs";

/** Matomo's client for Node. It reports failures only, and repeats nothing. */
let stage, faults;
before(async () => {
  stage = await openStage();
  faults = await startFaults(stage.server);
});
after(async () => {
  faults?.close();
  await stage?.close();
});

/** Sends, and waits until the server has answered: the client does not tell. */
const tracked = async (matomo, count, send) => {
  const failures = [];
  matomo.on("error", (error) => failures.push(error));
  const before = faults.requests.filter((request) => request.status).length;
  send();
  await eventually(
    () => faults.requests.filter((request) => request.status).length,
    (answered) => answered === before + count,
    "an answer to each request",
  );
  return failures;
};

test("single requests and a bulk are counted with their fields", async () => {
  const project = await stage.project("matomo");
  const matomo = new MatomoTracker(project.number, `${faults.address}/matomo.php`);
  const failures = await tracked(matomo, 2, () => {
    matomo.track({
      url: "https://shop.example/pricing?utm_source=hn",
      action_name: "Pricing",
      urlref: "https://news.ycombinator.com/",
      res: "1920x1080",
      lang: "en-US",
      uid: "user-1",
      _id: "0123456789abcdef",
      cvar: '{"1":["plan","pro"]}',
    });
    matomo.track({ url: "https://shop.example/checkout", e_c: "shop", e_a: "order_completed", e_n: "cart", e_v: 42.5 });
  });
  const answer = await new Promise((told) =>
    matomo.trackBulk(
      [
        { url: "https://shop.example/a", action_name: "A" },
        { url: "https://shop.example/b", idgoal: 3, revenue: 9.99 },
        { url: "https://shop.example/a", ping: 1 },
      ],
      told,
    ),
  );

  assert.deepEqual(failures, []);
  assert.deepEqual(JSON.parse(answer), { status: "success", tracked: 3, invalid: 0 });
  const events = await stage.recent(project);
  assert.deepEqual(events.map((event) => `${event.name} ${event.path}`).sort(), [
    "engagement /a",
    "goal /b",
    "order_completed /checkout",
    "pageview /a",
    "pageview /pricing",
  ]);
  assert.ok(events.every((event) => event.bot_reason === null && event.visitor === null));
  assert.deepEqual(events.find((event) => event.name === "order_completed").props, { category: "shop", label: "cart", value: "42.5" });
  assert.deepEqual(events.find((event) => event.path === "/pricing").props, { plan: "pro" });
  // An engagement is nothing that anybody did.
  assert.deepEqual(await stage.ask(project, { metrics: ["pageviews", "events"] }), [[2, 4]]);
});

test("an identified project knows visitors and users, and a token makes addresses believed", async () => {
  const project = await stage.project("matomo-known", { mode: "identified" });
  const matomo = new MatomoTracker(project.number, `${faults.address}/compat/matomo/piwik.php`);
  const failures = await tracked(matomo, 2, () => {
    matomo.track({
      url: "https://known.example/",
      uid: "ada",
      _id: "0123456789abcdef",
      cip: "203.0.113.9",
      cdt: "2026-01-02 03:04:05",
      token_auth: token,
    });
    matomo.track({ url: "https://known.example/", uid: "bob", _id: "fedcba9876543210" });
  });

  assert.deepEqual(failures, []);
  const events = await stage.recent(project);
  assert.deepEqual(events.map((event) => event.visitor).sort(), ["0123456789abcdef", "fedcba9876543210"]);
  assert.equal(events.find((event) => event.visitor === "0123456789abcdef").time.slice(0, 19), "2026-01-02T03:04:05");
});

test("refusals and cut connections are told to the client as Matomo's own are", async () => {
  const matomo = new MatomoTracker(1, `${faults.address}/matomo.php`);
  for (const [fault, expected] of [
    [{ status: 503, headers: { "retry-after": "1" } }, 503],
    ["cut", "socket hang up"],
  ]) {
    faults.fail(fault);
    const failed = once(matomo, "error");
    matomo.track("https://shop.example/");
    assert.deepEqual(await failed.then(([error]) => error), expected);
  }

  const nobody = new MatomoTracker(999, `${faults.address}/matomo.php`);
  const failed = once(nobody, "error");
  nobody.track("https://shop.example/");
  assert.deepEqual(await failed, [400]);
});

test("our script stands in for Matomo's: the snippet's queue, links, orders, consent, a package around it", { skip: missing }, async () => {
  const project = await stage.project("matomo-script");
  const site = await openSite();
  try {
    const head = `<script>
      var _paq = window._paq = window._paq || [];
      _paq.push(["setCustomDimension", 1, "gold"]);
      _paq.push(["trackPageView"]);
      _paq.push(["enableLinkTracking"]);
      (function() {
        var u = "${stage.address}/";
        _paq.push(["setTrackerUrl", u + "matomo.php"]);
        _paq.push(["setSiteId", "${project.number}"]);
        var d = document, g = d.createElement("script"), s = d.getElementsByTagName("script")[0];
        g.async = true; g.src = u + "matomo.js"; s.parentNode.insertBefore(g, s);
      })();</script>`;
    const body = '<a id="out" href="http://elsewhere.localhost/x">out</a><a id="file" href="/a.pdf">file</a>';
    const { tab, path } = await site.visit({ head, body, path: "?utm_source=hn" });
    await tab.waitForFunction(() => window.Matomo?.initialized);
    await tab.evaluate(() => {
      for (const id of ["out", "file"]) {
        document.getElementById(id).addEventListener("click", (event) => event.preventDefault());
        document.getElementById(id).click();
      }
      window._paq.push(["trackEvent", "shop", "order_completed", "cart", 42.5], ["trackSiteSearch", "tea", "hot", 3], ["trackGoal", 7]);
      window._paq.push(["addEcommerceItem", "sku", "Tea", "hot", 12.5, 2], ["trackEcommerceOrder", "o-1", 25]);
      window._paq.push(["requireConsent"], ["trackEvent", "consent", "waited"], ["setConsentGiven"]);
    });
    const script = await bundled(`
      import MatomoTracker from "@jonkoops/matomo-tracker";
      const tracker = new MatomoTracker({ urlBase: ${JSON.stringify(`${stage.address}/`)}, siteId: ${project.number}, disabled: false });
      tracker.trackPageView({ documentTitle: "From a package" });
      tracker.trackEvent({ category: "package", action: "packaged" });`);
    const packaged = await site.visit({ script });
    await packaged.tab.waitForFunction(() => window.Matomo?.initialized);

    const events = await eventually(
      () => stage.recent(project),
      (seen) => seen.length === 10,
      "ten events",
    );
    assert.deepEqual(
      events.map((event) => `${event.name} ${event.path}`).sort(),
      [
        `file_download ${path}`,
        `goal ${path}`,
        `order_completed ${path}`,
        `outbound_click ${path}`,
        `packaged ${packaged.path}`,
        `pageview ${path}`,
        `pageview ${packaged.path}`,
        `purchase ${path}`,
        `search ${path}`,
        `waited ${path}`,
      ].sort(),
    );
    const one = (name) => events.find((event) => event.name === name);
    assert.deepEqual(one("order_completed").props, { category: "shop", label: "cart", value: "42.5", dimension1: "gold" });
    assert.deepEqual(one("purchase").props, { order: "o-1", revenue: "25", items: '[["sku","Tea","hot",12.5,2]]', dimension1: "gold" });
    assert.equal(events.find((event) => event.path === packaged.path && event.name === "pageview").title, "From a package");
    assert.ok(events.every((event) => event.bot_reason === null && event.browser === "Chrome"));
    assert.deepEqual(site.errors, []);
  } finally {
    await site.close();
  }
});
