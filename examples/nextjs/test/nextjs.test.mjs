import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { openStage } from "../../../tests/EndToEnd.Tests/support/example.mjs";
import { startProxy } from "../../../tests/EndToEnd.Tests/support/proxy.mjs";
import { token } from "../../../tests/EndToEnd.Tests/support/server.mjs";
import { missing } from "../../../web/tracker/test/harness/chromium.mjs";

const home = fileURLToPath(new URL("..", import.meta.url));
const next = fileURLToPath(new URL("../../../node_modules/next/dist/bin/next", import.meta.url));
let stage;
let proxy;
let address;

before(async () => {
  if (missing) return;
  // The site stands between visitors and the server, as a proxy that it trusts.
  stage = await openStage({ withBrowser: true, settings: { FOOTFALL_TRUSTED_PROXIES: "127.0.0.1,::1" } });
  const env = {
    NEXT_TELEMETRY_DISABLED: "1",
    FOOTFALL_SERVER: stage.server.address,
    FOOTFALL_TOKEN: token,
    NEXT_PUBLIC_FOOTFALL_KEY: stage.project.key,
  };
  await promisify(execFile)(process.execPath, [next, "build"], { cwd: home, env: { ...process.env, ...env } });
  const site = await stage.start(process.execPath, [next, "start", "--hostname", "127.0.0.1", "--port", "0"], { cwd: home, env });
  // In front of the site stands what says whose request it is, as everywhere.
  proxy = await startProxy({ port: new URL(site).port }, "198.51.100.7", { hints: true });
  address = `http://127.0.0.1:${proxy.port}`;
});
after(async () => {
  proxy?.close();
  await stage?.close();
});

const step = (name, body) => test(name, { skip: missing }, body);
const named = (events, name) => events.filter((event) => event.name === name);

step("AVisitThroughBothRoutersIsToldByRoutes", async () => {
  const page = await stage.page(address);
  const foreign = [];
  page.on("request", (request) => request.url().startsWith(address) || foreign.push(request.url()));
  await page.getByText("A lamp", { exact: true }).click();
  await page.getByRole("heading", { name: "Lamp 71" }).waitFor();
  await page.getByText("All lamps").click();
  await page.getByText("Another lamp").click();
  await page.getByRole("heading", { name: "Lamp 72" }).waitFor();
  await page.goto(`${address}/guides/hanging`);
  await page.getByText("Standing").click();
  await page.waitForURL("**/guides/standing");
  await page.goto(`${address}/thanks`);
  const events = await stage.told({ pageview: 6 });
  assert.deepEqual(
    named(events, "pageview").map(({ path }) => path),
    ["/", "/products/[id]", "/", "/products/[id]", "/guides/[name]", "/thanks"],
  );
  assert.deepEqual([...new Set(events.map(({ browser }) => browser))], ["Chrome"]);
  assert.equal(await stage.visitors(), 1);
  assert.deepEqual(foreign, [], "all of it went to the site's own host");
  await page.close();
});

step("AnActionAndAHandlerSpeakForTheSameVisitor", async () => {
  const page = await stage.page(`${address}/products/71`);
  await page.getByText("What does it cost?").click();
  await page.getByText("42.50 EUR").waitFor();
  await page.getByText("Order two").click();
  await page.getByRole("heading", { name: "Thank you" }).waitFor();
  await page.close();
  const events = await stage.told({ "order.placed": 1, "http.request": 1, "price.asked": 1 });
  assert.deepEqual(named(events, "order.placed")[0].props, { seats: "2" });
  const { props } = named(events, "http.request")[0];
  assert.deepEqual([props.method, props.route, props.status], ["GET", "/api/products/[id]", "200"]);
  assert.equal(named(events, "error").length, 0, "to be led elsewhere is no failure");
  assert.equal(await stage.visitors(), 1, "of server and browser alike");
  assert.ok(!JSON.stringify(events).includes("/71"));
});

step("OnlyWhatTakesEventsIsLedThrough", async () => {
  const status = async (path) => (await fetch(address + path)).status;
  assert.equal(await status("/stats/js/footfall.js"), 200);
  assert.equal(await status(`/stats/experiments?key=${stage.project.key}`), 200);
  for (const path of ["/stats/health", "/stats/api/v1/projects", "/stats/events/recent", "/stats/"])
    assert.equal(await status(path), 404, path);
});
