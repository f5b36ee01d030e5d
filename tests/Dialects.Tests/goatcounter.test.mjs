import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing } from "../../web/tracker/test/harness/chromium.mjs";
import { eventually } from "../EndToEnd.Tests/support/server.mjs";
import { openSite } from "./support/browser.mjs";
import { openStage } from "./support/stage.mjs";

/** Our script in the place of GoatCounter's, and what its servers' API takes. */
let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

test("our script stands in for GoatCounter's: attributes, settings, clicks, events", { skip: missing }, async () => {
  const project = await stage.project("goat");
  const site = await openSite();
  try {
    const head = `<script>window.goatcounter = { path: (path) => path.replace(/id=\\d+/, "id=n") }</script>
      <script data-goatcounter="${stage.address}/compat/goatcounter/${project.key}/count" async src="${stage.address}/count.js"></script>`;
    const body = '<a id="buy" data-goatcounter-click="buy" data-goatcounter-title="Bought" href="#">Buy</a>';
    const { tab, path } = await site.visit({ head, body, path: "?id=17&utm_source=hn", title: "Goats" });
    const counted = (name) => tab.waitForRequest((request) => request.url().includes(`/count?p=${encodeURIComponent(name)}`));
    await tab.waitForFunction(() => window.goatcounter.count && document.querySelector("[data-goatcounter-bound]"));
    const clicked = counted("buy");
    await tab.evaluate(() => document.getElementById("buy").click());
    await clicked;
    const custom = counted("custom");
    await tab.evaluate(() => window.goatcounter.count({ path: "custom", title: "Custom", event: true }));
    await custom;
    // A beacon's answer is read by nobody.
    const events = await eventually(
      () => stage.recent(project),
      (seen) => seen.length === 3,
      "three hits",
    );

    assert.deepEqual(events.map((event) => `${event.name} ${event.path} ${event.title}`).sort(), [
      "buy / Bought",
      "custom / Custom",
      `pageview ${path} Goats`,
    ]);
    assert.ok(events.every((event) => event.hostname === "shop.localhost" && event.bot_reason === null));
    assert.deepEqual(await stage.ask(project, { dimensions: ["visit:utm_source"], metrics: ["pageviews"] }), [["hn", 1]]);
    assert.deepEqual(site.errors, []);
  } finally {
    await site.close();
  }
});

test("a server's hits are taken by write key, of the host that was asked too", async () => {
  const project = await stage.project("goat-server", { domains: ["127.0.0.1"] });
  const hits = {
    no_sessions: true,
    hits: [
      { path: "/one", title: "One", ref: "https://news.ycombinator.com/", size: [1280, 720, 2] },
      { path: "bought", event: true },
    ],
  };
  const answer = await fetch(`${stage.address}/api/v0/count`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${project.key}` },
    body: JSON.stringify(hits),
  });
  assert.deepEqual([answer.status, await answer.json()], [202, { status: "ok" }]);
  const pixel = await fetch(`${stage.address}/count?p=/two&t=Two&rnd=x`);
  assert.deepEqual([pixel.status, pixel.headers.get("content-type")], [200, "image/gif"]);

  const events = await stage.recent(project);
  assert.deepEqual(events.map((event) => `${event.name} ${event.path}`).sort(), ["bought /", "pageview /one", "pageview /two"]);
});

test("what came by each dialect is counted in the metrics", async () => {
  const metrics = await (await fetch(`${stage.address}/metrics`)).text();
  const counted = Object.fromEntries(
    [...metrics.matchAll(/^footfall_ingestion_dialect_events_total\{([^}]*)\} (\d+)/gm)].map(([, labels, count]) => [
      labels,
      Number(count),
    ]),
  );
  const journalled = Object.entries(counted).find(
    ([labels]) => labels.includes('dialect="goatcounter"') && labels.includes('outcome="journalled"'),
  );
  assert.equal(journalled?.[1], missing ? 3 : 6, JSON.stringify(counted));
});
