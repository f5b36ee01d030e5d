import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { signUp } from "./support/owner.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";

/** Trends of an agent's runs: the questions of shipped software, by keyboard, equal to what the API says. */
let data;
let server;
let browser;
let page;
let api;
let project;

const DAY = 86_400_000;
const DAYS = 14;
const INSTALLATIONS = 24;

/** A day's runs: installations move on to the newer version, and some wait for an approval. */
const runsOf = (day, midnight) =>
  Array.from({ length: INSTALLATIONS }, (_, n) => n)
    .filter((n) => (n * 7 + day) % 5 !== 0)
    .map((n) => ({
      name: "tool.approved",
      url: "https://agent.example/",
      visitor: `i-${n}`,
      time: new Date(midnight - (DAYS - day) * DAY + 10 * 3_600_000 + n * 60_000).toISOString(),
      props: {
        version: n < day * 2 ? "2.1.0" : n % 3 === 0 ? "1.9.4" : "2.0.3",
        provider: ["anthropic", "openai", "local"][n % 3],
        seconds: String(2 + ((n * 13 + day * 5) % 40) / 2),
        requires_approval: String((n + day) % 3 === 0),
      },
    }));

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path, {}, ["serve", "--demo"]);
  api = apiOf(server.address);
  const made = await api.send("POST", "/api/v1/projects", {
    name: "Agent",
    domains: ["agent.example"],
    mode: "identified",
    timezone: "UTC",
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  project = made.body;
  const midnight = Math.floor(Date.now() / DAY) * DAY;
  const events = Array.from({ length: DAYS }, (_, day) => runsOf(day, midnight)).flat();
  for (let at = 0; at < events.length; at += 50) {
    const { status, body } = await api.send("POST", "/collect?wait=stored", { key: project.key, events: events.slice(at, at + 50) });
    assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
  }
  browser = await openBrowser();
  page = await signUp(browser, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);

const answer = async (question) => {
  const { status, body } = await api.send("POST", `/api/v1/projects/${project.id}/trends`, {
    date_range: "28d",
    interval: "day",
    ...question,
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};

const figures = () => page.locator(".trends-figures li strong").allTextContents();
const shown = (expected, what) => eventually(figures, (found) => JSON.stringify(found) === JSON.stringify(expected), what);

step("VersionsInUseAreAReadyQuestionWithTheNumbersOfTheApi", async () => {
  await page.goto(`${server.address}/projects/${project.id}/trends?period=28d`);
  await page.getByRole("button", { name: "Versions in use" }).focus();
  await page.keyboard.press("Enter");
  const { breakdown } = await answer({
    series: [{ events: { event: "tool.approved" }, measure: "visitors" }],
    breakdown: "event:props:version",
  });
  assert.equal(breakdown.length, 3);
  await shown(
    breakdown.map((row) => String(row.number)),
    "a number for each version",
  );
});

step("ARatioIsBuiltByKeyboardAndItsNumbersLeadToTheOverview", async () => {
  await page.getByRole("button", { name: "Active installations" }).click();
  await page.getByRole("button", { name: "Add a series" }).click();
  await page.getByLabel("What series 2 counts").selectOption("event");
  await page.getByLabel("Name of series 2").fill("tool.approved");
  await page.keyboard.press("Enter");
  await page.getByLabel("Measure of series 2").selectOption("p90");
  await page.getByLabel("Prop of series 2").fill("seconds");
  await page.keyboard.press("Enter");
  await page.getByRole("checkbox", { name: "Also the first over the second" }).focus();
  await page.keyboard.press("Space");
  const events = { event: "tool.approved" };
  const { totals } = await answer({
    series: [
      { events, measure: "visitors" },
      { events, measure: "p90", property: "event:props:seconds" },
    ],
    ratio: true,
  });
  await eventually(figures, (found) => found.length === 3 && found[0] === String(totals[0].number), "three series");
  assert.equal(Number.parseFloat((await figures())[1]), totals[1].number);
  await page.getByRole("slider", { name: /The trend/ }).focus();
  await page.keyboard.press("ArrowLeft");
  assert.match(await page.getByRole("slider").getAttribute("aria-valuetext"), /Visitors · tool\.approved \d+/);
  assert.deepEqual(await barriersOf(page), []);

  await page.getByRole("button", { name: "Table" }).click();
  await page.getByRole("region", { name: "Numbers by interval" }).getByRole("link").first().click();
  await page.waitForURL(/\/projects\/[^/?]+\?.*f=is,event,tool\.approved/);
  await page.goBack();
});

step("NothingIsWrongForScreenReaders", async () => {
  await page.getByRole("region", { name: "Numbers by interval" }).waitFor();
  assert.deepEqual(await barriersOf(page), []);
});
