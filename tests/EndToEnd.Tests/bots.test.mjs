import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { signUp } from "./support/owner.mjs";
import { settled } from "./support/pages.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";

/** What was kept apart, and an owner who overrules it: by signal and hostname for the past as well, by network from now on. */
let data;
let server;
let browser;
let page;
let api;
let project;

const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const view = (host) => ({ name: "pageview", url: `https://${host}/pricing` });

const collect = async (agent, address, ...events) => {
  const headers = { "user-agent": agent, "x-forwarded-for": address };
  const response = await fetch(`${server.address}/collect?wait=stored`, {
    method: "POST",
    headers,
    body: JSON.stringify({ key: project.key, events }),
  });
  assert.equal(response.status, 202);
};

const visitors = async () =>
  (await api.send("POST", "/api/v2/query", { site_id: project.id, metrics: ["visitors"], date_range: "day" })).body.results[0].metrics[0];

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path, { FOOTFALL_TRUSTED_PROXIES: "127.0.0.1" });
  api = apiOf(server.address);
  project = (await api.send("POST", "/api/v1/projects", { name: "Shop", domains: ["shop.example"], mode: "anonymous", timezone: "UTC" }))
    .body;
  await collect(CHROME, "203.0.113.1", view("shop.example"));
  await collect("curl/8.5.0", "203.0.113.2", view("shop.example"));
  await collect("curl/8.5.0", "203.0.113.3", view("status.example"));
  await collect(CHROME.replace("Chrome/", "HeadlessChrome/"), "203.0.113.4", view("shop.example"));
  browser = await openBrowser();
  page = await signUp(browser, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);
const signal = (name) => page.locator(".bots-signals > li", { hasText: name });

step("ThePageTellsWhatWasKeptApartBySignalWithSamples", async () => {
  assert.equal(await visitors(), 1);
  await page.goto(`${server.address}/projects/${project.id}?period=today`);
  await page.getByRole("link", { name: "See who they were" }).click();
  await page.waitForURL(/\/bots/);
  await page.goto(`${server.address}/projects/${project.id}/bots?period=today`);
  await page.getByText("3 events kept apart").waitFor();
  assert.match(await signal("Crawlers and programs").textContent(), /2 events2 visitors/);
  await signal("Crawlers and programs").getByText("Samples").click();
  await signal("Crawlers and programs").getByText("status.example/pricing").waitFor();
  await page.getByRole("slider", { name: /The trend/ }).waitFor();
  assert.deepEqual(await barriersOf(page), []);
});

step("ASignalIsOverruledForThePastAndTakenBackByKeyboard", async () => {
  await signal("Crawlers and programs")
    .getByRole("button", { name: /Count as people/ })
    .focus();
  await page.keyboard.press("Enter");
  await page.getByText("1 event kept apart").waitFor();
  assert.equal(await visitors(), 3);
  await page.getByRole("button", { name: "Take back: Signal: Crawlers and programs" }).focus();
  await page.keyboard.press("Enter");
  await page.getByText("3 events kept apart").waitFor();
  assert.equal(await visitors(), 1);
});

step("AHostnameIsNeverABots", async () => {
  await page.getByRole("region", { name: "Where they went" }).getByRole("button", { name: "Never a bot: status.example" }).click();
  await page.getByText("2 events kept apart").waitFor();
  assert.equal(await visitors(), 2);
  const kept = (await api.send("GET", `/api/v1/projects/${project.id}`)).body.bot_exceptions;
  assert.deepEqual(kept, ["hostname:status.example"]);
});

step("ANetworkIsKnownFromNowOnAndAnUnreadableOneIsRefusedWithItsRemedy", async () => {
  await page.getByLabel("A network whose visitors are people").fill("here");
  await page.keyboard.press("Enter");
  await page.getByText("Give an address or a network such as 203.0.113.0/24.").waitFor();
  await page.getByLabel("A network whose visitors are people").fill("198.51.100.0/24");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Take back: Network: 198.51.100.0/24" }).waitFor();
  await collect("curl/8.5.0", "198.51.100.7", view("shop.example"));
  await collect("curl/8.5.0", "203.0.113.9", view("shop.example"));
  assert.equal(await visitors(), 3);
  await settled(page);
  assert.deepEqual(await barriersOf(page), []);
});

step("OfTheOverviewTheFootnoteLeavesOutWhatIsCounted", async () => {
  await page.goto(`${server.address}/projects/${project.id}?period=today`);
  await eventually(
    async () => (await page.locator(".footnotes").textContent()) ?? "",
    (said) => /3 events of bots/.test(said),
    "three events, without the one that is counted",
  );
});
