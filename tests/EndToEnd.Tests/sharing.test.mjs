import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { missing } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { openDemo } from "./support/demoStage.mjs";
import { settled } from "./support/pages.mjs";
import { apiOf } from "./support/server.mjs";

/** A link is made in the settings and read by somebody without an account: in a window, in another site's frame, by a password, with small numbers hidden. */
let stage;
let server;
let page;
let project;
let reader;
let links;

before(async () => {
  if (missing) return;
  stage = await openDemo(5, 60);
  ({ server, page, project } = stage);
  links = `/api/v1/projects/${project}/links`;
  const context = await page
    .context()
    .browser()
    .newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(20_000);
  reader = await context.newPage();
});
after(() => stage?.close());

const step = (name, body) => test(name, { skip: missing }, body);
const share = async (form) => {
  const { status, body } = await apiOf(server.address).send("POST", links, form);
  assert.equal(status, 201, JSON.stringify(body));
  return body;
};
const open = async (link, query = "") => {
  await reader.goto(`${server.address}${link.path}${query}`);
  await reader.getByRole("heading", { level: 1, name: link.name }).waitFor();
};

step("TheOwnerMakesALinkByKeyboard", async () => {
  await page.goto(`${server.address}/projects/${project}/settings/sharing`);
  await page.getByRole("button", { name: "New link" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Name").focus();
  await page.keyboard.type("Our readers");
  await page.getByRole("checkbox", { name: "Goals and events" }).focus();
  await page.keyboard.press("Space");
  assert.deepEqual(await barriersOf(page), []);
  await page.getByRole("dialog").getByLabel("Name").focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const address = (await page.getByRole("group", { name: "Address of Our readers" }).locator("pre").textContent()).trim();
  assert.match(address, /\/share\/[\w-]{22}$/);
  assert.deepEqual(await barriersOf(page), []);

  await reader.goto(address);
  await reader.getByRole("heading", { level: 1, name: "Our readers" }).waitFor();
  await settled(reader);
});

step("AReaderSeesTheNumbersOfTheOwner", async () => {
  await page.goto(`${server.address}/projects/${project}?period=7d`);
  await settled(page);
  const [link] = (await apiOf(server.address).send("GET", links)).body.items;
  await open(link, "?period=7d");
  await settled(reader);
  const values = (of) => of.locator(".total-value").allTextContents();
  assert.deepEqual(await values(reader), await values(page));
  const panels = ["How they came", "What they saw", "From where", "With what", "What they did"];
  assert.deepEqual(await reader.locator(".panel h2").allTextContents(), panels);
  assert.equal(await reader.getByRole("link", { name: /Settings|All projects/ }).count(), 0);
  assert.equal(await reader.locator(".row-link[href]").count(), 0);
  assert.deepEqual(await barriersOf(reader), []);
});

step("OnAPhoneItFitsAndHasNoBarriers", async () => {
  await reader.setViewportSize({ width: 390, height: 844 });
  await settled(reader);
  assert.ok(await reader.evaluate(() => document.documentElement.scrollWidth <= 390));
  assert.deepEqual(await barriersOf(reader), []);
  await reader.setViewportSize({ width: 1440, height: 900 });
});

step("WhereReadersMayFilterARowFiltersAndACrossTakesItAway", async () => {
  const link = await share({ name: "Filters", panels: ["totals", "devices"], may_filter: true });
  await open(link, "?period=7d");
  await settled(reader);
  const everybody = await reader.locator(".total-value").first().textContent();
  await reader.locator(".row-link").first().click();
  await reader.locator(".chip").waitFor();
  await settled(reader);
  assert.notEqual(await reader.locator(".total-value").first().textContent(), everybody);
  await reader.getByRole("button", { name: /^Remove the filter/ }).click();
  await reader.locator(".chip").waitFor({ state: "detached" });
  await settled(reader);
  assert.equal(await reader.locator(".total-value").first().textContent(), everybody);
});

step("APasswordOpensAndAWrongOneDoesNot", async () => {
  const link = await share({ name: "Board", panels: ["totals"], password: "correct horse" });
  await reader.goto(`${server.address}${link.path}`);
  await reader.getByRole("heading", { name: "This link has a password" }).waitFor();
  assert.equal(await reader.getByText("Board").count(), 0);
  assert.deepEqual(await barriersOf(reader), []);
  await reader.getByLabel("Password", { exact: true }).fill("wrong horse!");
  await reader.keyboard.press("Enter");
  await reader.getByText("The password is wrong.").waitFor();
  await reader.getByLabel("Password", { exact: true }).fill("correct horse");
  await reader.keyboard.press("Enter");
  await reader.getByRole("heading", { level: 1, name: "Board" }).waitFor();
  await settled(reader);
});

step("ASavedFunnelIsShownAsItsPageDrawsIt", async () => {
  const draft = JSON.stringify([["p|/**", "p|/demo/products/**"], "7d", 0, "", 0]);
  const question = { date_range: "7d", steps: [{ page: "/**" }, { page: "/demo/products/**" }], window: "7d" };
  const saved = await apiOf(server.address).send("POST", `/api/v1/projects/${project}/definitions`, {
    kind: "report",
    name: "To a product",
    body: { report: "funnels", question, draft },
  });
  const link = await share({ name: "Reports", panels: ["totals"], reports: [saved.body.id] });
  await open(link, "?period=7d");
  await reader.getByRole("link", { name: "To a product" }).click();
  await reader.getByText(/went all the way/).waitFor();
  await settled(reader);
  assert.deepEqual(await barriersOf(reader), []);
});

step("AnotherSiteFramesOnlyWhatItMay", async () => {
  const site = createServer((request, response) => {
    response.setHeader("content-type", "text/html");
    response.end(
      `<!doctype html><title>Site</title><body style="background:#123"><iframe title="numbers" width="900" height="700" src="${decodeURIComponent(request.url.slice(2))}"></iframe>`,
    );
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  const origin = `http://127.0.0.1:${site.address().port}`;
  const framed = async (link) => {
    await reader.goto(`${origin}/?${encodeURIComponent(`${server.address}${link.path}?period=7d&theme=dark&background=transparent`)}`);
    return reader.frames()[1];
  };
  try {
    const frame = await framed(await share({ name: "Framed", panels: ["totals"], frame_ancestors: [origin] }));
    await frame.getByRole("heading", { level: 1, name: "Framed" }).waitFor();
    await settled(frame);
    assert.equal(await frame.evaluate(() => document.documentElement.dataset.theme), "dark");
    assert.equal(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgba(0, 0, 0, 0)");
    const refused = await framed(await share({ name: "Not framed", panels: ["totals"] }));
    await reader.waitForLoadState("load");
    assert.equal(await refused.getByRole("heading", { name: "Not framed" }).count(), 0);
  } finally {
    site.close();
    site.closeAllConnections();
  }
});

step("SmallNumbersAreHiddenAndThePageSaysSo", async () => {
  const threshold = { least: 8, grain: "day", dimensions: ["visit:source", "event:page", "visit:country", "visit:device"] };
  const link = await share({ name: "Public", panels: ["totals", "acquisition", "content", "places", "devices"], threshold });
  await open(link, "?period=7d");
  await settled(reader);
  await reader.getByText(/Nothing here is about fewer than 8 people/).waitFor();
  assert.equal((await reader.locator(".panel [role=tab]").allTextContents()).includes("Cities"), false);
  assert.ok((await reader.locator(".panel .row").count()) > 0);
  assert.equal(await reader.getByRole("link", { name: /^Details/ }).count(), 0);
  assert.deepEqual(await barriersOf(reader), []);
});

step("WhatHasEndedSaysSo", async () => {
  const link = await share({ name: "Ends", panels: ["totals"] });
  await page.goto(`${server.address}/projects/${project}/settings/sharing`);
  await page.getByRole("button", { name: "End the link Ends" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "End the link" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await reader.goto(`${server.address}${link.path}`);
  await reader.getByText("This link shows nothing any more").waitFor();
});
