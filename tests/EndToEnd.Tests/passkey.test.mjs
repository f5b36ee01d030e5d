import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { owner, signUp } from "./support/owner.mjs";
import { dataDirectory, startServer } from "./support/server.mjs";

/** The keys are opened by a passkey, on Chromium's virtual authenticator. Passkeys belong to names, so the server is visited as localhost. */
let data;
let server;
let browser;
let page;
let devtools;

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  browser = await openBrowser();
  const setupLink = () => server.setupLink().replace("127.0.0.1", "localhost");
  page = await signUp(browser, { ...server, setupLink });
  devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);

const addAuthenticator = async (hasPrf) => {
  const options = {
    ...{ protocol: "ctap2", ctap2Version: "ctap2_1", transport: "internal", hasPrf },
    ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  };
  return (await devtools.send("WebAuthn.addVirtualAuthenticator", { options })).authenticatorId;
};
const section = () => page.getByRole("region", { name: "Passkeys" });
const enrol = async () => {
  await section().getByLabel("Name of the device").fill("This laptop");
  await section().getByLabel("Password", { exact: true }).fill(owner.password);
  await section().getByRole("button", { name: "Add a passkey" }).click();
};

step("AnAuthenticatorWithoutTheFunctionIsRefused", async () => {
  const authenticatorId = await addAuthenticator(false);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("link", { name: "Account", exact: true }).click();
  await enrol();
  await section().getByText("WebAuthn’s PRF is missing").waitFor();
  await devtools.send("WebAuthn.removeVirtualAuthenticator", { authenticatorId });
});

step("APasskeyIsMade", async () => {
  await addAuthenticator(true);
  await enrol();
  await section().getByText("This laptop").waitFor();
});

step("ItOpensTheKeysAfterAReload", async () => {
  await page.reload();
  const fingerprint = page.getByRole("region", { name: "Fingerprint of your keys" });
  await fingerprint.getByRole("button", { name: "Show the words" }).click();
  await fingerprint.getByRole("button", { name: "Use a passkey" }).click();
  await fingerprint.locator(".words").waitFor();
  assert.match((await fingerprint.locator(".words").textContent()).trim(), /^([a-z]{4} ){7}[a-z]{4}$/);
});

step("ItOpensThemNoMoreOnceItWasRemoved", async () => {
  await section().getByRole("button", { name: "Remove the passkey This laptop" }).click();
  await section().getByText("This laptop").waitFor({ state: "detached" });
  await page.reload();
  await page.getByRole("button", { name: "Show the words" }).click();
  await page.getByRole("heading", { name: "Unlock your keys" }).waitFor();
  const { items } = await page.evaluate(async () => (await fetch("/api/v1/account/passkeys")).json());
  assert.deepEqual(items, []);
  assert.equal(await page.getByRole("button", { name: "Use a passkey" }).count(), 0);
});
