import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { after, before, test } from "node:test";
import { apiOf, dataDirectory, eventually, startServer, token } from "../../../../tests/EndToEnd.Tests/support/server.mjs";
import { clientOf } from "./support/clients.mjs";
import { signUp } from "./support/owner.mjs";

let data;
let server;
let api;
let owner;
let line;

/**
 * The way to the server, which `faults` disturbs one request after another: "503" answers in the server's place, "before" cuts the connection before the server
 * has anything, "after" when the server has taken all of it and its answer is lost.
 */
const startLine = async () => {
  const faults = [];
  const proxy = createServer((incoming, answer) => {
    const fault = faults.shift();
    if (fault === "before") return incoming.socket.destroy();
    if (fault === "503") return answer.writeHead(503, { "retry-after": "1" }).end();
    const onward = request(
      { host: "127.0.0.1", port: server.port, path: incoming.url, method: incoming.method, headers: incoming.headers },
      (response) => {
        if (fault === "after") return response.resume().on("end", () => incoming.socket.destroy());
        answer.writeHead(response.statusCode, response.headers);
        response.pipe(answer);
      },
    );
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    faults,
    address: `http://127.0.0.1:${proxy.address().port}`,
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
};

before(async () => {
  data = dataDirectory();
  server = await startServer(data.path);
  api = apiOf(server.address);
  owner = await signUp(server);
  line = await startLine();
});
after(async () => {
  line?.close();
  await server?.stop();
  data?.remove();
});

const project = async (mode) => {
  const { body } = await api.send("POST", "/api/v1/projects", {
    name: mode,
    domains: [`${mode}-${Math.random().toString(36).slice(2)}.example`],
    mode,
    timezone: "UTC",
  });
  return { ...body, site: body.domains[0] };
};

const counted = async (site, names) => {
  const question = {
    site_id: site,
    metrics: ["events"],
    dimensions: ["event:name"],
    date_range: "day",
    filters: [["is", "event:name", names]],
  };
  return Object.fromEntries(await api.ask(question));
};

const open = (address, options) => clientOf(address, { flushIntervalMs: 60_000, ...options });

/** Sends until nothing waits: as often as the line is disturbed, and once more. */
const sendAll = async (client) => {
  for (const _ of [...line.faults, "the last"]) await client.flush();
  assert.deepEqual([line.faults, client.status().waiting, client.status().failure], [[], 0, undefined]);
};

test("WhatIsSentIsCountedOnceWhateverTheLineDoes", async () => {
  const { key, site } = await project("anonymous");
  const { client, drops } = open(line.address, { key, batchSize: 10 });
  client.trackView({ pageUrl: `https://${site}/` });
  for (let i = 0; i < 24; i++) client.trackEvent("tick", { i }, { url: `https://${site}/` });
  line.faults.push("before", "503", "after", "after");
  await sendAll(client);
  await eventually(
    () => counted(site, ["pageview", "tick"]),
    (seen) => seen.tick === 24,
    "24 ticks",
  );
  assert.deepEqual(await counted(site, ["pageview", "tick"]), { pageview: 1, tick: 24 });
  assert.deepEqual(drops, []);
});

test("IdentifiedEventsHaveTheirVisitorsAndUsers", async () => {
  const { key, site } = await project("identified");
  const { client } = open(server.address, { key, mode: "identified" });
  for (const visitor of ["v1", "v2", "v1"]) client.trackEvent("signup", {}, { visitor, user: `user-${visitor}`, url: `https://${site}/` });
  assert.equal(await client.flush(), true);
  await eventually(
    () => api.ask({ site_id: site, metrics: ["visitors", "events"], date_range: "day" }),
    ([row]) => row?.[1] === 3 && row[0] === 2,
    "three events of two visitors",
  );
});

test("ATrustedServerSpeaksForItsVisitors", async () => {
  const { key, site } = await project("anonymous");
  const { client, drops } = open(server.address, { key, serverToken: token });
  const agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
  for (const ip of ["198.51.100.1", "198.51.100.2"]) client.trackView({ pageUrl: `https://${site}/`, forward: { ip, userAgent: agent } });
  assert.equal(await client.flush(), true);
  await eventually(
    () => api.ask({ site_id: site, metrics: ["visitors"], dimensions: ["visit:browser"], date_range: "day" }),
    ([row]) => row?.[0] === "Firefox" && row[1] === 2,
    "two visitors with Firefox",
  );
  assert.deepEqual(drops, []);
});

test("ATrustedServersOwnNamesTellAnonymousVisitorsApart", async () => {
  const { key, site } = await project("anonymous");
  const { client, drops } = open(server.address, { key, serverToken: token });
  for (const visitor of ["v1", "v2", "v1"]) client.trackView({ pageUrl: `https://${site}/`, visitor, session: "s", user: "u" });
  assert.equal(await client.flush(), true);
  await eventually(
    () => api.ask({ site_id: site, metrics: ["visitors", "pageviews"], date_range: "day" }),
    ([row]) => row?.[0] === 2 && row[1] === 3,
    "three views of two visitors",
  );
  assert.deepEqual(drops, []);
});

test("WhatTheServerRefusesIsTold", async () => {
  const { key, site } = await project("anonymous");
  const { client, drops } = open(server.address, { key, mode: "identified" });
  client.trackEvent("named", {}, { visitor: "v1", url: `https://${site}/` });
  client.trackEvent("unnamed", {}, { url: `https://${site}/` });
  assert.equal(await client.flush(), true);
  assert.deepEqual(
    drops.map(({ reason, name }) => [reason, name]),
    [["identity_not_allowed", "named"]],
  );
  assert.deepEqual([client.status().sent, client.status().dropped], [1, 1]);
  const unknown = open(server.address, { key: "ff_nobody" });
  unknown.client.trackEvent("signup");
  await unknown.client.flush();
  assert.match(unknown.drops[0].detail, /401: The write key is not known/);
});

test("AVariantIsTheSameFromTheServerAndFromAnotherServersClient", async () => {
  const { id, key, site } = await project("identified");
  const goal = { event: "Purchase" };
  const question = { date_range: "day", experiment: "checkout", goal, weights: { control: 2, b: 1 } };
  const kept = { kind: "experiment", name: "checkout", body: { status: "running", question } };
  assert.equal((await api.send("POST", `/api/v1/projects/${id}/definitions`, kept)).status, 201);
  const { client } = open(server.address, { key, mode: "identified" });
  const visitors = Array.from({ length: 12 }, (_, at) => `v-${at}`);
  const ask = async (visitor) =>
    (await (await fetch(`${server.address}/experiments?key=${key}&visitor=${visitor}`)).json()).checkout.variant;
  const given = await Promise.all(visitors.map((visitor) => client.experiment("checkout", { visitor, url: `https://${site}/` })));
  assert.deepEqual(given, await Promise.all(visitors.map(ask)));
  assert.deepEqual(new Set(given), new Set(["control", "b"]));
  await client.flush();
  const variants = async () => {
    const { body } = await api.send("POST", `/api/v1/projects/${id}/experiments`, question);
    return Object.fromEntries(body.variants.map((row) => [row.variant, row.visitors]));
  };
  const expected = { b: given.filter((one) => one === "b").length, control: given.filter((one) => one === "control").length };
  await eventually(variants, (seen) => seen.b === expected.b && seen.control === expected.control, JSON.stringify(expected));
});

test("AnAppNameIsEnoughForOpenProjects", async () => {
  const { name, site } = await project("identified").then(async (made) => {
    const renamed = `app-${made.site}`;
    await api.send("PATCH", `/api/v1/projects/${made.id}`, { app_name: renamed });
    return { name: renamed, site: made.site };
  });
  const { client, drops } = open(server.address, { key: undefined, appName: name });
  client.trackView({ pageUrl: `https://${site}/` });
  client.trackEvent("signup", { plan: "pro" }, { url: `https://${site}/` });
  await client.flush();
  assert.deepEqual(drops, []);
  await eventually(
    () => counted(site, ["pageview", "signup"]),
    (seen) => seen.pageview === 1 && seen.signup === 1,
    "both events",
  );
});

test("SealedEventsReachTheirOwnerOnceAndNobodyElse", async () => {
  const { key, pin, read } = await owner.sealed("identified");
  const { client, drops } = open(line.address, { key, mode: "sealed", identity: "identified", pin, visitor: "installation-1" });
  client.identify("user-1");
  line.faults.push("before", "503", undefined, "before", "after");
  for (const plan of ["pro", "free"]) client.trackEvent("plan.chosen", { plan }, { url: "app://editor/start" });
  await sendAll(client);
  client.trackEvent("plan.kept");
  line.faults.push("after");
  await sendAll(client);
  const { envelopes, events } = await eventually(read, (seen) => seen.events.length >= 3, "three events");
  assert.equal(envelopes, 2);
  assert.deepEqual(
    events.map(({ name, visitor, user, props }) => [name, visitor, user, props?.plan]),
    [
      ["plan.chosen", "installation-1", "user-1", "pro"],
      ["plan.chosen", "installation-1", "user-1", "free"],
      ["plan.kept", "installation-1", "user-1", undefined],
    ],
  );
  assert.deepEqual([drops, client.status().sent], [[], 3]);
});
