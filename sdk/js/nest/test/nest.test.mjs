import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { TestTransport } from "../../client/dist/testing.js";

// Beside the packages that it imports, which are the real ones.
const compiled = fileURLToPath(new URL("../dist/test-app.mjs", import.meta.url));
let start;
const open = [];

before(async () => {
  await build({
    entryPoints: [fileURLToPath(new URL("support/app.ts", import.meta.url))],
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    outfile: compiled,
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    logLevel: "error",
  });
  ({ start } = await import(compiled));
});
after(async () => {
  for (const app of open) await app.close();
  rmSync(compiled, { force: true });
});

const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

/** The application with a transport in a server's place; `told` ends when so many events have been sent. */
const serve = async (options, asynchronous) => {
  const transport = new TestTransport();
  const given = { apiBaseUrl: "http://127.0.0.1:1", key: "ff_test", flushIntervalMs: 3_600_000, transport, ...options };
  const { app, address, service } = await start(given, asynchronous);
  open.push(app);
  const ask = async (method, path, body, headers = {}) => {
    const response = await fetch(address + path, {
      method,
      headers: { "user-agent": agent, ...headers, ...(body && { "content-type": "application/json" }) },
      body: body && JSON.stringify(body),
    });
    return { status: response.status, body: await response.json().catch(() => undefined) };
  };
  const told = async (count) => {
    while (transport.events.length < count) {
      await service.client.flush();
      await new Promise((resolve) => setImmediate(resolve));
    }
    return transport.events;
  };
  return { app, address, service, transport, ask, told };
};
const named = (events, name) => events.filter((event) => event.name === name);

test("ARequestIsToldByItsRouteAndNeverByItsPath", async () => {
  const { ask, told } = await serve({ baseUrl: "https://api.example.org/" });
  assert.deepEqual(await ask("GET", "/orders/canary-71"), { status: 200, body: { id: "canary-71" } });
  const events = await told(2);
  const [request] = named(events, "http.request");
  assert.deepEqual(request.props, { method: "GET", route: "/orders/:id", status: 200 });
  assert.deepEqual([request.url, request.interactive], ["https://api.example.org/orders/:id", false]);
  assert.ok(Number.isInteger(request.duration_ms));
  assert.equal(named(events, "order.read")[0].url, "https://api.example.org/orders/:id");
  assert.ok(!JSON.stringify(events).includes("canary"));
});

test("AMethodIsToldOfOnceItHasSucceededWithTheStatusOfItsOtherDecorators", async () => {
  const { ask, told } = await serve({}, true);
  assert.deepEqual(await ask("POST", "/orders", { seats: 2, amount: 40 }), { status: 201, body: { paid: true } });
  const events = await told(4);
  assert.deepEqual(
    events.map(({ name, props }) => [name, props]),
    [
      ["payment.made", { amount: 40, ok: true }],
      ["stock.reserved", { seats: 2 }],
      ["order.placed", { seats: 2 }],
      ["http.request", { method: "POST", route: "/orders", status: 201 }],
    ],
  );
});

test("AnErrorIsToldOnceWithoutItsWords", async () => {
  const { ask, told } = await serve();
  assert.equal((await ask("POST", "/orders", { seats: 1, amount: 5000 })).status, 500);
  assert.equal((await ask("GET", "/broken/canary-72")).status, 500);
  assert.equal((await ask("GET", "/orders/1/secret", undefined, { "x-broken": "1" })).status, 500, "a guard's as well");
  const events = await told(5);
  assert.deepEqual(
    named(events, "error").map(({ props }) => props),
    [
      { type: "GatewayError", method: "Payments.pay" },
      { type: "RangeError", status: 500, method: "GET", route: "/broken/:id" },
      { type: "TypeError", status: 500, method: "GET", route: "/orders/:id/secret" },
    ],
  );
  assert.deepEqual(
    named(events, "http.request").map(({ props }) => props.status),
    [500, 500],
  );
  assert.ok(!JSON.stringify(events).includes("canary"));
});

test("ARefusalIsAnAnswerAndNoError", async () => {
  const { ask, told } = await serve();
  const refused = await ask("POST", "/orders", { seats: 0 });
  assert.deepEqual([refused.status, refused.body.message], [400, "seats"]);
  assert.equal((await ask("GET", "/orders/1/secret")).status, 403);
  assert.equal((await ask("GET", "/nowhere/canary-73")).status, 404);
  assert.equal((await ask("GET", "/health")).status, 200);
  const events = await told(2);
  assert.deepEqual(
    events.map(({ name, props }) => [name, props.route, props.status]),
    [
      ["http.request", "/orders", 400],
      ["http.request", "/health", 200],
    ],
  );
});

test("WhatAMethodDidStandsWhenItsDescriptionFails", async () => {
  const { ask, told } = await serve();
  assert.equal((await ask("POST", "/orders/1/cancel")).status, 201);
  const events = await told(2);
  assert.deepEqual(named(events, "error")[0].props, { type: "Error", method: "order.cancelled: describe" });
  assert.deepEqual(named(events, "order.cancelled"), []);
});

test("TheVisitorsAddressGoesAlongOnlyIfAskedTo", async () => {
  const { ask, told } = await serve({ serverToken: "fft_test" });
  await ask("GET", "/health");
  assert.deepEqual(
    (await told(1)).map(({ ip, user_agent }) => [ip, user_agent]),
    [[undefined, undefined]],
  );
  const asked = await serve({ serverToken: "fft_test", forward: true });
  await asked.ask("POST", "/orders", { seats: 2, amount: 40 });
  for (const { name, ip, user_agent } of await asked.told(4)) assert.deepEqual([ip, user_agent], ["127.0.0.1", agent], name);
});

test("EachRequestSpeaksForItsOwnVisitorHoweverManyThereAre", async () => {
  const personOf = ({ headers }) => ({ visitor: headers["x-visitor"] });
  const { ask, told } = await serve({ mode: "identified", personOf });
  const visitors = Array.from({ length: 20 }, (_, at) => `v-${at}`);
  await Promise.all(visitors.map((visitor, at) => ask("POST", "/orders", { seats: at + 1, amount: 1 }, { "x-visitor": visitor })));
  const events = await told(80);
  for (const [at, visitor] of visitors.entries()) {
    const theirs = events.filter((event) => event.visitor === visitor);
    assert.equal(theirs.length, 4, visitor);
    assert.equal(named(theirs, "stock.reserved")[0].props.seats, at + 1);
  }
});

test("ASignalOfTheVisitorsIsHonoured", async () => {
  const drops = [];
  const { ask, service, transport } = await serve({ onDrop: ({ reason, name }) => drops.push([name, reason]) });
  await ask("GET", "/orders/1", undefined, { "sec-gpc": "1" });
  await ask("GET", "/health", undefined, { dnt: "1" });
  while (drops.length < 3) await new Promise((resolve) => setImmediate(resolve));
  await service.client.flush();
  assert.deepEqual(transport.events, []);
  assert.deepEqual(
    drops.map(([, reason]) => reason),
    ["opted_out", "opted_out", "opted_out"],
  );
});

test("WhatIsNotWantedIsNotTold", async () => {
  const { ask, told } = await serve({ ignore: (route) => route === "/health", errors: false });
  await ask("GET", "/health");
  await ask("GET", "/broken/1");
  assert.deepEqual(
    (await told(1)).map(({ name, props }) => [name, props.status]),
    [["http.request", 500]],
  );
  const quiet = await serve({ requests: false });
  await quiet.ask("GET", "/orders/1");
  assert.deepEqual(
    (await quiet.told(1)).map(({ name }) => name),
    ["order.read"],
  );
});

test("AnAnswerThatIsCutOffSaysSo", async () => {
  const { address, told } = await serve();
  const cut = request(`${address}/slow`);
  cut.on("error", () => undefined);
  cut.end();
  await told(1);
  cut.destroy();
  const [, answer] = await told(2);
  assert.deepEqual([answer.props.route, answer.props.cut], ["/slow", true]);
});

test("WhenTheApplicationIsClosedWhatWaitsIsSent", async () => {
  const { app, ask, transport, service } = await serve();
  service.trackEvent("job.done", { seconds: 3 });
  await ask("GET", "/health");
  await app.close();
  assert.deepEqual(
    transport.events.map(({ name }) => name),
    ["job.done", "http.request"],
  );
  assert.equal(service.client.status().waiting, 0);
});
