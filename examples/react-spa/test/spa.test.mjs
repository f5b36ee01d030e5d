import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { filesOf, openStage } from "../../../tests/EndToEnd.Tests/support/example.mjs";
import { missing } from "../../../web/tracker/test/harness/chromium.mjs";

const home = fileURLToPath(new URL("..", import.meta.url));
let stage;
let address;

before(async () => {
  if (missing) return;
  stage = await openStage({ withBrowser: true });
  const question = { date_range: "day", experiment: "checkout", goal: { event: "cart.filled" }, weights: { control: 0, b: 1 } };
  const kept = { kind: "experiment", name: "checkout", body: { status: "running", question } };
  assert.equal((await stage.api.send("POST", `/api/v1/projects/${stage.project.id}/definitions`, kept)).status, 201);
  const env = { ...process.env, VITE_FOOTFALL_SERVER: stage.server.address, VITE_FOOTFALL_KEY: stage.project.key };
  const vite = fileURLToPath(new URL("../../../node_modules/vite/bin/vite.js", import.meta.url));
  await promisify(execFile)(process.execPath, [vite, "build", "--logLevel", "error"], { cwd: home, env });
  address = await stage.serve(filesOf(`${home}/dist`));
});
after(() => stage?.close());

/** Resolves in the page when the reviews are on the screen: observers are told in the order in which they began, and this one is the last. */
const seen = () =>
  new Promise((resolve) => {
    const watch = new IntersectionObserver((entries) => entries.some(({ isIntersecting }) => isIntersecting) && resolve(), {
      threshold: 0.5,
    });
    watch.observe(document.querySelector("section"));
  });

test("AVisitIsToldOnceOfEachThing", { skip: missing }, async () => {
  const page = await stage.page(address);
  await page.getByText("Lamp 71").click();
  await page.getByText("Buy now").click();
  await page.getByText("Reviews").scrollIntoViewIfNeeded();
  await page.evaluate(seen);
  await page.goBack();
  await page.getByText("Lamp 72").click();
  await page.getByText("Rate it").click();
  await page.getByText("Something went wrong").waitFor();
  // A page that is left takes along what waits.
  await page.goto("about:blank");
  const events = await stage.told({ pageview: 4, error: 1 });
  const counts = {};
  for (const { name } of events) counts[name] = (counts[name] ?? 0) + 1;
  assert.equal(counts.scroll >= 1, true);
  delete counts.scroll;
  assert.deepEqual(counts, { pageview: 4, experiment: 1, "cart.filled": 1, "reviews.seen": 1, error: 1 });
  const paths = events.filter(({ name }) => name === "pageview").map(({ path }) => path);
  assert.deepEqual(paths, ["/", "/lamps/[id]", "/", "/lamps/[id]"]);
  const { variants } = await stage.report("experiments", { date_range: "day", experiment: "checkout", goal: { event: "cart.filled" } });
  assert.deepEqual(
    variants.map(({ variant, visitors, conversions }) => [variant, visitors, conversions]),
    [["b", 1, 1]],
  );
});
