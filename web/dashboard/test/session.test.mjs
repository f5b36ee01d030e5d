import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startStage } from "./browser.mjs";

let stage;
before(async () => {
  stage = await startStage({ owner: false, scale: 0.05 });
});
after(async () => {
  await stage.close();
  assert.deepEqual(stage.complaints, []);
});

const PASSWORD = "four unrelated words here";

test("WithoutAnOwnerThePlainAddressSaysHowToBegin", async () => {
  const page = await stage.open("/", { signedIn: false });
  await page.getByRole("heading", { name: "This server has no owner yet" }).waitFor();
  await page.context().close();
});

test("AUsedLinkIsRefusedWithTheRemedy", async () => {
  const page = await stage.open("/setup?token=wrong", { signedIn: false });
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create the owner’s account" }).click();
  await page.getByText("Run `footfall setup-link` for a new one").waitFor();
  await page.context().close();
});

test("TheOwnerIsMadeAndSignsInAgainWithoutEverSendingThePassword", async () => {
  const page = await stage.open("/setup?token=setup-token", { signedIn: false });
  const sent = [];
  page.on("request", (request) => sent.push(request.url() + (request.postData() ?? "")));
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Create the owner’s account" }).click();
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/");
  assert.match(stage.world.owner.salt, /^[\w-]{22}$/);
  assert.match(stage.world.owner.login_key, /^[\w-]{43}$/);

  await page.getByRole("button", { name: /^Account of Ada/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill("not the password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByText("The e-mail address or the password is wrong.").waitFor();
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  assert.ok(sent.every((text) => !text.includes(PASSWORD) && !text.includes(encodeURIComponent(PASSWORD))));
  await page.context().close();
});

test("AnEndedSessionLeadsToTheSignIn", async () => {
  const page = await stage.open("/");
  await page.getByRole("heading", { name: "Projects" }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.context().clearCookies();
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("link", { name: "API tokens" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.getByText("Your session has ended. Sign in to go on where you were.").waitFor();
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "API tokens" }).waitFor();
  await page.context().close();
});

test("WhatIsTypedAsAPasswordCanBeLookedAt", async () => {
  const page = await stage.open("/login", { signedIn: false });
  const field = page.getByLabel("Password");
  await field.fill(PASSWORD);
  assert.equal(await field.getAttribute("type"), "password");
  await page.getByRole("button", { name: "Show what is typed" }).click();
  assert.equal(await field.getAttribute("type"), "text");
  assert.equal(await field.inputValue(), PASSWORD);
  await page.context().close();
});
