import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing } from "../../web/tracker/test/harness/chromium.mjs";
import { bundled, openSite } from "./support/browser.mjs";
import { startFaults } from "./support/faults.mjs";
import { openStage } from "./support/stage.mjs";

/** Plausible's packages as sites use them, in a real Chromium. */
const skip = missing;
let stage, site;
before(async () => {
  if (skip) return;
  [stage, site] = await Promise.all([openStage(), openSite()]);
});
after(async () => {
  await site?.close();
  await stage?.close();
});

const names = (events) => events.map((event) => event.name);
const posted = (tab, name) =>
  tab.waitForResponse((response) => response.url().includes("/api/event") && response.request().postData()?.includes(`"n":"${name}"`));

test("plausible-tracker reports success, and what it sent is what is counted", { skip }, async () => {
  const project = await stage.project("plausible-tracker");
  const script = await bundled(`
    import Plausible from "plausible-tracker";
    const plausible = Plausible({ domain: "plausible-tracker.example", apiHost: ${JSON.stringify(stage.address)} });
    window.told = new Promise((tell) => {
      plausible.trackPageview({}, { callback: () => plausible.trackEvent("Signup", { props: { plan: "pro", seats: 3 }, callback: () => tell("told") }) });
    });`);
  const { tab, path } = await site.visit({ script, path: "?utm_source=hn", referrer: "https://news.ycombinator.com/" });
  assert.equal(await tab.evaluate(() => window.told), "told");

  const events = await stage.recent(project);
  assert.deepEqual(names(events).sort(), ["Signup", "pageview"]);
  for (const event of events)
    assert.deepEqual([event.hostname, event.path, event.bot_reason, event.browser], ["shop.localhost", path, null, "Chrome"]);
  assert.deepEqual(events.find((event) => event.name === "Signup").props, { plan: "pro", seats: "3" });
  assert.deepEqual(await stage.ask(project, { dimensions: ["visit:utm_source"], metrics: ["visitors", "pageviews", "events"] }), [
    ["hn", 1, 1, 2],
  ]);
});

test("the official package sends pageviews, props, revenue, links and engagement", { skip }, async () => {
  const project = await stage.project("official");
  const goal = await stage.send("POST", `/api/v1/projects/${project.id}/goals`, { event_name: "Purchase", currency: "EUR" });
  assert.equal(goal.status, 201);
  const script = await bundled(`
    import { init, track } from "@plausible-analytics/tracker";
    init({ domain: "official.example", endpoint: ${JSON.stringify(`${stage.address}/api/event`)}, outboundLinks: true, fileDownloads: true, customProperties: { theme: "dark" } });
    window.statuses = [];
    window.buy = () => track("Purchase", { props: { plan: "pro" }, revenue: { currency: "EUR", amount: 42.5 }, interactive: false, callback: ({ status }) => window.statuses.push(status) });`);
  const body =
    '<p style="height:5000px">Long</p><a id="out" href="http://elsewhere.localhost/x" target="_blank">out</a><a id="file" href="/a.pdf" download>file</a>';
  const { tab, path } = await site.visit({ script, body });
  const bought = posted(tab, "Purchase");
  await tab.evaluate(() => window.buy());
  assert.equal((await bought).status(), 202);
  await tab.waitForFunction(() => window.statuses[0] === 202);
  for (const [id, name] of [
    ["out", "Outbound Link: Click"],
    ["file", "File Download"],
  ]) {
    const sent = posted(tab, name);
    await tab.evaluate((id) => {
      document.getElementById(id).addEventListener("click", (event) => event.preventDefault());
      document.getElementById(id).click();
    }, id);
    assert.equal((await sent).status(), 202);
  }
  await tab.evaluate(() => scrollTo(0, 2500));
  await tab.waitForFunction(() => scrollY > 2000);
  const engaged = posted(tab, "engagement");
  await site.visit({});
  assert.equal((await engaged).status(), 202);

  const events = await stage.recent(project);
  assert.deepEqual(names(events).sort(), ["Purchase", "engagement", "file_download", "outbound_click", "pageview"]);
  assert.deepEqual(events.find((event) => event.name === "Purchase").props, { plan: "pro", theme: "dark" });
  assert.equal(events.find((event) => event.name === "outbound_click").props.url, "http://elsewhere.localhost/x");
  assert.ok(events.every((event) => event.path === path && event.bot_reason === null));
  const [[, , revenue]] = await stage.ask(project, { dimensions: ["event:goal"], metrics: ["events", "total_revenue"] });
  assert.deepEqual([revenue.value, revenue.currency], [42.5, "EUR"]);
  const [[, depth]] = await stage.ask(project, { dimensions: ["event:page"], metrics: ["scroll_depth"] });
  assert.ok(depth > 40 && depth <= 100, `scroll depth ${depth}`);
});

test("plausible-client sends props and revenue, and learns of a refusal", { skip }, async () => {
  const project = await stage.project("client");
  const faults = await startFaults(stage.server);
  const script = await bundled(`
    import { Plausible } from "plausible-client";
    const plausible = new Plausible({ domain: "client.example", apiHost: ${JSON.stringify(faults.address)}, filter: () => true });
    window.send = (name) => plausible.sendEvent(name, { props: { foo: 1, bar: "text", baz: null }, revenue: { currency: "USD", amount: 5 } }).then(() => "sent", String);
    window.pageview = () => plausible.sendEvent("pageview").then(() => "sent", String);`);
  const { tab } = await site.visit({ script });
  assert.equal(await tab.evaluate(() => window.pageview()), "sent");
  assert.equal(await tab.evaluate(() => window.send("test")), "sent");
  faults.fail({ status: 503, headers: { "retry-after": "1" } });
  await tab.evaluate(() => window.send("lost"));
  assert.equal(await tab.evaluate(() => window.send("after")), "sent");
  faults.close();

  const events = await stage.recent(project);
  assert.deepEqual(names(events).sort(), ["after", "pageview", "test"]);
  assert.deepEqual(events.find((event) => event.name === "test").props, { foo: "1", bar: "text" });
});

test("our script stands in for Plausible's: attributes, variants, queue, tagged elements", { skip }, async () => {
  const project = await stage.project("drop-in");
  const head = `<script>window.plausible = window.plausible || function() { (window.plausible.q = window.plausible.q || []).push(arguments) }; plausible("Queued", { props: { from: "queue" } })</script>
    <script defer data-domain="drop-in.example" event-author="ada" src="${stage.address}/js/script.outbound-links.file-downloads.tagged-events.pageview-props.revenue.hash.js"></script>`;
  const body =
    '<p style="height:4000px"></p><button id="tagged" class="plausible-event-name=Add+to+Cart plausible-event-size=x+l">Add</button><a id="out" href="http://elsewhere.localhost/y">out</a>';
  const { tab, url } = await site.visit({ head, body });
  await tab.waitForFunction(() => window.plausible.l);
  const clicked = posted(tab, "Add to Cart");
  await tab.evaluate(() => document.getElementById("tagged").click());
  await clicked;
  const left = posted(tab, "Outbound Link: Click");
  await tab.evaluate(() => {
    document.getElementById("out").addEventListener("click", (event) => event.preventDefault());
    document.getElementById("out").click();
  });
  await left;
  const routed = posted(tab, "pageview");
  await tab.evaluate(() => {
    location.hash = "#/route";
  });
  await routed;
  assert.equal(
    await tab.evaluate(
      () =>
        new Promise((done) =>
          window.plausible("Custom", {
            props: { n: 7 },
            revenue: { currency: "EUR", amount: "9.99" },
            callback: ({ status }) => done(status),
          }),
        ),
    ),
    202,
  );
  await tab.evaluate(() => scrollTo(0, 3000));
  await tab.waitForFunction(() => scrollY > 2000);
  const engaged = posted(tab, "engagement");
  await site.visit({});
  await engaged;

  const events = await stage.recent(project);
  assert.deepEqual(
    names(events)
      .filter((name) => name !== "engagement")
      .sort(),
    ["Add to Cart", "Custom", "Queued", "outbound_click", "pageview", "pageview"],
  );
  const one = (name) => events.find((event) => event.name === name);
  assert.deepEqual(one("Add to Cart").props, { author: "ada", size: "x l" });
  assert.deepEqual(one("Custom").props, { author: "ada", n: "7" });
  assert.deepEqual(one("Queued").props, { author: "ada", from: "queue" });
  const { pathname } = new URL(url);
  assert.deepEqual(
    events
      .filter((event) => event.name === "pageview")
      .map((event) => event.path)
      .sort(),
    [pathname, `${pathname}#/route`],
  );
});

test("the newer snippet begins where it says, also under /compat", { skip }, async () => {
  const project = await stage.project("newer");
  const head = `<script async src="${stage.address}/compat/plausible/js/pa-${project.key}.js"></script>
    <script>window.plausible=window.plausible||function(){(plausible.q=plausible.q||[]).push(arguments)},plausible.init=plausible.init||function(i){plausible.o=i||{}};plausible.init({ customProperties: { a: 1 } })</script>`;
  const { tab } = await site.visit({ head });
  await tab.waitForFunction(() => window.plausible.l);
  assert.equal(
    await tab.evaluate(() => new Promise((done) => window.plausible("Custom", { callback: ({ status }) => done(status) }))),
    202,
  );

  const events = await stage.recent(project);
  assert.deepEqual(names(events).sort(), ["Custom", "pageview"]);
  assert.ok(events.every((event) => event.props.a === "1"));
  const scripts = await fetch(`${stage.address}/js/script.manual.js`);
  assert.deepEqual([scripts.status, scripts.headers.get("content-type")], [200, "text/javascript; charset=utf-8"]);
});

test("no page's console had a failure to tell, but for what the proxy broke", { skip }, () => {
  assert.deepEqual(
    site.errors.filter((error) => !error.includes("503")),
    [],
  );
});
