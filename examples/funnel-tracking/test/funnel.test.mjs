import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { filesOf, openStage } from "../../../tests/EndToEnd.Tests/support/example.mjs";
import { token } from "../../../tests/EndToEnd.Tests/support/server.mjs";
import { missing } from "../../../web/tracker/test/harness/chromium.mjs";

const run = promisify(execFile);
const home = fileURLToPath(new URL("..", import.meta.url));
let stage;
let address;

before(async () => {
  if (missing) return;
  stage = await openStage({ mode: "identified", withBrowser: true });
  const env = { ...process.env, FOOTFALL_SERVER: stage.server.address, FOOTFALL_KEY: stage.project.key };
  await run(process.execPath, ["build.mjs"], { cwd: home, env });
  address = await stage.serve(filesOf(`${home}/dist`));
});
after(() => stage?.close());

/** Each visitor has a browser of their own, and gives up after so many buttons. */
const visit = async (buttons) => {
  const page = await stage.page(address);
  for (const button of buttons) {
    if (button === "Next") await page.getByLabel("E-mail").fill("canary@example.org");
    if (button === "Finish") await page.getByLabel("Pro").check();
    await page.getByRole("button", { name: button }).click();
  }
  await page.goto("about:blank");
};

test("TheFunnelCountsHowFarVisitorsCame", { skip: missing }, async () => {
  await Promise.all([[], ["Sign up"], ["Sign up", "Next"], ["Sign up", "Next", "Finish"]].map(visit));
  const events = await stage.told({ pageview: 4, "signup.started": 3, "signup.account_given": 2, "signup.finished": 1 });
  assert.deepEqual(events.find(({ name }) => name === "signup.finished").props, { plan: "pro" });
  assert.ok(!JSON.stringify(events).includes("canary"));
  const env = { ...process.env, FOOTFALL_SERVER: stage.server.address, FOOTFALL_PROJECT: stage.project.id, FOOTFALL_TOKEN: token };
  const { stdout } = await run(process.execPath, ["funnel.mjs"], { cwd: home, env });
  assert.deepEqual(
    stdout
      .trim()
      .split("\n")
      .map((line) => line.replaceAll(/\s+/g, " ")),
    ["/ 4 100 %", "started 3 75 %", "gave an account 2 50 %", "finished 1 25 %"],
  );
});
