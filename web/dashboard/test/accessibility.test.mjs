import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { FRESH, IDENTIFIED, SITE, startStage } from "./browser.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let stage;
before(async () => {
  stage = await startStage({ scale: 0.1 });
});
after(() => stage.close());

const PAGES = [
  { name: "TheSignIn", path: "/login", signedIn: false },
  { name: "TheSetUp", path: "/setup?token=x", signedIn: false },
  { name: "TheLostPassword", path: "/recover", signedIn: false },
  { name: "TheProjects", path: "/" },
  { name: "ANewProject", path: "/projects/new" },
  { name: "TheOverview", path: `${SITE}?f=is_not,country,DE&f=is,device,Desktop`, ready: ".map-some" },
  { name: "TheChartAsATable", path: SITE, act: (page) => page.getByRole("button", { name: "Show the chart as a table" }).click() },
  { name: "ThePeriodMenu", path: SITE, act: (page) => page.getByRole("button", { name: "Last 28 days" }).click() },
  { name: "TheFilterEditor", path: SITE, act: (page) => page.keyboard.press("/") },
  { name: "TheKeyboardHelp", path: SITE, act: (page) => page.keyboard.press("?") },
  { name: "TheWholeTableOfGoals", path: `${SITE}?details=goal`, ready: ".details-table" },
  { name: "AnUnknownProject", path: "/projects/00000009-0000-4000-8000-000000000000" },
  {
    name: "ThePageWhileTheServerIsAway",
    path: SITE,
    act: async (page) => {
      await page.route("**/api/**", (route) => route.abort());
      await page.keyboard.press("w");
      await page.getByText("The server cannot be reached.").waitFor();
    },
  },
  { name: "TheDetails", path: `${SITE}?details=page`, ready: ".details-table" },
  { name: "AnIdentifiedOverview", path: IDENTIFIED, ready: ".acquisition-choice" },
  { name: "TheWaiting", path: FRESH },
  { name: "DataHealth", path: `${SITE}/health`, ready: ".bot" },
  ...["general", "install", "goals", "sites", "events", "privacy", "delete"].map((section) => ({
    name: `Settings_${section}`,
    path: `${SITE}/settings/${section}`,
  })),
  { name: "TheAccount", path: "/account" },
  { name: "TheVaults", path: "/vaults", ready: ".vault-card" },
  { name: "TheTokens", path: "/tokens" },
  { name: "ANewToken", path: "/tokens", act: (page) => page.getByRole("button", { name: "New token" }).click() },
  { name: "TheAuditLog", path: "/audit" },
];

async function violationsOf({ path, signedIn = true, ready, act }, theme, width) {
  const page = await stage.open(path, { signedIn, theme, width, bypassCSP: true });
  await page.waitForLoadState("networkidle");
  if (ready) await page.locator(ready).first().waitFor({ state: "attached" });
  if (act) await act(page);
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true], .skeleton, .skeleton-bar"));
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  await page.context().close();
  return violations.map(
    ({ id, impact, nodes }) =>
      `${impact}: ${id}: ${nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(" ")} (${node.any[0]?.message ?? ""})`)
        .join("; ")}`,
  );
}

for (const page of PAGES) {
  test(`${page.name}HasNoBarrierInEitherTheme`, async () => {
    for (const theme of ["light", "dark"]) assert.deepEqual(await violationsOf(page, theme, theme === "light" ? 1280 : 390), [], theme);
  });
}
