import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { openDemo } from "./support/demoStage.mjs";
import { apiOf, eventually } from "./support/server.mjs";

/** Journeys of the demo site's visitors: walked without a pointer, and equal to what the API says. */
let stage;
let server;
let page;
let project;

before(async () => {
  if (missing) return;
  stage = await openDemo(2, 60);
  ({ server, page, project } = stage);
});
after(() => stage?.close());

const step = (name, body) => test(name, { skip: missing }, body);

const answer = async (more = {}) => {
  const { status, body } = await apiOf(server.address).send("POST", `/api/v1/projects/${project}/journeys`, { date_range: "30d", ...more });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};

const shown = async () => Number((await page.locator(".journeys-walked strong").textContent()).replace(/\D/g, ""));
const visitsOf = ({ places }) => places.filter((row) => row.step === 1).reduce((sum, row) => sum + row.visits, 0);

step("JourneysAreWalkedByKeyboardAndShowTheNumbersOfTheApi", async () => {
  await page.goto(`${server.address}/projects/${project}/journeys?period=30d`);
  await page.locator(".journeys-box").first().waitFor();
  const all = await answer();
  assert.equal(await shown(), visitsOf(all));

  const second = all.places.find((row) => row.step === 2 && row.place === 1);
  await page.getByRole("list", { name: "Step 2" }).getByRole("button").first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "All journeys" }).waitFor();
  await page.waitForFunction(
    (visits) => document.querySelector(".journeys-walked strong").textContent.startsWith(`${visits} `),
    second.visits,
  );
  const through = await answer({ walked: [null, { page: second.page }] });
  assert.equal(await page.locator(".journeys-box").count(), through.places.length);
});

step("TheTableLeadsToTheOverviewOfAPlace", async () => {
  await page.getByText("As a table").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Steps and where they led" }).getByRole("link").first().click();
  await page.waitForURL(/\/projects\/[^/]+\?.*demo/);
  await page.goBack();
  await page.locator(".journeys-box").first().waitFor();
});

step("JourneysToAGoalAreToldBackwards", async () => {
  await page.getByLabel("Journeys", { exact: true }).selectOption("to");
  await page.getByLabel("Their end").selectOption("event");
  await page.getByLabel("Its name").fill("cart.added");
  await page.keyboard.press("Enter");
  const { places } = await answer({ to: { event: "cart.added" } });
  await page.getByRole("list", { name: "Ends with" }).waitFor({ state: "attached" });
  await eventually(shown, (visits) => visits === visitsOf({ places }), "the visits that led to the goal");
});

step("NothingIsWrongForScreenReaders", async () => {
  assert.deepEqual(await barriersOf(page), []);
});
