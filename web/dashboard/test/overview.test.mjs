import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { FRESH, IDENTIFIED, openOverview, SITE, startStage } from "./browser.mjs";

let stage;
before(async () => {
  stage = await startStage();
});
after(async () => {
  await stage.close();
  assert.deepEqual(stage.complaints, []);
});

const panel = (page, title) => page.locator("section.panel", { has: page.getByRole("heading", { name: title, exact: true }) });
const totals = (page) => page.locator(".total-value").allTextContents();
const done = (page) => page.context().close();

/** The server's own answer to a question, to hold the page against. */
async function ask(page, question) {
  return page.evaluate(async (body) => {
    const headers = { "content-type": "application/json", "x-csrf-token": "csrf-mock" };
    return (await fetch("/api/v2/query", { method: "POST", headers, body: JSON.stringify(body) })).json();
  }, question);
}

test("TheTotalsAreTheServersNumbers", async () => {
  const page = await openOverview(stage, "?period=7d&compare=none");
  const to = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const from = new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10);
  const answer = await ask(page, { site_id: SITE.split("/")[2], metrics: ["visitors", "visits", "pageviews"], date_range: [from, to] });
  const shown = (await totals(page)).slice(0, 3).map((text) => Number(text.replaceAll(",", "")));
  assert.deepEqual(shown, answer.results[0].metrics);
  await done(page);
});

test("AClickOnARowFiltersAndBackTakesItAway", async () => {
  const page = await openOverview(stage);
  const before = await totals(page);
  await panel(page, "How they came").getByRole("link", { name: "Organic Search", exact: true }).click();
  await page.waitForURL(/f=is,channel,Organic\+Search/);
  await page.getByRole("button", { name: "Edit the filter: Channel is Organic Search" }).waitFor();
  await page.waitForFunction((old) => document.querySelector(".total-value")?.textContent !== old, before[0]);
  // The channel has opened into its sources.
  assert.equal(await panel(page, "How they came").getByRole("tab", { selected: true }).textContent(), "Sources");
  await page.goBack();
  await page.waitForFunction((old) => document.querySelector(".total-value")?.textContent === old, before[0]);
  assert.equal(await panel(page, "How they came").getByRole("tab", { selected: true }).textContent(), "Channels");
  await done(page);
});

test("WhereVisitorsAreKnownAgainTheirFirstVisitCanBeAskedFor", async () => {
  const page = await stage.open(`${IDENTIFIED}?period=28d&compare=none`);
  const came = panel(page, "How they came");
  await came.getByRole("tab", { name: "Sources" }).click();
  await came.getByRole("radio", { name: "Of the visitor’s first visit" }).check();
  await page.waitForFunction(() => document.querySelector(".panel-foot a[href*='details=first_source']"));
  await came.getByRole("link", { name: "Hacker News", exact: true }).click();
  await page.waitForURL(/f=is,first_source,Hacker\+News/);
  await page.getByRole("button", { name: "Edit the filter: First source is Hacker News" }).waitFor();
  assert.equal(await came.getByRole("tab", { selected: true }).textContent(), "Referrers");
  await came.getByRole("link", { name: "https://news.ycombinator.com/item", exact: true }).waitFor();
  await done(page);
});

test("WhereVisitorsLiveOneDayNobodyAsksForTheirFirstVisit", async () => {
  const page = await openOverview(stage);
  assert.equal(await panel(page, "How they came").getByRole("radio").count(), 0);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  assert.equal(await page.locator("#filter-key optgroup[label='First visit']").count(), 0);
  await done(page);
});

test("TheSmallButtonOfARowLeavesItOut", async () => {
  const page = await openOverview(stage);
  const row = panel(page, "What they saw").locator("tr", { hasText: "/pricing" });
  await row.hover();
  await row.getByRole("button", { name: "Leave out /pricing" }).click();
  await page.waitForURL(/f=is_not,page,\/pricing/);
  await page.waitForFunction(() => ![...document.querySelectorAll(".row-link")].some((link) => link.textContent === "/pricing"));
  await done(page);
});

test("AnAddressBringsBackTheWholeView", async () => {
  const page = await openOverview(
    stage,
    "?period=custom&from=2026-01-01&to=2030-01-02&compare=none&interval=month&metric=pageviews&f=contains,page,blog",
  );
  await page.getByRole("button", { name: "Edit the filter: Page contains blog" }).waitFor();
  assert.equal(await page.locator(".total-button[aria-pressed=true] .total-label").textContent(), "Pageviews");
  assert.equal(await page.getByRole("combobox", { name: "Buckets" }).inputValue(), "month");
  await page.getByRole("button", { name: "No comparison" }).waitFor();
  const pages = await panel(page, "What they saw").locator(".row-link").allTextContents();
  assert.ok(pages.length > 0 && pages.every((path) => path.includes("blog")), String(pages));
  await done(page);
});

test("FiltersAreMadeAndEditedInADialog", async () => {
  const page = await openOverview(stage);
  await page.getByRole("button", { name: "Filter", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Add a filter" });
  await dialog.getByLabel("What").selectOption("browser");
  await dialog.getByLabel("How").selectOption("is_not");
  await dialog.getByLabel("Any of these values").fill("Chrome");
  await dialog.getByLabel("Any of these values").press("Enter");
  await dialog.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/f=is_not,browser,Chrome/);
  await page.getByRole("button", { name: "Edit the filter: Browser is not Chrome" }).click();
  await page.getByRole("dialog", { name: "Edit the filter" }).getByLabel("How").selectOption("is");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/f=is,browser,Chrome/);
  await page.getByRole("button", { name: "Remove the filter: Browser is Chrome" }).click();
  await page.waitForFunction(() => !location.search.includes("f="));
  await done(page);
});

test("KeysChooseThePeriodTheComparisonAndHelp", async () => {
  const page = await openOverview(stage);
  await page.keyboard.press("w");
  await page.waitForURL(/period=7d/);
  await page.keyboard.press("x");
  await page.waitForURL(/compare=none/);
  await page.keyboard.press(",");
  await page.waitForURL(/period=custom/);
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
  await page.keyboard.press("d");
  assert.match(page.url(), /period=custom/);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Keyboard" }).waitFor({ state: "detached" });
  await done(page);
});

test("TheChartIsASliderForTheKeyboardAndATableForReading", async () => {
  const page = await openOverview(stage, "?period=7d");
  const slider = page.getByRole("slider");
  await slider.focus();
  const last = await slider.getAttribute("aria-valuetext");
  await page.keyboard.press("ArrowLeft");
  assert.notEqual(await slider.getAttribute("aria-valuetext"), last);
  await page.getByRole("button", { name: "Show the chart as a table" }).click();
  assert.equal(await page.locator(".chart-table tbody tr").count(), 7);
  const days = await page.locator(".chart-table tbody td:nth-child(2)").allTextContents();
  assert.ok(days.every((text) => /^[\d,]+$/.test(text)));
  await done(page);
});

test("WhileAnotherMetricIsAskedForTheOldOneKeepsItsUnit", async () => {
  const page = await openOverview(stage);
  const axis = () => page.locator(".chart svg text").allTextContents();
  const visitors = await axis();
  stage.world.delay = 2_000;
  try {
    await page.getByRole("button", { name: /^Bounce rate/ }).click();
    await page.locator(".chart-loading").waitFor();
    assert.deepEqual(await axis(), visitors);
  } finally {
    stage.world.delay = 0;
  }
  await page.waitForFunction(() => [...document.querySelectorAll(".chart svg text")].some((text) => text.textContent.includes("%")));
  await done(page);
});

test("EnterOnTheChartOpensTheDay", async () => {
  const page = await openOverview(stage, "?period=28d");
  await page.getByRole("slider").focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.waitForURL(/period=custom&from=(\d{4}-\d\d-\d\d)&to=\1/);
  await done(page);
});

test("DetailsShowSortSearchAndSaveTheWholeTable", async () => {
  const page = await openOverview(stage);
  await panel(page, "What they saw").getByRole("link", { name: "Details: all pages, with more numbers" }).click();
  const dialog = page.getByRole("dialog", { name: "Pages" });
  await dialog.getByRole("columnheader", { name: "Scroll depth" }).waitFor();
  await dialog.getByRole("button", { name: "Pageviews" }).click();
  await dialog.locator("th[aria-sort=descending]", { hasText: "Pageviews" }).waitFor();
  await dialog.getByRole("searchbox").fill("BLOG");
  await page.waitForFunction(() => [...document.querySelectorAll(".details-link")].every((link) => link.textContent.includes("blog")));
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Take away" }).click();
  await dialog.getByRole("button", { name: "Pages as CSV" }).click();
  assert.equal((await saving).suggestedFilename(), "footfall-page-rows.csv");
  const savingAll = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Take away" }).click();
  await dialog.getByRole("button", { name: "All as JSON" }).click();
  const { results } = JSON.parse(readFileSync(await (await savingAll).path(), "utf8"));
  assert.ok(results.length > 0 && results.every((row) => row.dimensions[0].includes("blog")));
  await page.goBack();
  await dialog.waitFor({ state: "detached" });
  await done(page);
});

test("AGoalTurnsTheTotalsIntoConversions", async () => {
  const page = await openOverview(stage);
  await panel(page, "What they did").getByRole("link", { name: "Signup", exact: true }).click();
  await page.getByText("Conversions", { exact: true }).waitFor();
  assert.deepEqual(
    await page
      .locator(".total-label")
      .allTextContents()
      .then((labels) => labels.map((label) => label.replace("per day", ""))),
    ["Converted visitors", "Conversions", "Conversion rate"],
  );
  await panel(page, "How they came").getByRole("columnheader", { name: "Rate" }).waitFor();
  await done(page);
});

test("AnEventOpensIntoItsProps", async () => {
  const page = await openOverview(stage);
  const behaviour = panel(page, "What they did");
  await behaviour.getByRole("tab", { name: "Events" }).click();
  await behaviour.getByRole("link", { name: "signup", exact: true }).click();
  await behaviour.getByRole("combobox", { name: "Prop" }).selectOption("plan");
  await behaviour.getByRole("link", { name: "free", exact: true }).waitFor();
  await done(page);
});

test("EventsOfTheWebSocketAppearAtOnce", async () => {
  const page = await openOverview(stage);
  await page.getByText(/visitors? in the last 5 minutes/).waitFor();
  stage.world.push([
    {
      name: "feature.used",
      time: new Date().toISOString(),
      path: "/just-now",
      hostname: "footfall.example",
      source: "Google",
      country: "DE",
      browser: "Firefox",
      device: "Desktop",
      props: { size: "XL" },
    },
  ]);
  const line = page.locator(".feed-line").first();
  await page.waitForFunction(() => document.querySelector(".feed-line")?.textContent.includes("feature.used"));
  assert.match(await line.textContent(), /just-now.*size: XL.*Germany.*via Google/);
  await done(page);
});

test("WithNobodyThereThePulseLiesStill", async () => {
  const page = await openOverview(stage);
  await page.getByText(/[1-9]\d* visitors? in the last 5 minutes/).waitFor();
  assert.equal(await page.locator(".pulse-idle").count(), 0);
  await done(page);
  const { now } = stage.world;
  stage.world.now = now + 3_600_000;
  try {
    const later = await openOverview(stage);
    await later.getByText("0 visitors in the last 5 minutes").waitFor();
    assert.equal(await later.locator(".pulse").count(), await later.locator(".pulse-idle").count());
    await done(later);
  } finally {
    stage.world.now = now;
  }
});

test("ASignInThatWasRevokedIsTold", async () => {
  stage.world.revoked = true;
  try {
    const page = await openOverview(stage);
    await page.getByText("The server has ended the live connection").waitFor();
    stage.world.revoked = false;
    await page.getByText("The server has ended the live connection").waitFor({ state: "detached" });
    await done(page);
  } finally {
    stage.world.revoked = false;
  }
});

test("WithoutAWebSocketTheNumberIsPolled", async () => {
  stage.world.noLive = true;
  try {
    const page = await openOverview(stage);
    await page.getByText("The live connection is not open").waitFor();
    await page.getByText(/\d+ visitors? in the last 5 minutes/).waitFor();
    await done(page);
  } finally {
    stage.world.noLive = false;
  }
});

test("AnonymousProjectsSayWhatAVisitorIs", async () => {
  const page = await openOverview(stage, "?period=7d");
  await page.getByText("a visitor is known for one day only").waitFor();
  assert.equal(await page.locator(".total-bound").count(), 1);
  await page.keyboard.press("d");
  await page.waitForFunction(() => !document.querySelector(".total-bound"));
  await page.getByRole("link", { name: "IP Geolocation by DB-IP" }).waitFor();
  await page.getByRole("link", { name: "See who they were" }).waitFor();
  await done(page);
});

test("ANewProjectWaitsForItsFirstEventAndOpensByItself", async () => {
  const page = await stage.open(FRESH);
  await page.getByText("Waiting for the first event of Fresh start").waitFor();
  assert.match(
    await page.locator("pre").first().textContent(),
    /<script defer src="http:\/\/127\.0\.0\.1:\d+\/js\/footfall\.js" data-key="ff_mock3/,
  );
  const project = stage.world.projects[2];
  project.first_event_at = new Date().toISOString();
  stage.world.push([]);
  await page.locator(".totals").waitFor();
  project.first_event_at = null;
  await done(page);
});

test("WhileNothingIsKeptThePageSaysWhyWhatCameWasRefused", async () => {
  stage.world.refused = new Map([[FRESH.split("/")[2], { host_not_allowed: 3 }]]);
  const page = await stage.open(FRESH);
  await page.getByText("3 events: Host not allowed.").waitFor();
  stage.world.refused = undefined;
  await done(page);
});

test("DetailsCompareEachRowWithThePeriodBefore", async () => {
  const page = await openOverview(stage, "?period=7d&details=channel");
  const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  const visitors = async (range) => {
    const question = { site_id: SITE.split("/")[2], metrics: ["visitors"], dimensions: ["visit:channel"], date_range: range };
    const { results } = await ask(page, question);
    return results.find((row) => row.dimensions[0] === "Organic Search").metrics[0];
  };
  const [now, before] = [await visitors([day(7), day(1)]), await visitors([day(14), day(8)])];
  const row = page.getByRole("dialog", { name: "Channels" }).getByRole("row", { name: /Organic Search/ });
  const expected = Math.abs(((now - before) / before) * 100);
  const shown = expected < 10 ? Number(expected.toFixed(1)) : Math.round(expected);
  assert.equal((await row.getByRole("cell").first().textContent()).match(/[\d.]+%/)[0], `${shown}%`);
  // So does the panel behind it.
  await page.keyboard.press("Escape");
  const line = panel(page, "How they came").getByRole("row", { name: /Organic Search/ });
  assert.equal((await line.getByRole("cell").first().textContent()).match(/[\d.]+%/)[0], `${shown}%`);
  await done(page);
});

test("ThePeriodIsComparedWithDaysThatTheReaderChooses", async () => {
  const page = await openOverview(stage, "?period=7d");
  await page.locator(".compare-button").click();
  await page.getByRole("button", { name: "Same days of the week" }).click();
  await page.waitForURL(/align=weekday/);
  await page.getByRole("button", { name: "Custom range…" }).last().click();
  const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel("First day").fill(day(30));
  await page.getByLabel("Last day").fill(day(31));
  await page.getByText("The first day must not come after the last one.").waitFor();
  await page.getByLabel("Last day").fill(day(24));
  await page.getByText("7 days, as many as are shown").waitFor();
  await page.getByRole("button", { name: "Compare with these days" }).click();
  await page.waitForURL((url) => url.search.includes(`compare=custom&vs=${day(30)},${day(24)}`));
  await page.getByText("the other range").first().waitFor();
  const site_id = SITE.split("/")[2];
  const of = async (date_range) => (await ask(page, { site_id, metrics: ["pageviews"], date_range })).results[0].metrics[0];
  const [now, then] = [await of([day(7), day(1)]), await of([day(30), day(24)])];
  const expected = Math.abs(((now - then) / then) * 100);
  const shown = expected < 10 ? String(Number(expected.toFixed(1))) : String(Math.round(expected));
  const tile = page.locator(".total", { hasText: "Pageviews" });
  await page.waitForFunction(
    (text) => [...document.querySelectorAll(".total")].some((total) => total.textContent.includes(text)),
    `${shown}%`,
  );
  assert.match(await tile.textContent(), new RegExp(`${shown.replace(".", "\\.")}%`));
  await done(page);
});

test("ALineOfTheLiveViewFiltersByItsPage", async () => {
  const page = await openOverview(stage);
  const link = page.locator(".feed-line a:not(.feed-name)").first();
  const path = await link.textContent();
  await link.click();
  await page.getByRole("button", { name: `Edit the filter: Page is ${path}` }).waitFor();
  await done(page);
});

test("AnAnswerThatNobodyWaitsForIsCalledOff", async () => {
  const page = await openOverview(stage);
  const asked = page.waitForRequest((request) => request.url().endsWith("/api/v2/query"));
  const calledOff = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/api/v2/query"));
  stage.world.delay = 3_000;
  try {
    await page.keyboard.press("w");
    await asked;
    await page.keyboard.press("t");
    assert.match((await calledOff).failure().errorText, /ERR_ABORTED/);
  } finally {
    stage.world.delay = 0;
  }
  await done(page);
});

test("WhileTheServerIsAwayOneBarSaysSoAndAllIsAskedAgain", async () => {
  const page = await openOverview(stage);
  const away = (route) => route.abort();
  await page.route("**/api/**", away);
  await page.keyboard.press("w");
  await page.getByText("The server cannot be reached.").waitFor();
  assert.equal(await page.getByRole("alert").count(), 0);
  assert.ok((await page.getByText("Waiting for the server…").count()) > 1);
  await page.unroute("**/api/**", away);
  await page.getByRole("button", { name: "Try now" }).click();
  await panel(page, "What they saw").getByRole("link", { name: "/pricing" }).waitFor();
  await page.getByText("The server cannot be reached.").waitFor({ state: "detached" });
  await done(page);
});

test("AFailedQuestionSaysWhyAndCanBeAskedAgain", async () => {
  stage.world.failing = ["/api/v2/query"];
  const page = await stage.open(SITE);
  await page.getByText("The question took longer than it may. Ask for fewer days.").first().waitFor();
  stage.world.failing = undefined;
  await panel(page, "What they saw").getByRole("button", { name: "Try again" }).click();
  await panel(page, "What they saw").getByRole("link", { name: "/pricing" }).waitFor();
  await done(page);
});

test("NothingIsWiderThanAPhone", async () => {
  for (const path of [
    SITE,
    `${SITE}/health`,
    ...["general", "install", "goals", "events", "privacy"].map((section) => `${SITE}/settings/${section}`),
    FRESH,
    `${SITE}?details=page`,
    "/",
    "/tokens",
    "/audit",
    "/projects/new",
  ]) {
    const page = await stage.open(path, { width: 390, height: 844 });
    await page.waitForLoadState("networkidle");
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(excess <= 0, `${path} is ${excess} px too wide`);
    await done(page);
  }
});
