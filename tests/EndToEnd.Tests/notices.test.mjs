import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:net";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { owner, signUp } from "./support/owner.mjs";
import { settled } from "./support/pages.mjs";
import { apiOf, dataDirectory, startServer } from "./support/server.mjs";

/** A report is made in the settings, comes by e-mail from the real process, and is ended by whoever got it. */
const closing = [];
const letters = [];
let server;
let page;
let project;

/** A mail server that takes everything. */
const mailHost = async () => {
  const host = createServer((socket) => {
    let reading = false;
    let text = "";
    let rest = "";
    socket.write("220 loopback\r\n");
    socket.on("data", (chunk) => {
      rest += chunk;
      const lines = rest.split("\r\n");
      rest = lines.pop();
      for (const line of lines) {
        if (reading && line !== ".") text += `${line}\n`;
        else if (reading) {
          reading = false;
          letters.push(text);
          text = "";
          socket.write("250 ok\r\n");
        } else if (line === "DATA") {
          reading = true;
          socket.write("354 go on\r\n");
        } else if (line === "QUIT") socket.end("221 bye\r\n");
        else socket.write("250 ok\r\n");
      }
    });
    socket.on("error", () => undefined);
  }).listen(0, "127.0.0.1");
  await once(host, "listening");
  closing.push(() => host.close());
  return `smtp://127.0.0.1:${host.address().port}`;
};

/** Quoted-printable as text. */
const decoded = (text) =>
  Buffer.from(
    text.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

before(async () => {
  if (missing) return;
  const data = dataDirectory();
  closing.push(() => data.remove());
  const smtp = await mailHost();
  server = await startServer(data.path, {
    FOOTFALL_SMTP_URL: smtp,
    FOOTFALL_SMTP_FROM: "stats@example.org",
    FOOTFALL_PUBLIC_URL: "https://stats.example.org",
  });
  closing.push(() => server.stop());
  const browser = await openBrowser();
  closing.push(() => browser.close());
  page = await signUp(browser, server);
  project = (await apiOf(server.address).send("GET", "/api/v1/projects")).body.items[0].id;
});
after(async () => {
  for (const end of closing.reverse()) await end();
});

const step = (name, body) => test(name, { skip: missing }, body);

step("AReportIsMadeAndItsTestArrives", async () => {
  await page.goto(`${server.address}/projects/${project}/settings/notices`);
  await page.getByRole("button", { name: "New report" }).click();
  const dialog = page.getByRole("dialog");
  assert.equal(await dialog.getByLabel("E-mail addresses").inputValue(), owner.email);
  assert.deepEqual(await barriersOf(page), []);
  await dialog.getByLabel("Name").focus();
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "detached" });
  await page.getByText(/Each Monday at 08:00, to owner@example.org/).waitFor();
  await page.getByRole("button", { name: "Send a test now" }).click();
  await page.getByRole("cell", { name: "sent", exact: true }).waitFor();
  assert.deepEqual(await barriersOf(page), []);
  assert.equal(letters.length, 1);
  assert.match(letters[0], /^Subject: Test: /m);
  assert.match(letters[0], /Content-Type: text\/html/);
});

step("AnAlertIsMadeOfEachKind", async () => {
  for (const kind of ["A spike: more than the week before", "No events come", "The journal fills"]) {
    await page.getByRole("button", { name: "New alert" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("When").selectOption({ label: kind });
    await dialog.getByLabel("Name").fill(kind.split(":")[0]);
    assert.deepEqual(await barriersOf(page), []);
    await dialog.getByRole("button", { name: "Save" }).click();
    await dialog.waitFor({ state: "detached" });
  }
  await page.getByText(/When visitors of an hour are 100 % more than a week before/).waitFor();
  await page.getByText(/When the journal is filled by more than 50 %/).waitFor();
});

step("WhatIsWrongIsSaidInTheForm", async () => {
  await page.getByRole("button", { name: "New report" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail addresses").fill("nobody");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog
    .getByRole("alert")
    .getByText(/Expected an e-mail address/)
    .waitFor();
  await dialog.getByRole("button", { name: "Cancel" }).click();
});

step("OnAPhoneItFits", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 390));
  assert.deepEqual(await barriersOf(page), []);
  await page.setViewportSize({ width: 1440, height: 900 });
});

step("ARecipientEndsItByTheLinkOfTheLetter", async () => {
  const link = /https:\/\/stats\.example\.org\/(unsubscribe\?\S+?)[\s"]/.exec(decoded(letters[0]))[1];
  const stranger = await (await page.context().browser().newContext({ reducedMotion: "reduce" })).newPage();
  await stranger.goto(`${server.address}/${link.replaceAll("&amp;", "&")}`);
  await stranger.getByText(`They are sent to ${owner.email}.`).waitFor();
  assert.deepEqual(await barriersOf(stranger), []);
  await stranger.getByRole("button", { name: "End them" }).click();
  await stranger.getByRole("heading", { name: "Nothing more is sent" }).waitFor();
  await page.reload();
  await page.getByText(/ended by owner@example.org/).waitFor();
});
