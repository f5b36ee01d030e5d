import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { openDemo } from "./support/demoStage.mjs";
import { settled } from "./support/pages.mjs";
import { apiOf } from "./support/server.mjs";

/** What people name and keep: it is there again after a reload, and it means what it meant when it was saved. */
let stage;
let server;
let page;
let project;

before(async () => {
  if (missing) return;
  stage = await openDemo(5, 40);
  ({ server, page, project } = stage);
});
after(() => stage?.close());

const step = (name, body) => test(name, { skip: missing }, body);
const TYPED = "f=is,page,/demo/products/**&f=is_not,device,Mobile";
const overview = (query) => page.goto(`${server.address}/projects/${project}?period=7d&${query}`);
const totals = async () => {
  await settled(page);
  return page.locator(".total-button").allTextContents();
};
const definitions = async (kind) =>
  (await apiOf(server.address).send("GET", `/api/v1/projects/${project}/definitions?kind=${kind}`)).body.items;

/** Opens a menu by its button, which is loaded after the page. */
const openMenu = async (name) => {
  await page.getByRole("button", { name, exact: true }).focus();
  await page.keyboard.press("Enter");
};

/** Names what is saved, by keyboard. */
const saveAs = async (menu, what, name) => {
  await openMenu(menu);
  await page.getByRole("button", { name: `Save ${what}` }).click();
  await page.getByRole("dialog").getByLabel("Name").waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
};

step("ASegmentMeansTheFiltersThatItWasSavedFrom", async () => {
  await overview(TYPED);
  const typed = await totals();
  await saveAs("Segments", "these filters", "Products on desks");
  await page.locator(".chip", { hasText: "Products on desks" }).waitFor();
  assert.deepEqual(await totals(), typed);

  await overview("");
  const everybody = await totals();
  assert.notDeepEqual(everybody, typed);
  await openMenu("Segments");
  await page.getByRole("button", { name: "Products on desks", exact: true }).click();
  await page.locator(".chip", { hasText: "Products on desks" }).waitFor();
  assert.deepEqual(await totals(), typed);

  await openMenu("Segments");
  await page.getByRole("button", { name: "All but Products on desks" }).click();
  await page.locator(".chip .chip-not").waitFor();
  const others = await totals();
  assert.notDeepEqual(others, typed);
  assert.notDeepEqual(others, everybody);
});

step("ASegmentIsRenamedAndItsFiltersStay", async () => {
  const [before] = await definitions("segment");
  await openMenu("Segments");
  await page.getByRole("button", { name: "Change the segment Products on desks" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Big screens");
  await page.keyboard.press("Enter");
  await page.locator(".chip", { hasText: "Big screens" }).waitFor();
  const [after] = await definitions("segment");
  assert.deepEqual([after.name, after.revision, after.body], ["Big screens", 2, before.body]);
});

step("AViewIsFoundAgainAfterAReload", async () => {
  await overview(`${TYPED}&metric=pageviews`);
  await settled(page);
  await saveAs("Views", "this view", "Products, seen");
  await page.goto(`${server.address}/projects/${project}/funnels`);
  await openMenu("Views");
  await page.getByRole("button", { name: "Products, seen", exact: true }).click();
  await page.waitForURL(/metric=pageviews/);
  assert.equal(await page.locator(".chip").count(), 2);
});

step("AnAnnotationIsMadeByKeyboardAndSaidByTheChart", async () => {
  await overview("");
  await settled(page);
  await page.getByRole("button", { name: "Annotate" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("What happened").waitFor();
  await page.keyboard.type("Version 2 is out");
  await page.keyboard.press("Enter");
  await page.getByRole("list", { name: "Annotations" }).getByText("Version 2 is out").waitFor();
  await page.reload();
  await page.locator(".chart-mark").waitFor({ state: "attached" });
  const chart = page.getByRole("slider");
  await chart.focus();
  await page.keyboard.press("End");
  assert.match(await chart.getAttribute("aria-valuetext"), /; Version 2 is out$/);
  assert.deepEqual(await barriersOf(page), []);

  await page.getByRole("button", { name: /^Change the annotation .*Version 2 is out/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Remove", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.locator(".chart-mark").waitFor({ state: "detached" });
  assert.deepEqual(await definitions("annotation"), []);
});

step("AFunnelIsSavedUnderANameAndOpened", async () => {
  const draft = encodeURIComponent(JSON.stringify([["p|/demo/**", "p|/demo/products/**"], "7d", 0, "", 0]));
  await page.goto(`${server.address}/projects/${project}/funnels?period=7d&q=${draft}`);
  await page.locator(".funnel-bar").nth(1).waitFor();
  await saveAs("Saved funnels", "this funnel", "To the products");
  await page.goto(`${server.address}/projects/${project}/funnels?period=7d`);
  await openMenu("Saved funnels");
  await page.getByRole("button", { name: "To the products", exact: true }).waitFor();
  assert.deepEqual(await barriersOf(page), []);
  await page.getByRole("button", { name: "To the products", exact: true }).click();
  await page.locator(".funnel-bar").nth(1).waitFor();
});
