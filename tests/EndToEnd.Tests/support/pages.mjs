/** Goes to another page of the dashboard without loading it anew, which would lock the keys. */
export const go = (page, path) =>
  page.evaluate((to) => {
    history.pushState(null, "", to);
    dispatchEvent(new PopStateEvent("popstate"));
  }, path);

/** Waits until nothing on the page is being asked for, and the chart, which measures its place first, is drawn. */
export const settled = (page) =>
  page.waitForFunction(
    () =>
      !document.querySelector("[aria-busy=true], .total-wait, .skeleton, .skeleton-bar, .totals-loading, .chart-loading") &&
      (!document.querySelector(".chart") || document.querySelector(".chart svg.chart-svg, .chart table, .chart .state")),
  );

/** Hidden words as well, which screen readers are told. */
const text = async (locator) => (await locator.textContent()).replace(/\s+/g, " ").trim();

/** The full table behind a panel, where it has one. */
const readDetails = async (page, panel) => {
  const link = panel.getByRole("link", { name: /^Details/ });
  if ((await link.count()) === 0) return null;
  await link.click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await settled(page);
  const read = await text(dialog);
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.waitFor({ state: "detached" });
  await settled(page);
  return read;
};

/** What a panel shows under its present tab: with each choice of its selects, and in its details. */
const readTab = async (page, panel, name, texts, withDetails) => {
  const body = panel.locator(".panel-body");
  const select = body.locator("select");
  const choices = (await select.count()) > 0 ? await select.first().locator("option").allTextContents() : [null];
  for (const choice of choices) {
    if (choice !== null) await select.first().selectOption({ label: choice });
    await settled(page);
    const where = choice === null ? name : `${name} / ${choice}`;
    texts[where] = await text(body);
    const details = withDetails ? await readDetails(page, panel) : null;
    if (details !== null) texts[`${where} / details`] = details;
  }
};

/** Everything that the overview says, by where it says it: totals, the course of each of them, and every tab of every panel, and their full tables if asked for. */
export const readOverview = async (page, { withDetails }) => {
  await settled(page);
  const texts = {};
  const wide = page.locator(".overview-wide");
  for (const button of await wide.locator(".total-button").all()) {
    await button.click();
    await settled(page);
    texts[`Totals by ${await text(button.locator(".total-label"))}`] = await text(wide);
  }
  for (const panel of await page.locator(".overview section.panel").all()) {
    const title = await text(panel.locator("h2"));
    for (const tab of await panel.getByRole("tab").all()) {
      await tab.click();
      await readTab(page, panel, `${title} / ${await text(tab)}`, texts, withDetails);
    }
  }
  texts.Footnotes = await text(page.locator(".footnotes p").first());
  return texts;
};

/** Who was left out, with the examples. */
export const readBots = async (page) => {
  await page.locator("#bots").waitFor();
  await settled(page);
  for (const summary of await page.locator("#bots summary").all()) await summary.click();
  return text(page.locator("#bots"));
};
