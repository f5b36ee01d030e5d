import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { openDemo } from "./support/demoStage.mjs";
import { apiOf } from "./support/server.mjs";

/** Funnels of the demo site's visitors: built without a pointer, and equal to what the API says. */
let stage;
let server;
let page;
let project;

const STEPS = [{ page: "/demo/**" }, { page: "/demo/products/**" }, { event: "cart.added" }];

before(async () => {
  if (missing) return;
  stage = await openDemo(3, 60);
  ({ server, page, project } = stage);
});
after(() => stage?.close());

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
