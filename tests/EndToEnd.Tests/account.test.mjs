import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { load } from "../../web/dashboard/test/source.mjs";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { owner, signUp } from "./support/owner.mjs";
import { dataDirectory, startServer } from "./support/server.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** A password is changed, forgotten, and replaced by the recovery key that was printed; without the key there is no way in. */
let data;
let server;
let browser;
let page;
let sheet;
const second = "another four words now";
const third = "and once more other words";

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  browser = await openBrowser();
  page = await signUp(browser, server, { bypassCSP: true });
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);
const password = (label = "Password") => page.getByLabel(label, { exact: true });

const signOut = async () => {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("banner").getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
};

const signIn = async (secret) => {
  await page.getByLabel("E-mail").fill(owner.email);
  await password().fill(secret);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
};

step("TheRecoveryKeyIsShownOnce", async () => {
  await page.goto(`${server.address}/account`);
  await page.getByText("You have none yet.").waitFor();
  const section = page.getByRole("region", { name: "Recovery key" });
  await section.getByLabel("Password", { exact: true }).fill("not the password");
  await section.getByRole("button", { name: "Make a recovery key" }).click();
  await section.getByRole("alert").waitFor();
  await section.getByLabel("Password", { exact: true }).fill(owner.password);
  await section.getByRole("button", { name: "Make a recovery key" }).click();
  sheet = await page.getByRole("group", { name: "Recovery key" }).locator("pre").textContent();
  assert.match(sheet, /^([\dA-HJKMNP-TV-Z]{4}-){8}[\dA-HJKMNP-TV-Z]{4}$/);
  // Half faded in, a dialog has half its contrast.
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`),
    [],
  );
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("button", { name: "Print the sheet" }).isVisible(), false, "the paper has the sheet alone");
  assert.equal(await page.getByText("Footfall recovery key").isVisible(), true);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "I have kept it" }).click();
  await page.getByText("You have one.").waitFor();
  await page.reload();
  await page.getByText("You have one.").waitFor();
  assert.ok(!(await page.content()).includes(sheet.slice(0, 4)), "the page has it no more");
});

step("ThePasswordIsChanged", async () => {
  await password("Present password").fill("not the password");
  await password("New password").fill(second);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByRole("alert").waitFor();
  await password("Present password").fill(owner.password);
  await page.getByRole("button", { name: "Change the password" }).click();
  await page.getByText("The password was changed.").waitFor();
  await signOut();
  await signIn(owner.password);
  await page.getByText("The e-mail address or the password is wrong.").waitFor();
  await signIn(second);
  await page.getByRole("heading", { name: "Projects", exact: true }).waitFor();
});

step("WithoutTheRecoveryKeyALostPasswordStaysLost", async () => {
  await signOut();
  await page.getByRole("link", { name: "Lost your password?" }).click();
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Recovery key").fill(`${sheet.slice(0, -1)}${sheet.at(-1) === "0" ? "1" : "0"}`);
  await password("New password").fill(third);
  await page.getByRole("button", { name: "Set the new password" }).click();
  await page.getByText("This is no recovery key").waitFor();
  const { generateRecovery, recoveryText } = await load("../../sealing/src/recovery");
  await page.getByLabel("Recovery key").fill(await recoveryText(generateRecovery()));
  const refused = page.waitForResponse((response) => response.url().endsWith("/recovery/start"));
  await page.getByRole("button", { name: "Set the new password" }).click();
  assert.equal((await refused).status(), 401);
  await page.getByText("I have no recovery key").click();
  await page.getByText("Then nobody can open your keys").waitFor();
});

step("WithItThereIsANewPasswordAndTheKeysAreTheSame", async () => {
  await page.getByLabel("Recovery key").fill(sheet.toLowerCase().replaceAll("-", " "));
  await page.getByRole("button", { name: "Set the new password" }).click();
  await page.getByRole("heading", { name: "Projects", exact: true }).waitFor();
  await signOut();
  await signIn(second);
  await page.getByText("The e-mail address or the password is wrong.").waitFor();
  await signIn(third);
  await page.getByRole("heading", { name: "Projects", exact: true }).waitFor();
  // The keys open under the new password: otherwise a sealed project could not be begun.
  await page.goto(`${server.address}/projects/new`);
  await page.getByRole("radio", { name: /Sealed/ }).check();
  await password().fill(third);
  await page.getByRole("button", { name: "Unlock" }).click();
  await page.getByRole("heading", { name: "Unlock your keys" }).waitFor({ state: "detached" });
});
