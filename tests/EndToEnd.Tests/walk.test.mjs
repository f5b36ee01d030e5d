import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { filled, signUp } from "./support/owner.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";
import { comeFrom, counted, follow, people, visit } from "./support/visitors.mjs";

/** The main job of the product: people walk over the demo site in a real browser, and the questions and the dashboard show exactly these visits. */
const site = "demo.localhost";
const day = { site_id: site, date_range: "all" };
let data;
let server;
let browser;
let api;
const leave = [];

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path, { FOOTFALL_TRUSTED_PROXIES: "127.0.0.1" });
  api = apiOf(server.address);
  browser = await openBrowser();
  await walkAll();
});
after(async () => {
  await browser?.close();
  for (const go of leave) await go();
  await server?.stop();
  data?.remove();
});

const meet = async (person, walk) => leave.push(await visit(server, person, walk));

/** When the searcher's visit had surely begun, surely went on and was surely over, in milliseconds by this machine's clock. */
const searching = { from: 0, began: 0, wentOn: 0, over: 0 };

const walkAll = async () => {
  searching.from = Date.now();
  await meet("searcher", async (page, { sent }) => {
    const seen = (pageviews) =>
      eventually(
        async () => sent.filter(({ name }) => name === "pageview").length,
        (count) => count === pageviews,
        `pageview ${pageviews}`,
      );
    await comeFrom(page, "http://www.bing.com/");
    await seen(1);
    searching.began = Date.now();
    await follow(page, "Read: water decides the cup");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    // From the back/forward cache nothing is loaded again: the pageview says that the page is there.
    await seen(2);
    await page.goBack({ waitUntil: "commit" });
    await seen(3);
    searching.wentOn = Date.now();
    await page.goForward({ waitUntil: "commit" });
    await seen(4);
  });
  searching.over = Date.now();
  await meet("reader", async (page, { demo }) => {
    await page.goto(`${demo}/pricing/?utm_source=newsletter&utm_medium=email&utm_campaign=autumn`);
    await counted(page);
    await follow(page, "Choose Pot");
    await page.getByLabel("Name").fill("A person");
    await page.getByLabel("E-mail", { exact: true }).fill("person@example.com");
    for (const field of await page.locator("#contact textarea").all()) await field.fill("Hello");
    await page.getByRole("button", { name: "Send" }).click();
  });
  await meet("buyer", async (page, { demo }) => {
    await page.goto(`${demo}/products/`);
    await counted(page);
    await page.locator('main a[href="/demo/products/morning-ridge/"]').click();
    await counted(page);
    await follow(page, "Put in basket");
    await page.waitForURL("**/cart/**");
    await page.locator("[data-checkout]").click();
    await counted(page);
    await page.getByLabel("Name").fill("A person");
    await page.getByLabel("Street and town").fill("Somewhere 1");
    await page.getByRole("button", { name: "Buy now" }).click();
    await page.waitForURL("**/thank-you/");
    await counted(page);
  });
  await meet("planner", async (page, { demo }) => {
    await page.goto(`${demo}/planner/`);
    await counted(page);
    await page.locator(".tabs").getByRole("link", { name: "Water" }).click();
    await page.locator(".tabs").getByRole("link", { name: "Time" }).click();
    await page.getByRole("button", { name: "Start the timer" }).click();
    await page.getByRole("link", { name: "Brewing card (PDF)" }).click();
    await page.getByRole("link", { name: "A museum of tea, elsewhere" }).click();
    await page.waitForURL(/example\.org/);
  });
  await meet("passer", async (page) => {
    await comeFrom(page, "http://chatgpt.com/");
  });
  await meet("switcher", async (page, { demo, sent, browser }) => {
    await page.goto(`${demo}/guide/`);
    await counted(page);
    await page.getByRole("link", { name: "Green", exact: true }).click();
    const other = await browser.tab();
    await other.bringToFront();
    await eventually(
      async () => sent.map(({ name }) => name),
      (names) => names.includes("engagement"),
      "hiding the tab",
    );
    await page.bringToFront();
    await other.close();
  });
  await meet("crawler", async (page, { demo }) => {
    await page.goto(`${demo}/about/`);
    await counted(page);
  });
  await eventually(
    () => api.ask({ ...day, metrics: ["pageviews", "visits"] }),
    ([row]) => row?.[0] >= 17 && row[1] >= 6,
    "the last visit's arrival",
  );
  await eventually(
    () => api.ask({ ...day, metrics: ["events"], dimensions: ["visit:exit_page"] }),
    (rows) => rows.length >= 6,
    "the last page's leaving",
  );
};

/** A question's rows as a map from its one dimension to its one metric. */
const by = async (dimension, metric = "visitors", filters = []) =>
  Object.fromEntries(await api.ask({ ...day, metrics: [metric], dimensions: [dimension], filters }));

const walked = (name, body) => test(name, { skip: missing }, body);

walked("TheTotalsAreThoseOfTheWalks", async () => {
  const [[visitors, visits, pageviews, perVisit, bounces]] = await api.ask({
    ...day,
    metrics: ["visitors", "visits", "pageviews", "views_per_visit", "bounce_rate"],
  });
  assert.deepEqual(
    { visitors, visits, pageviews, perVisit, bounces },
    { visitors: 6, visits: 6, pageviews: 17, perVisit: 2.83, bounces: 17 },
  );
});

walked("AVisitLastedAsLongAsItsWalk", async () => {
  const [[seconds]] = await api.ask({ ...day, metrics: ["visit_duration"], filters: [["is", "visit:source", ["Bing"]]] });
  const least = (searching.wentOn - searching.began) / 1000;
  const most = (searching.over - searching.from) / 1000;
  // Answers are whole seconds.
  assert.ok(seconds >= least - 1 && seconds <= most + 1, `${seconds} s, of a walk of ${least} to ${most} s`);
  const [[mean]] = await api.ask({ ...day, metrics: ["visit_duration"] });
  assert.ok(mean > 0, "people stayed for a while");
});

walked("EachPageWasSeenAsOftenAsItWasOpened", async () => {
  assert.deepEqual(await by("event:page", "pageviews"), {
    "/demo/": 2,
    "/demo/journal/water-decides-the-cup/": 2,
    "/demo/pricing/": 1,
    "/demo/contact/": 1,
    "/demo/products/": 1,
    "/demo/products/morning-ridge/": 1,
    "/demo/cart/": 1,
    "/demo/checkout/": 1,
    "/demo/thank-you/": 1,
    "/demo/planner/": 1,
    "/demo/planner/water/": 1,
    "/demo/planner/time/": 1,
    "/demo/about/": 1,
    "/demo/guide/": 1,
    "/demo/guide/#/green": 1,
  });
});

walked("VisitsBeginAndEndWhereTheyDid", async () => {
  assert.deepEqual(await by("visit:entry_page", "visits"), {
    "/demo/": 1,
    "/demo/pricing/": 1,
    "/demo/products/": 1,
    "/demo/planner/": 1,
    "/demo/about/": 1,
    "/demo/guide/": 1,
  });
  assert.deepEqual(await by("visit:exit_page", "visits"), {
    "/demo/journal/water-decides-the-cup/": 1,
    "/demo/contact/": 1,
    "/demo/thank-you/": 1,
    "/demo/planner/time/": 1,
    "/demo/about/": 1,
    "/demo/guide/#/green": 1,
  });
});

walked("SourcesAndCampaignsAreThoseThatLedThere", async () => {
  assert.deepEqual(await by("visit:channel"), { Direct: 3, "Organic Search": 1, Email: 1, "AI Assistants": 1 });
  assert.deepEqual(await by("visit:source"), { "Direct / None": 3, Bing: 1, Newsletter: 1, ChatGPT: 1 });
  assert.deepEqual(await by("visit:utm_campaign"), { "(not set)": 5, autumn: 1 });
});

walked("DevicesAreThoseOfTheBrowsers", async () => {
  assert.deepEqual(await by("visit:device"), { Desktop: 5, Mobile: 1 });
  assert.deepEqual(await by("visit:browser"), { Chrome: 5, Safari: 1 });
  assert.deepEqual(await by("visit:os"), { Linux: 3, Windows: 1, macOS: 1, iOS: 1 });
});

walked("WhatPeopleDidIsCountedByItsName", async () => {
  const events = await by("event:name", "events");
  for (const name of ["plan.chosen", "contact.sent", "purchase", "timer.started", "file_download", "outbound_click"])
    assert.equal(events[name], 1, `${name} in ${JSON.stringify(events)}`);
  assert.equal(events.pageview, 17);
  assert.deepEqual(await by("event:props:plan", "visitors", [["is", "event:name", ["plan.chosen"]]]), { pot: 1 });
});

walked("ThePurchaseCarriesItsRevenue", async () => {
  const [[goal, conversions, revenue]] = await api.ask({
    ...day,
    metrics: ["visitors", "total_revenue"],
    dimensions: ["event:goal"],
    filters: [["is", "event:goal", ["Purchase"]]],
  });
  assert.equal(goal, "Purchase");
  assert.equal(conversions, 1);
  assert.deepEqual([revenue.value, revenue.currency], [14.5, "EUR"]);
});

walked("TheArticleWasScrolledToItsEndAndSeenForAWhile", async () => {
  const [[depth, seconds]] = await api.ask({
    ...day,
    metrics: ["scroll_depth", "time_on_page"],
    filters: [["is", "event:page", ["/demo/journal/water-decides-the-cup/"]]],
  });
  assert.equal(depth, 100);
  assert.ok(seconds >= 0 && seconds < 60, String(seconds));
});

walked("TheCrawlerIsKeptApart", async () => {
  assert.equal((await by("event:page"))["/demo/about/"], 1);
  const project = await projectId();
  // Nobody's numbers tell when a bot has arrived.
  const { body } = await eventually(
    () => api.send("GET", `/api/v1/projects/${project}/bots?date_range=all`),
    (answer) => answer.body.reasons.length > 0,
    "the crawler's arrival",
  );
  assert.deepEqual(
    body.reasons.map(({ reason, visitors }) => [reason, visitors]),
    [["crawler", 1]],
  );
});

walked("NoTraceOfWhoTheyWereIsOnTheDisk", async () => {
  const { execFileSync } = await import("node:child_process");
  for (const person of Object.values(people))
    for (const canary of [person.address, person.userAgent]) {
      // grep ends with 1 where it finds nothing.
      assert.throws(() => execFileSync("grep", ["-rlaF", canary, data.path], { encoding: "utf8" }), { status: 1 }, canary);
      assert.ok(!server.output().includes(canary), `${canary} in the log`);
    }
});

walked("TheBooksBalance", async () => {
  const { body } = await api.send("GET", `/api/v1/projects/${await projectId()}/ledger`);
  assert.equal(body.balanced, true);
  assert.ok(body.totals.stored > 17);
});

const projectId = async () => (await api.send("GET", "/api/v1/projects")).body.items.find(({ domains }) => domains.includes(site)).id;

walked("TheDashboardShowsExactlyTheseVisits", async () => {
  const page = await signUp(browser, server);
  await page
    .getByRole("link", { name: /Demo shop/ })
    .first()
    .click();
  await filled(page);
  const panel = (title) => page.locator("section.panel", { has: page.getByRole("heading", { name: title, exact: true }) });
  const rows = async (title, tab) => {
    if (tab) await panel(title).getByRole("tab", { name: tab, exact: true }).click();
    await page.waitForFunction(() => !document.querySelector("[aria-busy=true], .skeleton, .skeleton-bar"));
    const lines = await panel(title)
      .locator("tr.row")
      .evaluateAll((all) =>
        all.map((row) => [row.querySelector(".row-link").textContent.trim(), row.querySelector("td").textContent.trim()]),
      );
    return Object.fromEntries(lines.map(([name, value]) => [name, Number(value)]));
  };
  const totals = await page.locator(".total-value").allTextContents();
  assert.deepEqual(totals.slice(0, 5), ["6", "6", "17", "2.83", "17%"]);
  assert.deepEqual(await rows("How they came", "Channels"), { Direct: 3, "Organic Search": 1, Email: 1, "AI Assistants": 1 });
  assert.deepEqual(await rows("How they came", "Sources"), { "Direct / None": 3, Bing: 1, Newsletter: 1, ChatGPT: 1 });
  const entries = await rows("What they saw", "Entry");
  assert.equal(Object.keys(entries).length, 6);
  assert.deepEqual(await rows("With what", "Devices"), { Desktop: 5, Mobile: 1 });
  const goals = await rows("What they did", "Goals");
  assert.equal(goals.Purchase, 1);
  assert.equal(goals["Read the journal"], 1);

  await panel("With what").getByRole("tab", { name: "Devices" }).click();
  await panel("With what").getByRole("link", { name: "Mobile", exact: true }).click();
  await page.waitForURL(/f=is,device,Mobile/);
  await page.waitForFunction(() => document.querySelector(".total-value")?.textContent === "1");
  await page.reload();
  await page.waitForFunction(() => document.querySelector(".total-value")?.textContent === "1");
  assert.deepEqual((await page.locator(".total-value").allTextContents()).slice(0, 3), ["1", "1", "5"]);
  await page.context().close();
});
