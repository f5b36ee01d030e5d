import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { barriersOf } from "../../../tests/EndToEnd.Tests/support/barriers.mjs";
import { openOverview, startStage } from "./browser.mjs";
import { load } from "./source.mjs";

const { readTyped } = await load("overview/calendar/typed");
const { presetsOf, weekBegin } = await load("overview/calendar/presets");

let stage;
before(async () => {
  stage = await startStage();
});
after(() => stage.close());

const TODAY = "2026-11-22"; // a Sunday
const typed = (text) => readTyped(text, TODAY);

test("ADayIsReadHoweverItIsTyped", () => {
  for (const text of ["2026-11-05", "5.11.2026", "05/11/26", "5 Nov 2026", "5 november", "Nov 5, 2026", "5. Nov.", " 5 NOV "])
    assert.equal(typed(text), "2026-11-05", text);
  assert.equal(typed("24/12"), "2025-12-24");
  assert.equal(typed("today"), TODAY);
  assert.equal(typed("yesterday"), "2026-11-21");
  assert.equal(typed("-7"), "2026-11-15");
  assert.equal(typed("mon"), "2026-11-16");
  assert.equal(typed("sunday"), "2026-11-15");
});

test("WhatIsNoDayIsNone", () => {
  for (const text of ["", "soon", "31.02.2026", "2026-13-01", "5", "5 6 7 8", "1.1.99999", "Nov", "mo", "5 Nov Dec"])
    assert.equal(typed(text), null, text);
});

test("WeeksBeginWhereTheReaderSays", () => {
  assert.equal(weekBegin(TODAY, 0), "2026-11-16");
  assert.equal(weekBegin(TODAY, 6), TODAY);
  assert.equal(weekBegin(TODAY, 5), "2026-11-21");
  const of = (label, first) => {
    const { from, to } = presetsOf(TODAY, first).find((preset) => preset.label === label);
    return [from, to];
  };
  assert.deepEqual(of("This week", 0), ["2026-11-16", TODAY]);
  assert.deepEqual(of("Last week", 6), ["2026-11-15", "2026-11-21"]);
  assert.deepEqual(of("Last quarter", 0), ["2026-07-01", "2026-09-30"]);
  assert.deepEqual(of("Last year", 0), ["2025-01-01", "2025-12-31"]);
  assert.deepEqual(of("This month", 0), ["2026-11-01", TODAY]);
});

const openRange = async (page) => {
  await page.keyboard.press("c");
  const dialog = page.getByRole("dialog", { name: "Custom range" });
  await dialog.waitFor();
  return dialog;
};
const address = (page) => new URL(page.url()).searchParams;

test("TwoClicksMakeARangeInEitherOrder", async () => {
  const page = await openOverview(stage, "?period=custom&from=2026-10-05&to=2026-10-20");
  const dialog = await openRange(page);
  await dialog.locator('[data-day="2026-10-14"]').click();
  await dialog.getByText("Choose the last day.").waitFor();
  await dialog.locator('[data-day="2026-10-08"]').click();
  await dialog.getByText("7 days, both ends counted").waitFor();
  assert.equal(await dialog.getByLabel("First day").inputValue(), "8 Oct 2026");
  await dialog.getByRole("button", { name: "Show these days" }).click();
  await page.waitForURL(/from=2026-10-08&to=2026-10-14/);
  await page.context().close();
});

test("TheKeyboardWalksTheCalendar", async () => {
  const page = await openOverview(stage, "?period=custom&from=2026-10-05&to=2026-10-20");
  const dialog = await openRange(page);
  await dialog.locator('[data-day="2026-10-20"]').focus();
  const at = () => page.evaluate(() => document.activeElement.dataset.day);
  for (const [key, day] of [
    ["ArrowRight", "2026-10-21"],
    ["ArrowUp", "2026-10-14"],
    ["Home", "2026-10-12"],
    ["End", "2026-10-18"],
    ["PageUp", "2026-09-18"],
    ["PageUp", "2026-08-18"],
    ["PageDown", "2026-09-18"],
    ["ArrowLeft", "2026-09-17"],
  ]) {
    await page.keyboard.press(key);
    await page
      .waitForFunction((expected) => document.activeElement?.dataset.day === expected, day)
      .catch(async () => assert.fail(`${key}: ${await at()} instead of ${day}`));
  }
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await dialog.getByText("8 days, both ends counted").waitFor();
  await dialog.getByRole("button", { name: "Show these days" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/from=2026-09-17&to=2026-09-24/);
  await page.context().close();
});

test("WhatIsTypedIsShownInTheCalendarAndWhatIsNoDayIsSaid", async () => {
  const page = await openOverview(stage);
  const dialog = await openRange(page);
  await dialog.getByLabel("First day").fill("1 sep 2026");
  await dialog.getByLabel("Last day").fill("2026-09-10");
  await dialog.locator('[data-day="2026-09-05"][aria-pressed=true]').waitFor();
  await dialog.getByLabel("Last day").fill("nonsense");
  await dialog.getByText(/“nonsense” is no day/).waitFor();
  assert.equal(await dialog.getByRole("button", { name: "Show these days" }).isDisabled(), true);
  await dialog.getByRole("button", { name: "Last month" }).click();
  await dialog.getByRole("button", { name: "Show these days" }).click();
  await page.waitForURL(/period=custom/);
  assert.equal(address(page).get("from").slice(8), "01");
  await page.context().close();
});

test("ItHasNoBarriersAndFitsAPhone", async () => {
  for (const width of [1280, 390]) {
    const page = await openOverview(stage, "?period=custom&from=2026-10-05&to=2026-10-20", { width });
    const dialog = await openRange(page);
    assert.equal(await dialog.locator(".month:visible").count(), width > 720 ? 2 : 1);
    assert.deepEqual(await barriersOf(page), []);
    assert.ok(await dialog.evaluate((element) => element.scrollWidth <= element.clientWidth));
    await page.context().close();
  }
});

test("NumbersDatesAndWeeksFollowTheSetting", async () => {
  const page = await openOverview(stage, "?period=custom&from=2026-10-05&to=2026-10-20", { locale: "de-DE" });
  await page
    .getByRole("button", { name: /5\.–20\. Okt\. 2026/ })
    .first()
    .waitFor();
  const dialog = await openRange(page);
  assert.equal(await dialog.locator(".month th").first().textContent(), "Mo");
  await page.evaluate(() => localStorage.setItem("footfall.week-start", "sunday"));
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await openRange(page);
  assert.equal(await dialog.locator(".month th").first().textContent(), "So");
  await page.context().close();
});
