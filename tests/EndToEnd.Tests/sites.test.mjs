import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { signUp } from "./support/owner.mjs";
import { go, settled } from "./support/pages.mjs";
import { sealedSender } from "./support/sealedSender.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";

/** All projects beside each other; a goal that is seen to fire while it is written; and from an event to its props and values. */
let data;
let server;
let browser;
let page;
let api;
const projects = {};

const DAY = 86_400_000;
const noon = Math.floor(Date.now() / DAY) * DAY - DAY + 12 * 3_600_000;
const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

const views = (name, visitors, days) =>
  Array.from({ length: visitors }, (_, n) => ({
    name: "pageview",
    url: `https://${name}.example/`,
    visitor: `v-${n}`,
    time: new Date(noon - days * DAY + n * 1000).toISOString(),
  }));

const collect = async (project, events, headers = {}) => {
  const { status, body } = await api.send("POST", "/collect?wait=stored", { key: project.key, events }, headers);
  assert.ok(status < 300 && !body.dropped?.length, `${status} ${JSON.stringify(body)}`);
};

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  api = apiOf(server.address);
  for (const name of ["quiet", "busy", "steady"]) {
    const made = await api.send("POST", "/api/v1/projects", { name, domains: [`${name}.example`], mode: "identified", timezone: "UTC" });
    projects[name] = made.body;
  }
  await collect(projects.quiet, [...views("quiet", 2, 1), ...views("quiet", 1, 9)]);
  await collect(projects.busy, [...views("busy", 9, 1), ...views("busy", 18, 9)]);
  await collect(projects.steady, views("steady", 5, 2));
  browser = await openBrowser();
  page = await signUp(browser, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);
/** Without the made shop, whose visits are by chance. */
const names = async () => (await page.locator(".project-card h2").allTextContents()).filter((name) => name in projects);
const card = (name) => page.locator(".project-card", { has: page.getByRole("heading", { name, exact: true }) });

step("AllProjectsAreShownByTheirVisitorsWithWhatChanged", async () => {
  await go(page, "/");
  await eventually(names, (found) => found.join() === "busy,steady,quiet", "the projects by visitors");
  const { body } = await api.send("GET", "/api/v1/summary?date_range=7d");
  const busy = body.items.find((item) => item.project === projects.busy.id);
  assert.deepEqual([busy.visitors, busy.before.visitors, busy.course.length, Math.max(...busy.course)], [9, 18, 7, 9]);
  const told = (await card("busy").textContent()).replace(/\s+/g, " ");
  assert.match(told, /9 visitors ↘down 50%, 9 pageviews/);
  await page.getByLabel("Order").selectOption("change");
  await eventually(names, (found) => found.join() === "quiet,busy,steady", "the projects by change");
  assert.match(page.url(), /order=change/);
  await page.getByLabel("Period").selectOption("28d");
  await eventually(
    async () => (await card("busy").textContent()) ?? "",
    (said) => /27 pageviews/.test(said),
    "the longer period",
  );
  assert.deepEqual(await barriersOf(page), []);
});

step("ASealedProjectSaysThatItIsAndIsReadHereOnceItsKeysAreOpen", async () => {
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByLabel("Name", { exact: true }).fill("hidden");
  await page.getByRole("radio", { name: /Sealed/ }).check();
  await page.getByRole("button", { name: "Create the project" }).click();
  await page.getByText("Waiting for the first event of hidden").waitFor();
  const hidden = (await api.send("GET", "/api/v1/projects")).body.items.find((project) => project.name === "hidden");
  const send = await sealedSender(server.address, hidden.key);
  const event = {
    id: "0190c3b8-0000-7000-8000-000000000001",
    name: "pageview",
    url: "https://hidden.example/",
    time: new Date(noon).toISOString(),
  };
  await send({ headers: { "user-agent": CHROME }, context: { language: "en", screen: { width: 1440, height: 900 } }, messages: [[event]] });
  await go(page, "/");
  await card("hidden").getByRole("button", { name: "Read its numbers here" }).click();
  await eventually(
    async () => (await card("hidden").textContent()) ?? "",
    (said) => /1 visitor, 1 pageview/.test(said.replace(/\s+/g, " ").replace(" ,", ",")),
    "the sealed project's numbers",
  );
  const told = (await api.send("GET", "/api/v1/summary")).body.items.find((item) => item.project === hidden.id);
  assert.deepEqual(told, { project: hidden.id, visitors: null, pageviews: null, before: null, course: null });
});

step("AGoalIsSeenToFireWhileItIsWritten", async () => {
  await go(page, `/projects/${projects.busy.id}/settings/goals`);
  await page.getByLabel("Event", { exact: true }).fill("signup");
  await page.getByText("Nothing like it yet.").waitFor();
  const now = () => new Date().toISOString();
  await eventually(
    async () => {
      await collect(projects.busy, [{ name: "login", url: "https://busy.example/in", visitor: "v-1", time: now() }]);
      return (await page.locator(".fires").textContent()) ?? "";
    },
    (said) => /What came instead: login on \/in/.test(said),
    "another event",
  );
  await collect(projects.busy, [
    { name: "signup", url: "https://busy.example/join", visitor: "v-1", time: now(), props: { plan: "pro", seats: 3 } },
  ]);
  await page.getByText("It fires: 1 event just now").waitFor();
  await page.getByText("signup on /join").waitFor();
  await page.getByLabel("Kind", { exact: true }).selectOption("page");
  await page.getByLabel("Page", { exact: true }).fill("/shop/**");
  await collect(projects.busy, [{ name: "pageview", url: "https://busy.example/shop/a/b", visitor: "v-1", time: now() }]);
  await page.getByText("page /shop/a/b").waitFor();
  assert.deepEqual(await barriersOf(page), []);
});

step("FromAnEventToItsPropsAndTheirValues", async () => {
  await collect(projects.busy, [{ name: "signup", url: "https://busy.example/join", visitor: "v-2", props: { plan: "free" } }]);
  await page.goto(`${server.address}/projects/${projects.busy.id}/props?period=today`);
  await page
    .getByRole("list", { name: "Events" })
    .getByRole("button", { name: /signup/ })
    .focus();
  await page.keyboard.press("Enter");
  const plan = page.getByRole("list", { name: "Props" }).getByRole("button", { name: /plan/ });
  await plan.waitFor();
  assert.match(await plan.textContent(), /plan22 values/);
  assert.match(
    await page.getByRole("list", { name: "Props" }).getByRole("button", { name: /seats/ }).textContent(),
    /seats11 value, numbers/,
  );
  await plan.click();
  const values = page.getByRole("region", { name: "Values of plan" });
  await values.getByRole("row", { name: /pro/ }).waitFor();
  assert.deepEqual(
    await values.locator("tbody tr").evaluateAll((list) => list.map((row) => [...row.children].map((cell) => cell.textContent))),
    [
      ["free", "1", "1"],
      ["pro", "1", "1"],
    ],
  );
  await settled(page);
  assert.deepEqual(await barriersOf(page), []);
  await values.getByRole("link", { name: "pro" }).click();
  await page.waitForURL(/f=is,event,signup&f=is,prop\.plan,pro/);
});
