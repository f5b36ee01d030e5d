import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { signUp } from "./support/owner.mjs";
import { apiOf, dataDirectory, startServer } from "./support/server.mjs";

/** Who came again: of an identified project, and where nobody can be seen to. */
let data;
let server;
let browser;
let page;
let api;
let project;
/** Whole weeks, the last of them over. */
let weeks;

const DAY = 86_400_000;
const WEEKS = 8;
/** Of 40 visitors a week, how many come again so many weeks later. */
const again = (later) => Math.floor(40 / (later + 1.5));

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path, {}, ["serve", "--demo"]);
  api = apiOf(server.address);
  const made = await api.send("POST", "/api/v1/projects", {
    name: "Notes app",
    domains: ["notes.example"],
    mode: "identified",
    timezone: "UTC",
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  project = made.body;
  const monday = Math.floor((Date.now() / DAY - 4) / 7) * 7 * DAY + 4 * DAY - WEEKS * 7 * DAY;
  const day = (at) => new Date(at).toISOString().slice(0, 10);
  weeks = `period=custom&from=${day(monday)}&to=${day(monday + WEEKS * 7 * DAY - DAY)}`;
  const event = (week, visitor) => ({
    name: "pageview",
    url: "https://notes.example/",
    visitor,
    time: new Date(monday + week * 7 * DAY + 10 * 3_600_000).toISOString(),
  });
  for (let week = 0; week < WEEKS; week++) {
    const events = [];
    for (let n = 0; n < 40; n++)
      for (let later = 0; week + later < WEEKS; later++)
        if (later === 0 || n < again(later)) events.push(event(week + later, `v-${week}-${n}`));
    for (let at = 0; at < events.length; at += 50) {
      const { status, body } = await api.send("POST", "/collect?wait=stored", { key: project.key, events: events.slice(at, at + 50) });
      assert.ok(status < 300, `${status} ${JSON.stringify(body)}`);
    }
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

step("EachCohortShowsWhoCameAgain", async () => {
  await page.goto(`${server.address}/projects/${project.id}/retention?${weeks}`);
  const rows = page.locator(".heat tbody tr");
  await rows.first().waitFor();

  assert.equal(await rows.count(), WEEKS - 1);
  const cells = await rows.first().locator("td").allTextContents();
  assert.equal(cells[0], "40");
  const shares = Array.from({ length: WEEKS - 1 }, (_, n) => Number(((again(n + 1) * 100) / 40).toFixed(2)));
  assert.deepEqual(
    cells.slice(1, WEEKS).map((text) => Math.round(Number.parseFloat(text))),
    shares.map(Math.round),
  );
  await page.getByLabel("In a period counts").selectOption("later");
  await page.waitForFunction(() => location.search.includes("%221%22") || /,1]/.test(decodeURIComponent(location.search)));
  await rows.first().waitFor();
});

step("AnAnonymousProjectSaysWhyItHasNone", async () => {
  const { items } = (await api.send("GET", "/api/v1/projects")).body;
  await page.goto(`${server.address}/projects/${items.find((item) => item.mode === "anonymous").id}/retention`);
  await page.getByText("Nobody can be seen to come again here").waitFor();
});

step("NothingIsWrongForScreenReaders", async () => {
  await page.goto(`${server.address}/projects/${project.id}/retention?${weeks}`);
  await page.locator(".heat tbody tr").first().waitFor();
  assert.deepEqual(await barriersOf(page), []);
});
