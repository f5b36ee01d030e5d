import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SITE, startStage } from "./browser.mjs";

let stage;
before(async () => {
  stage = await startStage({ scale: 0.1 });
});
after(async () => {
  await stage.close();
  assert.deepEqual(stage.complaints, []);
});

const done = (page) => page.context().close();

test("AProjectIsCreatedAndShowsItsSnippet", async () => {
  const page = await stage.open("/projects/new");
  await page.getByRole("textbox", { name: "Name" }).fill("Tea shop");
  await page.getByRole("textbox", { name: "Domains" }).fill("tea.example, www.tea.example");
  await page.getByRole("radio", { name: /Identified/ }).check();
  await page.getByRole("button", { name: "Create the project" }).click();
  await page.getByText("Waiting for the first event of Tea shop").waitFor();
  assert.match(await page.locator("pre").first().textContent(), /data-mode="identified"/);
  assert.deepEqual(stage.world.projects.at(-1).domains, ["tea.example", "www.tea.example"]);
  await done(page);
});

test("TheLineWithAHashNamesTheServerThatHasTheData", async () => {
  stage.world.server = "https://stats.example";
  const page = await stage.open(`${SITE}/settings/install`);
  await page.getByText("Smaller, without a script, or from code").click();
  const line = await page.getByRole("group", { name: "Snippet with its hash" }).locator("pre").textContent();
  assert.match(
    line,
    /^<script defer src="https:\/\/stats\.example\/js\/footfall\.js" integrity="sha384-bW9jaw==" crossorigin="anonymous" data-key="ff_\w+"><\/script>$/,
  );
  assert.doesNotMatch(await page.locator("body").textContent(), /127\.0\.0\.1/);
  delete stage.world.server;
  await done(page);
});

test("ATakenDomainIsRefusedByName", async () => {
  const page = await stage.open("/projects/new");
  await page.getByRole("textbox", { name: "Name" }).fill("Twin");
  await page.getByRole("textbox", { name: "Domains" }).fill("footfall.example");
  await page.getByRole("button", { name: "Create the project" }).click();
  await page.getByText("One of the domains belongs to another project.").waitFor();
  await done(page);
});

test("SettingsAreSaved", async () => {
  const page = await stage.open(`${SITE}/settings/general`);
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("Renamed site");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Renamed site" }).waitFor();
  await page.getByRole("link", { name: "Privacy" }).click();
  await page.getByRole("radio", { name: /Drop the event/ }).check();
  await page.getByLabel("Keep events for (days)").fill("365");
  await page.getByLabel("Allowed hosts").fill("a.example\nb.example");
  await page.getByLabel("Most requests a minute").fill("600");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  const [project] = stage.world.projects;
  assert.deepEqual(
    [project.opt_out, project.retention_days, project.allowed_hosts, project.rate_limit_per_minute],
    ["drop", 365, ["a.example", "b.example"], 600],
  );
  await done(page);
});

test("GoalsAreAddedAndRemoved", async () => {
  const page = await stage.open(`${SITE}/settings/goals`);
  await page.getByLabel("Kind").selectOption("page");
  await page.getByLabel("Page", { exact: true }).fill("/thanks");
  await page.getByRole("button", { name: "Add the goal" }).click();
  await page.getByText("Page /thanks").waitFor();
  const remove = page.getByRole("button", { name: "Remove the goal Visit /thanks" });
  const dialog = page.getByRole("dialog", { name: "Remove the goal “Visit /thanks”" });
  await remove.click();
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await dialog.waitFor({ state: "detached" });
  assert.ok(await page.getByText("Page /thanks").isVisible(), "nothing is removed before it is confirmed");
  await remove.click();
  await dialog.getByRole("button", { name: "Remove the goal" }).click();
  await page.getByText("Page /thanks").waitFor({ state: "detached" });
  await done(page);
});

test("APendingHostnameIsConfirmed", async () => {
  const page = await stage.open(`${SITE}/settings/sites`);
  await page.getByRole("button", { name: "It is mine: staging.footfall.example" }).click();
  await page.getByRole("button", { name: "It is mine: staging.footfall.example" }).waitFor({ state: "detached" });
  assert.equal(stage.world.sites[2].state, "confirmed");
  await done(page);
});

test("SeenEventsAreDeclared", async () => {
  const page = await stage.open(`${SITE}/settings/events`);
  await page.getByRole("listitem").filter({ hasText: "purchase" }).getByRole("button", { name: "Declare" }).click();
  await page.getByRole("checkbox", { name: /Refuse what is not declared/ }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved").waitFor();
  const [list] = stage.world.declared.values();
  assert.deepEqual(
    list.items.map((event) => event.name),
    ["signup", "purchase"],
  );
  assert.equal(list.refuse_undeclared, true);
  await done(page);
});

test("APageThatFailsSaysSoAndLeavesTheOthersInReach", async () => {
  const [project] = stage.world.projects;
  const { domains } = project;
  project.domains = null;
  const page = await stage.open("/projects");
  await page.getByText("This could not be shown").waitFor();
  assert.match(stage.complaints.splice(0).join(), /null/, "what failed is told to the console");
  project.domains = domains;
  await page.evaluate(() => {
    history.pushState(null, "", "/tokens");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await page.getByRole("heading", { name: "API tokens", level: 1 }).waitFor();
  await done(page);
});

test("AThousandSeenEventsLeaveTheRestOfThePageInReach", async () => {
  const visits = stage.world.visits.get(stage.world.projects[0].id);
  visits.push({ ...visits[0], events: Array.from({ length: 1000 }, (_, at) => ({ ...visits[0].events[0], name: `view ${at}` })) });
  const page = await stage.open(`${SITE}/settings/events`);
  const views = page.getByRole("listitem").filter({ hasText: /^view / });
  const all = page.getByRole("button", { name: /^Show all/ });
  await all.waitFor();
  assert.ok((await views.count()) <= 20);
  await all.click();
  await all.waitFor({ state: "detached" });
  assert.equal(await views.count(), 1000);
  visits.pop();
  await done(page);
});

test("ATokenIsShownOnceAndRevoked", async () => {
  const page = await stage.open("/tokens");
  await page.getByRole("button", { name: "New token" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Nightly report");
  await page.getByRole("button", { name: "Create the token" }).click();
  await page.getByText("ft_new1_shown_once").waitFor();
  await page.getByRole("button", { name: "Revoke Nightly report" }).click();
  await page.getByRole("button", { name: "Revoke the token" }).click();
  await page.getByRole("rowheader", { name: /Nightly report/ }).waitFor({ state: "detached" });
  await done(page);
});

test("DataHealthShowsBooksThatBalanceDropsAndBots", async () => {
  const page = await stage.open(`${SITE}/health`);
  await page.getByText("balanced").waitFor();
  await page.getByText("Why events were dropped").waitFor();
  await page.getByText("Do Not Track or Global Privacy Control").waitFor();
  await page.getByText("Names itself a crawler").click();
  await page.getByText("Chrome on footfall.example/pricing").waitFor();
  await page.getByText("The chain of hashes holds").waitFor();
  await done(page);
});

test("ASingleDayIsShownByItsHours", async () => {
  const page = await stage.open(`${SITE}/health`);
  await page.locator(".bar").first().waitFor();
  assert.equal(await page.locator(".bar").count(), 7);
  await page.getByRole("tab", { name: "Today" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".bar").length === 24);
  await done(page);
});

test("OnAPhoneTheChosenSectionOfTheSettingsIsInSight", async () => {
  const page = await stage.open(`${SITE}/settings/delete`, { width: 390, height: 844 });
  const chosen = await page.getByRole("link", { name: "Delete", exact: true }).boundingBox();
  assert.ok(chosen.x >= 0 && chosen.x + chosen.width <= 390, `from ${chosen.x} to ${chosen.x + chosen.width}`);
  await done(page);
});

test("AProjectThatIsNotThereHasNoPages", async () => {
  const page = await stage.open("/projects/00000009-0000-4000-8000-000000000000");
  await page.getByRole("heading", { name: "There is no such page" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Data health" }).count(), 0);
  await done(page);
});

test("AProjectIsDeletedOnlyByItsName", async () => {
  const page = await stage.open("/projects/00000002-0000-4000-8000-000000000000/settings/delete");
  await page.getByRole("button", { name: "Delete Timer app" }).click();
  const button = page.getByRole("button", { name: "Delete for good" });
  assert.equal(await button.isDisabled(), true);
  await page.getByLabel("Type Timer app to go on").fill("Timer app");
  await button.click();
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Timer app" }).count(), 0);
  await done(page);
});

test("AnUnknownAddressSaysSo", async () => {
  const page = await stage.open("/projects/00000001-0000-4000-8000-000000000000/nothing");
  await page.getByText("There is no such page").waitFor();
  await done(page);
});

test("TheThemeIsChosenAndKept", async () => {
  const page = await stage.open("/");
  await page.getByRole("button", { name: /^Theme: as the system/ }).click();
  await page.getByRole("button", { name: /^Theme: light/ }).click();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), "dark");
  await page.reload();
  await page.getByRole("button", { name: /^Theme: dark/ }).waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgb(15, 19, 17)");
  await done(page);
});
