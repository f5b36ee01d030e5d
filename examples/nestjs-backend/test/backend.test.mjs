import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openStage } from "../../../tests/EndToEnd.Tests/support/example.mjs";
import { token } from "../../../tests/EndToEnd.Tests/support/server.mjs";

const agents = {
  firefox: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
  chrome: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
};
let stage;
let address;

before(async () => {
  stage = await openStage();
  const env = { PORT: "0", FOOTFALL_SERVER: stage.server.address, FOOTFALL_KEY: stage.project.key, FOOTFALL_TOKEN: token };
  address = await stage.start(process.execPath, [fileURLToPath(new URL("../dist/main.js", import.meta.url))], { env });
});
after(() => stage?.close());

const ask = async (agent, method, path, body) => {
  const headers = { "user-agent": agents[agent], ...(body && { "content-type": "application/json" }) };
  return (await fetch(address + path, { method, headers, body: body && JSON.stringify(body) })).status;
};

test("RequestsOrdersAndErrorsReachTheServerByTheirRoutes", async () => {
  const statuses = [
    await ask("firefox", "GET", "/orders/canary-71"),
    await ask("firefox", "POST", "/orders", { seats: 2 }),
    await ask("chrome", "POST", "/orders", { seats: 12 }),
    await ask("chrome", "POST", "/orders", { seats: 100 }),
    await ask("chrome", "POST", "/orders", { seats: 0 }),
    await ask("chrome", "GET", "/health"),
  ];
  assert.deepEqual(statuses, [200, 201, 201, 500, 400, 200]);
  const events = await stage.told({ "http.request": 5 });
  const seen = events.map(({ name, path, browser, props }) => [
    name,
    path,
    browser,
    props?.status ?? props?.type ?? props?.seats ?? props?.amount,
  ]);
  assert.deepEqual(
    seen.sort(),
    [
      ["http.request", "/api/orders/:id", "Firefox", "200"],
      ["http.request", "/api/orders", "Firefox", "201"],
      ["http.request", "/api/orders", "Chrome", "201"],
      ["http.request", "/api/orders", "Chrome", "500"],
      ["http.request", "/api/orders", "Chrome", "400"],
      ["order.placed", "/api/orders", "Firefox", "2"],
      ["order.placed", "/api/orders", "Chrome", "12"],
      ["order.large", "/api/orders", "Chrome", undefined],
      ["payment.made", "/api/orders", "Firefox", "80"],
      ["payment.made", "/api/orders", "Chrome", "480"],
      ["error", "/api/orders", "Chrome", "CardDeclined"],
    ].sort(),
  );
  assert.equal(await stage.visitors(), 2, "each in the name of its own visitor");
  assert.ok(!JSON.stringify(events).includes("canary"));
});
