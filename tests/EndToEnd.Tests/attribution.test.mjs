import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { signUp } from "./support/owner.mjs";
import { settled } from "./support/pages.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";

/** What sales are owed to, by keyboard, equal to what the API says; and the owner's rates. */
let data;
let server;
let browser;
let page;
let api;
const projects = {};

const DAY = 86_400_000;
const noon = Math.floor(Date.now() / DAY) * DAY - DAY + 12 * 3_600_000;
const at = (days, minutes) => new Date(noon - days * DAY + minutes * 60_000).toISOString();
const url = (path) => `https://shop.example${path}`;

/** Each buyer was first brought by a search, came back by a newsletter, and bought on a visit that began with nothing. */
const eventsOf = (n, visitor) => [
  { name: "pageview", url: url("/blog"), referrer: "https://www.google.com/", time: at(5, n), visitor },
  { name: "pageview", url: url("/offer?utm_source=Newsletter&utm_medium=email"), time: at(3, n), visitor },
  { name: "pageview", url: url("/"), time: at(0, n), visitor },
  {
    name: "purchase",
    url: url("/thanks"),
    time: at(0, n + 1),
    visitor,
    revenue: { amount: "20", currency: ["EUR", "USD", "CHF"][n % 3] },
  },
];

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path, {}, ["serve", "--demo"]);
  api = apiOf(server.address);
  for (const mode of ["identified", "anonymous"]) {
    const made = await api.send("POST", "/api/v1/projects", { name: mode, domains: [`${mode}.example`], mode, timezone: "UTC" });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    projects[mode] = made.body;
    await api.send("POST", `/api/v1/projects/${made.body.id}/goals`, { event_name: "purchase", display_name: "Bought" });
    const events = Array.from({ length: 6 }, (_, n) => eventsOf(n, mode === "identified" ? `v-${n}` : undefined)).flat();
    const { status, body } = await api.send("POST", "/collect?wait=stored", { key: made.body.key, events });
    assert.ok(status < 300 && !body.dropped?.length, `${status} ${JSON.stringify(body)}`);
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
  const { status, body } = await api.send("POST", `/api/v1/projects/${projects.identified.id}/attribution`, {
    date_range: "7d",
    goal: { goal: "Bought" },
    ...question,
  });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};

const rows = () =>
  page.locator(".attribution-table tbody tr").evaluateAll((list) => list.map((row) => [...row.children].map((cell) => cell.textContent)));
const told = ({ value, first, last, linear }) => [value, String(first), String(last), String(linear)];

step("TheFirstGoalIsAskedByItselfWithinAVisit", async () => {
  await page.goto(`${server.address}/projects/${projects.identified.id}/attribution?period=7d`);
  const { credit } = await answer({ by: "visit:channel" });
  assert.deepEqual(
    credit.map((row) => [row.value, row.linear]),
    [["Direct", 6]],
  );
  await eventually(rows, (found) => JSON.stringify(found) === JSON.stringify(credit.map(told)), "the credit within a visit");
});

step("AcrossVisitsCreditIsSharedAsTheApiSays", async () => {
  await page.getByLabel("Credit goes to the").selectOption("source");
  await page.getByLabel("Touches of").selectOption("30");
  const { credit } = await answer({ by: "visit:source", within: "visitor", lookback_days: 30 });
  assert.deepEqual(
    credit.map((row) => [row.value, row.first, row.last, row.linear]),
    [
      ["Direct / None", 0, 6, 2],
      ["Google", 6, 0, 2],
      ["Newsletter", 0, 0, 2],
    ],
  );
  await eventually(rows, (found) => JSON.stringify(found) === JSON.stringify(credit.map(told)), "the credit across visits");
});

step("RevenueIsKeptApartByCurrencyUntilTheOwnerGivesRates", async () => {
  await page.getByLabel("What is shown").selectOption("in USD");
  await eventually(rows, (found) => found[0]?.[2] === "$40.00", "dollars alone");
  await page.getByRole("button", { name: "Rates…" }).click();
  await page.getByLabel("Told in").fill("EUR");
  await page.getByLabel("What one USD is worth in EUR").fill("0.5");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.getByLabel("What is shown").selectOption({ label: "All revenue, in EUR" });
  // Forty euros, and forty dollars at a half.
  await eventually(rows, (found) => found.some((row) => row[0] === "Direct / None" && row[2] === "€60.00"), "converted revenue");
  await page.getByText("Without a rate, and so left out: CHF 40.00.").waitFor();
  const { items } = (await api.send("GET", `/api/v1/projects/${projects.identified.id}/definitions?kind=rates`)).body;
  assert.deepEqual(
    items.map(({ name, body }) => [name, body]),
    [["Currency rates", { to: "EUR", rates: { USD: 0.5 } }]],
  );
});

step("AValueLeadsToTheOverviewOfWhoHadIt", async () => {
  assert.deepEqual(await barriersOf(page), []);
  await page.getByRole("region", { name: "What conversions are owed to" }).getByRole("link", { name: "Google" }).click();
  await page.waitForURL(/\/projects\/[^/?]+\?.*f=is,source,Google/);
  await page.goBack();
});

step("WhereVisitorsAreKnownForADayThePageSaysWhyEarlierVisitsAreNotAsked", async () => {
  await page.goto(`${server.address}/projects/${projects.anonymous.id}/attribution?period=7d`);
  await settled(page);
  await page.getByText("Visitors of this project are known for a day").waitFor();
  assert.ok(await page.getByLabel("Touches of").locator("option").nth(1).isDisabled());
  const { status, body } = await api.send("POST", `/api/v1/projects/${projects.anonymous.id}/attribution`, {
    date_range: "7d",
    goal: { event: "purchase" },
    within: "visitor",
  });
  assert.deepEqual([status, body.field], [400, "#/within"]);
  assert.deepEqual(await barriersOf(page), []);
});
