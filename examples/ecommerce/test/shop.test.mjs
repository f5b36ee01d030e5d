import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openStage } from "../../../tests/EndToEnd.Tests/support/example.mjs";
import { token } from "../../../tests/EndToEnd.Tests/support/server.mjs";
import { missing } from "../../../web/tracker/test/harness/chromium.mjs";

const run = promisify(execFile);
const home = fileURLToPath(new URL("..", import.meta.url));
let stage;
let address;
let env;

before(async () => {
  if (missing) return;
  stage = await openStage({ withBrowser: true });
  const goal = { event_name: "order.placed", currency: "EUR" };
  assert.equal((await stage.api.send("POST", `/api/v1/projects/${stage.project.id}/goals`, goal)).status, 201);
  env = { FOOTFALL_SERVER: stage.server.address, FOOTFALL_KEY: stage.project.key, FOOTFALL_TOKEN: token, PORT: "0" };
  await run(process.execPath, ["build.mjs"], { cwd: home });
  address = await stage.start(process.execPath, ["dist/server.js"], { cwd: home, env });
});
after(() => stage?.close());

test("WhatIsSoldIsToldByTheServerOnce", { skip: missing }, async () => {
  const page = await stage.page(address);
  for (const lamp of ["Arc", "Arc", "Cone"]) await page.getByText(`Add ${lamp}`).click();
  await page.getByText("Order", { exact: true }).click();
  await page.getByText("Thank you.").waitFor();
  await page.getByText("Order", { exact: true }).click();
  await page.waitForFunction(() => performance.getEntriesByName(`${location.origin}/orders`).length === 2);
  await page.goto("about:blank");
  const refused = await fetch(`${address}/orders`, { method: "POST", body: JSON.stringify({ order: "1", cart: ["Canary"] }) });
  assert.equal(refused.status, 400);
  const events = await stage.told({ pageview: 1, "cart.filled": 3, "order.placed": 3, click: 2 });
  assert.equal(events.filter(({ name }) => name === "order.placed").length, 3, "an order that came twice is one");
  assert.equal(await stage.visitors(), 1, "who looked is who bought");
});

test("TheSalesAreWhatWasSold", { skip: missing }, async () => {
  const { stdout } = await run(process.execPath, ["sales.mjs"], { cwd: home, env: { ...process.env, ...env } });
  assert.deepEqual(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.replaceAll(/\s+/g, " ")),
    ["Cone 1 129.00 EUR", "Arc 2 85.00 EUR"],
  );
});
