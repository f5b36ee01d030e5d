import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { signUp } from "./support/owner.mjs";
import { apiOf, dataDirectory, run, startServer } from "./support/server.mjs";

/** Funnels of the demo site's visitors: built without a pointer, and equal to what the API says. */
let data;
let server;
let browser;
let page;
let project;

const STEPS = [{ page: "/demo/**" }, { page: "/demo/products/**" }, { event: "cart.added" }];

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  const made = await run(["demo", "--days", "3", "--visitors-per-day", "60"], { FOOTFALL_DATA: data.path, FOOTFALL_URLS: server.address });
  assert.equal(made.code, 0, made.output);
  browser = await openBrowser();
  page = await signUp(browser, server);
  project = (await apiOf(server.address).send("GET", "/api/v1/projects")).body.items[0].id;
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);

/** Goes on by Tab to a field and writes into it. */
const write = async (label, text) => {
  const field = page.getByLabel(label, { exact: true });
  for (let stops = 0; stops < 60 && !(await field.evaluate((element) => element === document.activeElement)); stops++)
    await page.keyboard.press("Tab");
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
};

const answer = async (more = {}) => {
  const { status, body } = await apiOf(server.address).send("POST", `/api/v1/projects/${project}/funnels`, {
    date_range: "30d",
    steps: STEPS,
    ...more,
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};

step("AFunnelIsBuiltByKeyboardAndShowsTheNumbersOfTheApi", async () => {
  await page.goto(`${server.address}/projects/${project}/funnels?period=30d`);
  await page.getByText("Name at least two steps").waitFor();
  await page.getByRole("button", { name: "Add a step" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("What step 3 is").selectOption("event");
  await page.getByLabel("What step 1 is").focus();
  await write("Step 1", "/demo/**");
  await write("Step 2", "/demo/products/**");
  await write("Step 3", "cart.added");

  const bars = page.locator(".funnel-bar");
  await bars.nth(2).waitFor();
  const { steps } = await answer();
  assert.ok(steps[0].visitors > 0 && steps[2].visitors > 0);
  for (const [place, { visitors }] of steps.entries())
    assert.equal((await bars.nth(place).locator(".funnel-bar-head a").textContent()).replace(/\D/g, ""), String(visitors));
});

step("WhatPeopleDidInsteadAndTheirSourcesAreShown", async () => {
  await page
    .getByRole("button", { name: /stopped here/ })
    .first()
    .click();
  await page.getByRole("heading", { name: /What they did instead/ }).waitFor();
  await page.getByLabel("Broken down by").selectOption("source");
  await page.getByRole("heading", { name: "By source" }).waitFor();

  const { instead, breakdown } = await answer({ explore: 1, breakdown: "visit:source" });
  assert.equal(await page.locator(".funnel-instead li").count(), instead.length);
  assert.equal(
    await page.getByRole("region", { name: "Steps by value" }).locator("tbody tr").count(),
    new Set(breakdown.map((row) => row.value)).size,
  );
});

step("ANumberLeadsToTheOverviewOfWhatItIsMadeOf", async () => {
  await page.locator(".funnel-bar-head a").nth(1).click();
  await page.waitForURL(/\/projects\/[^/]+\?.*products/);
  await page.goBack();
  await page.locator(".funnel-bar").first().waitFor();
});

step("NothingIsWrongForScreenReaders", async () => {
  assert.deepEqual(await barriersOf(page), []);
});
