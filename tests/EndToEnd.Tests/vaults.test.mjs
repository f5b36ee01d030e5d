import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { filled, signUp } from "./support/owner.mjs";
import { dataDirectory, eventually, startServer } from "./support/server.mjs";
import { visitSite } from "./support/site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A colleague is invited, compares the words, sees the same visit, and after their removal nothing that came later. */
const colleague = { name: "Bea", email: "bea@example.org", password: "some other four words" };
let data;
let server;
let browser;
let ann;
let bea;
let snippet;
let project;
let words;

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  browser = await openBrowser();
  ann = await signUp(browser, server, { bypassCSP: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);

const withoutBarriers = async (page) => {
  // Half faded in, a dialog has half its contrast.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`),
    [],
  );
};

/** A plain click keeps the keys in the page; a reload would lock them. */
const openVaults = async (page) => {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("link", { name: "Vaults" }).click();
};
const openOrganisation = async (page) => {
  await openVaults(page);
  await page.getByRole("link", { name: /Example/ }).click();
  await page.getByRole("heading", { name: "Members" }).waitFor();
};
const openSealed = async (page) => {
  await page.getByRole("link", { name: "Footfall: all projects" }).click();
  await page
    .getByRole("link", { name: /Shared shop/ })
    .first()
    .click();
};
const shows = async (page, path) => {
  await filled(page);
  await page.getByText(path, { exact: true }).first().waitFor();
};

step("AnOrganisationIsMade", async () => {
  await openVaults(ann);
  await ann.getByRole("button", { name: "New organisation" }).click();
  await ann.getByLabel("Name", { exact: true }).fill("Example");
  await ann.getByRole("button", { name: "Create the organisation" }).click();
  await ann.getByRole("heading", { name: "Example", exact: true }).waitFor();
  await ann.getByRole("cell", { name: "Owner", exact: true }).waitFor();
  await withoutBarriers(ann);
});

step("ASealedProjectIsBegunInIt", async () => {
  await ann.getByRole("link", { name: "Footfall: all projects" }).click();
  await ann.getByRole("link", { name: "New project" }).click();
  await ann.getByLabel("Name", { exact: true }).fill("Shared shop");
  await ann.getByRole("radio", { name: /Sealed/ }).check();
  await ann.getByLabel("Who can open it").selectOption({ label: "The members of Example" });
  await ann.getByRole("button", { name: "Create the project" }).click();
  await ann.getByText("Waiting for the first event of Shared shop").waitFor();
  project = new URL(ann.url()).pathname;
  snippet = await ann.getByRole("group", { name: "Snippet" }).locator("pre").textContent();
  await visitSite(snippet, "before");
  await shows(ann, "/before");
});

step("AColleagueIsInvitedAndMakesAnAccount", async () => {
  await openOrganisation(ann);
  await ann.getByRole("button", { name: "Invite" }).click();
  await ann.getByLabel("E-mail").fill(colleague.email);
  await ann.getByRole("radio", { name: /Viewer/ }).check();
  await withoutBarriers(ann);
  await ann.getByRole("button", { name: "Make the link" }).click();
  const link = await ann.getByRole("group", { name: "Invitation" }).locator("pre").textContent();
  const context = await browser.context({ viewport: { width: 1440, height: 900 }, bypassCSP: true });
  context.setDefaultTimeout(20_000);
  bea = await context.newPage();
  await bea.goto(link);
  await bea.getByRole("heading", { name: "Join Example" }).waitFor();
  await withoutBarriers(bea);
  await bea.getByLabel("Your name").fill(colleague.name);
  await bea.getByLabel("Password", { exact: true }).fill(colleague.password);
  await bea.getByRole("button", { name: "Create the account" }).click();
  await bea.getByText("adds you once you have compared").waitFor();
  words = (await bea.locator(".words").textContent()).trim();
  assert.match(words, /^([a-z]{4} ){7}[a-z]{4}$/);
});

step("AcceptingOpensNothing", async () => {
  await bea.getByRole("link", { name: "Go on" }).click();
  await openVaults(bea);
  await bea.getByText("No vaults yet").waitFor();
});

step("TheWordsAreComparedAndTheColleagueIsAdded", async () => {
  await openVaults(ann);
  await ann.getByRole("link", { name: /Example/ }).click();
  await ann.getByRole("button", { name: "Compare and add" }).click();
  const dialog = ann.getByRole("dialog");
  await dialog.locator(".words").waitFor();
  assert.equal((await dialog.locator(".words").textContent()).trim(), words, "both see the same words");
  const button = dialog.getByRole("button", { name: "Add Bea" });
  assert.equal(await button.isDisabled(), true, "not before they were compared");
  await withoutBarriers(ann);
  await dialog.getByRole("checkbox").check();
  await button.click();
  await ann.getByRole("row", { name: /Bea/ }).waitFor();
});

step("TheColleagueSeesTheSameVisit", async () => {
  await openSealed(bea);
  await shows(bea, "/before");
  await openOrganisation(bea);
  assert.equal(await bea.getByRole("button", { name: "Invite" }).count(), 0, "a viewer invites nobody");
});

step("ARoleIsChanged", async () => {
  await ann.getByRole("button", { name: "Change the role of Bea" }).click();
  await ann.getByRole("radio", { name: /Member/ }).check();
  await ann.getByRole("button", { name: "Change the role", exact: true }).click();
  await ann.getByRole("row", { name: /Bea/ }).getByRole("cell", { name: "Member", exact: true }).waitFor();
});

step("WhoIsRemovedSeesNothingOfWhatComesAfter", async () => {
  await ann.getByRole("button", { name: "Remove Bea" }).click();
  await ann.getByRole("button", { name: "Remove and replace the key" }).click();
  await ann.getByRole("row", { name: /Bea/ }).waitFor({ state: "detached" });
  await visitSite(snippet, "after");
  await openSealed(ann);
  await shows(ann, "/after");
  await shows(ann, "/before");
  // The keys that they still have in memory help as little as their session.
  const refused = await bea.evaluate(async (id) => {
    const statuses = [];
    for (const path of ["", "/epochs", "/envelopes"]) statuses.push((await fetch(`/api/v1/projects/${id}${path}`)).status);
    return statuses;
  }, project.split("/")[2]);
  assert.ok(
    refused.every((status) => status === 403 || status === 404),
    refused.join(),
  );
  await openVaults(bea);
  await bea.getByText("No vaults yet").waitFor();
});

step("TheNewEpochIsTheOneThatTrackersSealTo", async () => {
  const key = /data-key="(\w+)"/.exec(snippet)[1];
  const statements = await eventually(
    async () => (await fetch(`${server.address}/collect/sealed?key=${key}`)).json(),
    ({ statement }) => Boolean(statement),
    "a statement",
  );
  const epochs = await ann.evaluate(async (id) => (await fetch(`/api/v1/projects/${id}/epochs`)).json(), project.split("/")[2]);
  assert.equal(epochs.items.length, 2);
  assert.equal(epochs.items[1].vault_key_version, 2);
  assert.equal(statements.statement, epochs.items[1].statement);
});
