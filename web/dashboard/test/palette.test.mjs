import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriersOf } from "../../../tests/EndToEnd.Tests/support/barriers.mjs";
import { openOverview, SITE, startStage } from "./browser.mjs";
import { load } from "./source.mjs";

const { ranked } = await load("palette/commands");

let stage;
before(async () => {
  stage = await startStage();
});
after(() => stage.close());

const command = (label, group = "Go to", words = "") => ({ id: label, group, label, words, run: () => undefined });
const labels = (commands, typed) => ranked(commands, typed).map(({ label }) => label);

test("TheBestFitComesFirst", () => {
  const all = [
    command("Data health"),
    command("Hostnames"),
    command("Last month", "Period"),
    command("Month to date", "Period"),
    command("Funnels", "Shop", "conversion"),
  ];
  assert.deepEqual(
    labels(all, ""),
    all.map(({ label }) => label),
  );
  assert.deepEqual(labels(all, "month"), ["Month to date", "Last month"]);
  assert.deepEqual(labels(all, "conv"), ["Funnels"]);
  assert.deepEqual(labels(all, "fnl"), ["Funnels"]);
  assert.deepEqual(labels(all, "HÉALTH data"), ["Data health"]);
  assert.deepEqual(labels(all, "month zebra"), []);
});

const open = async (page) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Type a page/ }).waitFor();
};
const run = async (page, typed) => {
  await open(page);
  await page.keyboard.type(typed);
  await page.keyboard.press("Enter");
  await page.locator("dialog.palette").waitFor({ state: "detached" });
};

test("APeriodAPageAndAProjectAreReachedByTyping", async () => {
  const page = await openOverview(stage);
  await run(page, "last 91");
  await page.waitForURL(/period=91d/);
  await run(page, "retention coh");
  await page.waitForURL(/\/retention$/);
  await run(page, "all projects");
  await page.waitForURL(`${stage.mock.address}/`);
  await page.context().close();
});

test("AFilterBeginsWithItsDimensionAndIsTakenAway", async () => {
  const page = await openOverview(stage, "?f=is,device,Mobile");
  await run(page, "filter by country");
  const dialog = page.getByRole("dialog", { name: "Add a filter" });
  await dialog.waitFor();
  assert.equal(await dialog.getByLabel("What", { exact: true }).inputValue(), "country");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await run(page, "remove device");
  await page.waitForFunction(() => !location.search.includes("device"));
  await page.context().close();
});

test("ItClosesByEscapeAndByItsKeyAndTheFocusIsWhereItWas", async () => {
  const page = await openOverview(stage);
  const settings = page.getByRole("link", { name: "Settings" });
  for (const key of ["Escape", "Control+k"]) {
    await settings.focus();
    await open(page);
    await page.keyboard.press(key);
    await page.locator("dialog.palette").waitFor({ state: "detached" });
    assert.equal(await settings.evaluate((link) => link === document.activeElement), true);
  }
  await page.context().close();
});

test("ItHasNoBarriersAndFitsAPhone", async () => {
  for (const width of [1280, 390]) {
    const page = await openOverview(stage, "", { width });
    await page.getByRole("button", { name: /^Command palette/ }).click();
    await page.getByRole("combobox", { name: /^Type a page/ }).waitFor();
    assert.deepEqual(await barriersOf(page), []);
    const box = await page.locator("dialog.palette").boundingBox();
    assert.ok(box.x >= 0 && box.x + box.width <= width);
    await page.keyboard.type("zzzz");
    await page.getByText("Nothing is called “zzzz”.").waitFor();
    assert.deepEqual(await barriersOf(page), []);
    await page.context().close();
  }
});

test("TheListOfKeysOpensOnEveryPage", async () => {
  for (const path of [`${SITE}/settings/general`, "/tokens", SITE]) {
    const page = await stage.open(path);
    await page.getByRole("button", { name: /^Command palette/ }).waitFor();
    await page.keyboard.press("?");
    await page
      .getByRole("dialog", { name: "Keyboard" })
      .getByText(/^Command palette/)
      .waitFor();
    assert.equal(await page.getByRole("dialog").count(), 1);
    await page.context().close();
  }
});
