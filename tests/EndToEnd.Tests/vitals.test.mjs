import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { signUp } from "./support/owner.mjs";
import { go, settled } from "./support/pages.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";

/** Web vitals from a visitor's browser to the page that tells them. */
let data;
let server;
let browser;
let page;
let api;

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  api = apiOf(server.address);
  browser = await openBrowser();
  page = await signUp(browser, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);
const load = (path, props) => ({ name: "web_vitals", url: `https://fast.example${path}`, props, interactive: false });

step("ThePageTellsTheNumbersOfTheApi", async () => {
  const made = await api.send("POST", "/api/v1/projects", { name: "Fast", domains: ["fast.example"], mode: "anonymous", timezone: "UTC" });
  const events = [
    load("/", { lcp: 1200, inp: 90, cls: 0.02, fcp: 700, ttfb: 120 }),
    load("/", { lcp: 1400, cls: 0, fcp: 800, ttfb: 140 }),
    load("/slow", { lcp: 5200, inp: 640, cls: 0.4, fcp: 3200, ttfb: 2100 }),
  ];
  const { status } = await api.send("POST", "/collect?wait=stored", { key: made.body.key, events });
  assert.ok(status < 300);
  await go(page, `/projects/${made.body.id}/vitals?period=today`);
  await page.locator(".vitals-table").waitFor();
  const { body } = await api.send("POST", `/api/v1/projects/${made.body.id}/vitals`, { date_range: "day" });
  assert.deepEqual(
    body.totals.map(({ vital, samples, p75, rating }) => [vital, samples, p75, rating]),
    [
      ["lcp", 3, 3300, "needs_improvement"],
      ["inp", 2, 502.5, "poor"],
      ["cls", 3, 0.21, "needs_improvement"],
      ["fcp", 3, 2000, "needs_improvement"],
      ["ttfb", 3, 1120, "needs_improvement"],
    ],
  );
  const cards = page.getByRole("list", { name: "Web vitals" }).getByRole("button");
  assert.deepEqual(await cards.locator("strong").allTextContents(), ["3.3 s", "503 ms", "0.21", "2 s", "1.12 s"]);
  const slow = page.getByRole("row", { name: /\/slow/ });
  assert.match(await slow.textContent(), /5\.2 s, poor640 ms, poor0\.4, poor/);
  await cards.nth(2).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("slider", { name: /The trend/ }).focus();
  await eventually(
    () => page.getByRole("slider").getAttribute("aria-valuetext"),
    (said) => /CLS/.test(said),
    "the layout shift over time",
  );
  assert.deepEqual(await barriersOf(page), []);
  // The events that they are made of count nowhere else.
  await go(page, `/projects/${made.body.id}?period=today`);
  await settled(page);
  assert.equal(await page.getByRole("heading", { name: "What they did" }).count(), 1);
  assert.equal(
    (await api.send("POST", "/api/v2/query", { site_id: made.body.id, metrics: ["events"], date_range: "day" })).body.results[0].metrics[0],
    0,
  );
});
