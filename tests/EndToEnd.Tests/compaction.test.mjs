import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { filled, owner, signUp } from "./support/owner.mjs";
import { go } from "./support/pages.mjs";
import { apiOf, dataDirectory, eventually, run, startAgent, startServer } from "./support/server.mjs";
import { visitSite } from "./support/site.mjs";

/** A sealed project is compacted from the dashboard, and its numbers stay what they were: after a reload, for a colleague, and when it is undone. */
const colleague = { name: "Bea", email: "bea@example.org", password: "some other four words" };
const THREE_HOURS = 3 * 3_600_000;

let data;
/** The agent's own folder. */
let machine;
let server;
let browser;
let ann;
let bea;
let project;
let numbers;

before(async () => {
  if (missing) return;
  [data, machine] = [dataDirectory(), dataDirectory()];
  server = await startServer(data.path);
  browser = await openBrowser();
  ann = await signUp(browser, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
  machine?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);

const openVaults = async (page) => {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("link", { name: "Vaults" }).click();
};
const openCompaction = async (page) => {
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Compaction" }).click();
  await page.getByRole("heading", { name: "Segments" }).waitFor();
};
const totals = async (page) => {
  await page.getByText("/second", { exact: true }).first().waitFor();
  await filled(page);
  return page.locator(".total-value").allTextContents();
};
/** The last 24 hours hold the visits by either clock, whatever the time of day; a new project's own choice would be today. */
const overview = () => `/projects/${project}#?period=24h`;
const goToTotals = async (page) => {
  await go(page, overview());
  return totals(page);
};
/** In which forms the segments were written, one after another. */
const forms = async () => {
  const { manifests } = (await apiOf(server.address).send("GET", `/api/v1/projects/${project}/segments`)).body;
  const entries = manifests.map(({ manifest }) => JSON.parse(Buffer.from(manifest, "base64url").toString()));
  return entries.sort((one, other) => one.sequence - other.sequence).flatMap(({ form }) => form ?? []);
};
const stored = async () => {
  const api = apiOf(server.address);
  const { items, manifests } = (await api.send("GET", `/api/v1/projects/${project}/segments`)).body;
  const envelopes = (await api.send("GET", `/api/v1/projects/${project}/envelopes`)).body.items;
  return { live: items.filter(({ state }) => state === "live").length, manifests: manifests.length, envelopes: envelopes.length };
};

step("ASealedProjectOfAnOrganisationHasVisits", async () => {
  await openVaults(ann);
  await ann.getByRole("button", { name: "New organisation" }).click();
  await ann.getByLabel("Name", { exact: true }).fill("Example");
  await ann.getByRole("button", { name: "Create the organisation" }).click();
  await ann.getByRole("heading", { name: "Example", exact: true }).waitFor();
  await ann.getByRole("link", { name: "Footfall: all projects" }).click();
  await ann.getByRole("link", { name: "New project" }).click();
  await ann.getByLabel("Name", { exact: true }).fill("Shared shop");
  await ann.getByRole("radio", { name: /Sealed/ }).check();
  await ann.getByLabel("Who can open it").selectOption({ label: "The members of Example" });
  await ann.getByRole("button", { name: "Create the project" }).click();
  await ann.getByText("Waiting for the first event of Shared shop").waitFor();
  project = new URL(ann.url()).pathname.split("/")[2];
  const snippet = await ann.getByRole("group", { name: "Snippet" }).locator("pre").textContent();
  await visitSite(snippet, "first");
  await visitSite(snippet, "second");
  await totals(ann);
});

step("AColleagueBecomesAMember", async () => {
  await openVaults(ann);
  await ann.getByRole("link", { name: /Example/ }).click();
  await ann.getByRole("button", { name: "Invite" }).click();
  await ann.getByLabel("E-mail").fill(colleague.email);
  await ann.getByRole("radio", { name: /^Member/ }).check();
  await ann.getByRole("button", { name: "Make the link" }).click();
  const link = await ann.getByRole("group", { name: "Invitation" }).locator("pre").textContent();
  const context = await browser.context({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(20_000);
  bea = await context.newPage();
  await bea.goto(link);
  await bea.getByLabel("Your name").fill(colleague.name);
  await bea.getByLabel("Password", { exact: true }).fill(colleague.password);
  await bea.getByRole("button", { name: "Create the account" }).click();
  await bea.getByText("adds you once you have compared").waitFor();
  await ann.reload();
  await ann.getByLabel("Password", { exact: true }).fill(owner.password);
  await ann.getByRole("button", { name: "Unlock" }).click();
  await ann.getByRole("button", { name: "Compare and add" }).click();
  await ann.getByRole("dialog").getByRole("checkbox").check();
  await ann.getByRole("dialog").getByRole("button", { name: "Add Bea" }).click();
  await ann.getByRole("row", { name: /Bea/ }).waitFor();
});

step("WhatCameInTheLastTwoHoursIsLeftAlone", async () => {
  await ann.goto(`${server.address}/projects/${project}/settings/compaction`);
  await ann.getByLabel("Password", { exact: true }).fill(owner.password);
  await ann.getByRole("button", { name: "Unlock" }).click();
  await ann.getByText("Nothing has been compacted yet").waitFor();
  await ann.getByRole("button", { name: "Compact now" }).click();
  await ann.getByText("Nothing waits that is older than two hours").waitFor();
  assert.equal((await stored()).live, 0);
});

step("ThreeHoursLaterTheColleagueCompactsIt", async () => {
  // Only the clock of the page runs ahead, by which it is decided what is old enough.
  await bea.clock.setFixedTime(Date.now() + THREE_HOURS);
  await bea.goto(server.address + overview());
  await bea.getByLabel("Password", { exact: true }).fill(colleague.password);
  await bea.getByRole("button", { name: "Unlock" }).click();
  numbers = await totals(bea);
  assert.equal(numbers[2], "2", "two pageviews");
  await openCompaction(bea);
  const before = await stored();
  assert.ok(before.envelopes >= 2);
  await bea.getByRole("button", { name: "Compact now" }).click();
  await bea.getByText(new RegExp(`Done: ${before.envelopes} messages put into 1 segment`)).waitFor();
  await bea.getByRole("row", { name: /Bea/ }).waitFor();
  assert.deepEqual(await stored(), { live: 1, manifests: 1, envelopes: 0 });
  assert.deepEqual(await goToTotals(bea), numbers, "in the page that compacted");
});

step("AfterAReloadTheNumbersAreTheSame", async () => {
  await bea.reload();
  await bea.getByLabel("Password", { exact: true }).fill(colleague.password);
  await bea.getByRole("button", { name: "Unlock" }).click();
  assert.deepEqual(await totals(bea), numbers);
  assert.equal(await bea.getByRole("alert").count(), 0);
});

step("AndTheyAreInAnotherMembersBrowser", async () => {
  // A member's clock may be behind that of who compacted.
  await ann.goto(server.address + overview());
  await ann.getByLabel("Password", { exact: true }).fill(owner.password);
  await ann.getByRole("button", { name: "Unlock" }).click();
  assert.deepEqual(await totals(ann), numbers);
});

step("AnAgentReadsWhatABrowserWroteAndWritesItAnew", async () => {
  const key = `${machine.path}/agent.key`;
  const made = await run(["keygen", "--agent", "laptop", "--out", key]);
  assert.equal(made.code, 0, made.output);
  await openVaults(ann);
  await ann.getByRole("link", { name: /Example/ }).click();
  await ann.getByRole("button", { name: "Add an agent" }).click();
  await ann.getByLabel("Public keys").fill(/footfall-agent\/1 .*/.exec(made.output)[0]);
  await ann.getByRole("dialog").getByRole("checkbox").check();
  await ann.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  const settings = { FOOTFALL_AGENT_TOKEN: await ann.getByRole("group", { name: "Token" }).locator("pre").textContent() };
  const asked = `${machine.path}/question.json`;
  writeFileSync(asked, JSON.stringify({ site_id: project, metrics: ["pageviews"], date_range: "all" }));
  const to = ["--server", server.address, "--key", key];
  const told = await run(["agent", ...to, "--ask", asked], settings);
  assert.equal(told.code, 0, told.output);
  assert.deepEqual(JSON.parse(told.output).results[0].metrics, [2]);
  assert.deepEqual(await forms(), ["arrow"]);
  const agent = await startAgent(to, settings, /(\S+): 1 segments for 0 envelopes and 1 segments/);
  await agent.stop();
  assert.deepEqual(await forms(), ["arrow", "duckdb"]);
  assert.deepEqual(await stored(), { live: 1, manifests: 2, envelopes: 0 });
});

step("WhatTheAgentWroteSaysTheSameInABrowser", async () => {
  await bea.reload();
  await bea.getByLabel("Password", { exact: true }).fill(colleague.password);
  await bea.getByRole("button", { name: "Unlock" }).click();
  assert.deepEqual(await totals(bea), numbers);
  assert.equal(await bea.getByRole("alert").count(), 0);
});

step("AnOwnerUndoesItAndNothingIsLost", async () => {
  await goToTotals(ann);
  await openCompaction(ann);
  await ann.getByRole("button", { name: /^Undo the segment/ }).click();
  await ann.getByRole("dialog").getByRole("button", { name: "Undo it" }).click();
  await ann.getByRole("dialog").waitFor({ state: "detached" });
  // What the agent wrote anew is there again as it was.
  await ann.getByRole("row", { name: /Bea/ }).waitFor();
  await ann.getByRole("button", { name: /^Undo the segment/ }).click();
  await ann.getByRole("dialog").getByRole("button", { name: "Undo it" }).click();
  await ann.getByText("Nothing has been compacted yet").waitFor();
  await eventually(stored, ({ live, envelopes }) => live === 0 && envelopes >= 2, "the envelopes are back");
  assert.equal((await stored()).manifests, 4, "the undoings are signed as well");
  assert.deepEqual(await goToTotals(ann), numbers);
});

const knownAs = (user) => `addEventListener("DOMContentLoaded", () => {
  footfall.consent(true);
  footfall.identify("${user}");
  footfall.event("tea.chosen");
});`;

step("APersonOfAnIdentifiedProjectIsErasedAndTheOthersStay", async () => {
  await ann.getByRole("link", { name: "Footfall: all projects" }).click();
  await ann.getByRole("link", { name: "New project" }).click();
  await ann.getByLabel("Name", { exact: true }).fill("Known shop");
  await ann.getByRole("radio", { name: /Sealed/ }).check();
  await ann.getByRole("radio", { name: /Known after consent/ }).check();
  await ann.getByRole("button", { name: "Create the project" }).click();
  await ann.getByText("Waiting for the first event of Known shop").waitFor();
  project = new URL(ann.url()).pathname.split("/")[2];
  const snippet = await ann.getByRole("group", { name: "Snippet" }).locator("pre").textContent();
  await visitSite(snippet, "erased", knownAs("it's Eve"));
  await visitSite(snippet, "second", knownAs("Bob"));
  await totals(ann);
  await ann.getByText("/erased", { exact: true }).first().waitFor();
  await openCompaction(ann);
  await ann.getByLabel("Known by").selectOption({ label: "the user id that the site named" });
  await ann.getByLabel("Id", { exact: true }).fill("it's Eve");
  await ann.getByRole("button", { name: "Erase this visitor" }).click();
  await ann.getByText(/\d+ events of 1 visitor erased; 1 segment written anew/).waitFor();
  await ann.getByRole("link", { name: "Download the receipt" }).waitFor();
  assert.deepEqual(await stored(), { live: 1, manifests: 1, envelopes: 0 });
  assert.equal((await goToTotals(ann))[0], "1", "one visitor is left");
  assert.equal(await ann.getByText("/erased", { exact: true }).count(), 0);
  const { items } = (await apiOf(server.address).send("GET", `/api/v1/projects/${project}/audit`)).body;
  const receipt = items.find(({ action }) => action === "project.visitor_erased");
  assert.ok(receipt && !receipt.detail.includes("Eve"));
});
