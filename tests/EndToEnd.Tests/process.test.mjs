import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { apiOf, dataDirectory, eventually, run, startServer, token } from "./support/server.mjs";

/** The program as its operator meets it: started, started again, stopped, killed, asked for a new link. */
const inDirectory = (name, body) =>
  test(name, async () => {
    const data = dataDirectory();
    const started = [];
    const start = async (...more) => {
      const server = await startServer(data.path, ...more);
      started.push(server);
      return server;
    };
    try {
      await body(data.path, start);
    } finally {
      for (const server of started) await server.stop("SIGKILL");
      data.remove();
    }
  });

const pageview = (n) => ({
  id: `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`,
  name: "pageview",
  url: `https://demo.localhost/page/${n}`,
});

const collect = async (server, key, events) => {
  const response = await fetch(`${server.address}/collect`, {
    method: "POST",
    headers: {
      "content-type": "text/plain",
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
    },
    body: JSON.stringify({ key, events }),
  });
  return response.status;
};

const demoProject = async (server) => (await apiOf(server.address).send("GET", "/api/v1/projects")).body.items[0];

inDirectory("TheFirstStartPrintsThreeAddressesAndMakesTheDemoProject", async (_, start) => {
  const server = await start();
  const output = server.output();
  assert.match(output, /dashboard {2}http:\/\/127\.0\.0\.1:\d+\/setup\?token=\S+/);
  assert.match(output, /demo site {2}http:\/\/127\.0\.0\.1:\d+\/demo\//);
  for (const path of ["/", "/demo/", "/health", "/js/footfall.js", "/js/footfall.core.js", "/js/tracking.js"])
    assert.equal((await fetch(server.address + path)).status, 200, path);
  assert.deepEqual((await demoProject(server)).domains, ["demo.localhost"]);
});

for (const signal of ["SIGINT", "SIGTERM"]) {
  inDirectory(`${signal}StopsCleanlyAndNothingIsLost`, async (_, start) => {
    const first = await start();
    const { key } = await demoProject(first);
    for (let batch = 0; batch < 10; batch++)
      assert.equal(
        await collect(
          first,
          key,
          Array.from({ length: 100 }, (_, i) => pageview(batch * 100 + i)),
        ),
        202,
      );
    assert.deepEqual(await first.stop(signal), { code: 0, signal: null });

    const second = await start();
    // The start is over when nothing waits: what was acknowledged can be asked for at once.
    const [[pageviews]] = await apiOf(second.address).ask({ site_id: "demo.localhost", metrics: ["pageviews"], date_range: "all" });
    assert.equal(pageviews, 1000);
    assert.equal((await demoProject(second)).key, key);
  });
}

inDirectory("ASecondServerOnTheSameDirectoryRefuses", async (path, start) => {
  const first = await start();
  const { code, output } = await run(["serve"], { FOOTFALL_DATA: path });
  assert.equal(code, 1);
  assert.match(output, /Another server uses the data directory/);
  assert.equal((await fetch(`${first.address}/health`)).status, 200);
});

inDirectory("AKilledServerLeavesNothingThatKeepsTheNextOneFromStarting", async (_, start) => {
  const first = await start();
  await first.stop("SIGKILL");
  const second = await start();
  assert.equal((await fetch(`${second.address}/health`)).status, 200);
});

inDirectory("TheSetupLinkIsReplacedByANewOne", async (path, start) => {
  const server = await start();
  const old = new URL(server.setupLink()).searchParams.get("token");
  const { code, output } = await run(["setup-link"], { FOOTFALL_DATA: path, FOOTFALL_URLS: server.address });
  assert.equal(code, 0, output);
  const fresh = new URL(/http\S+/.exec(output)[0]).searchParams.get("token");
  assert.notEqual(fresh, old);
  const account = { email: "owner@example.org", name: "Owner", salt: "A".repeat(22), login_key: "A".repeat(43) };
  const setUp = (using, headers = {}) =>
    fetch(`${server.address}/api/v1/setup`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ token: using, ...account }),
    });
  assert.equal((await setUp(old)).status, 403);
  assert.equal((await setUp(fresh, { "x-forwarded-for": "203.0.113.9" })).status, 403, "through a proxy");
  assert.equal((await setUp(fresh)).status, 200);
  assert.equal((await setUp(fresh)).status, 403, "a second time");
});

inDirectory("AMisspeltSettingStopsTheStartByName", async (path) => {
  for (const command of ["serve", "health", "setup-link"]) {
    const { code, output } = await run([command], { FOOTFALL_DATA: path, FOOTFALL_TRUSTED_PROXYS: "10.0.0.1" });
    assert.equal(code, 1);
    assert.match(output, /footfall: FOOTFALL_TRUSTED_PROXYS/);
    assert.doesNotMatch(output, /Unhandled exception/);
  }
});

inDirectory("ATakenAddressIsToldWithTheRemedy", async (path, start) => {
  const server = await start();
  const { code, output } = await run(["serve"], { FOOTFALL_DATA: `${path}/other`, FOOTFALL_URLS: server.address });
  assert.equal(code, 1);
  assert.match(output, /address already in use\. Stop what listens there, or name another address in FOOTFALL_URLS\./);
  assert.doesNotMatch(output, /BackgroundService/, "parts that had started did not fail, they were stopped");
  assert.doesNotMatch(output, /Hosting failed to start|Exception/, "the sentence is enough");
});

inDirectory("AnAddressOfAnotherMachineIsRefusedBySetting", async (path) => {
  // 192.0.2.0/24 is kept for documentation: no machine has it.
  const { code, output } = await run(["serve"], { FOOTFALL_DATA: path, FOOTFALL_URLS: "http://192.0.2.1:8000" });
  assert.equal(code, 1);
  assert.match(output, /footfall: FOOTFALL_URLS has an address that this machine does not let the server listen on/);
  assert.doesNotMatch(output, /Unhandled exception/);
});

inDirectory("AnOptionThatIsNoNumberIsRefusedInASentence", async (path) => {
  for (const days of ["abc", "0", "99999999999"]) {
    const { code, output } = await run(["demo", "--days", days], { FOOTFALL_DATA: path });
    assert.equal(code, 1, output);
    assert.match(output, /Give a number from 1 to 3650\./);
    assert.doesNotMatch(output, /Unhandled exception/);
  }
});

inDirectory("MadeTrafficComesAndGoesByOneCommandEach", async (path, start) => {
  const server = await start();
  const settings = { FOOTFALL_DATA: path, FOOTFALL_URLS: server.address };
  const { ask } = apiOf(server.address);
  const days = async () => ask({ site_id: "demo.localhost", metrics: ["visitors", "pageviews"], date_range: "all" });

  const sent = await run(["demo", "--days", "3", "--visitors-per-day", "20"], settings);
  assert.equal(sent.code, 0, sent.output);
  const accepted = Number(/(\d+) events were taken/.exec(sent.output)[1]);
  const stored = await eventually(
    async () => (await apiOf(server.address).send("GET", `/api/v1/projects/${(await demoProject(server)).id}/ledger`)).body,
    ({ totals }) => totals.present === accepted && totals.waiting === 0,
    "all made events being stored",
  );
  assert.equal(stored.balanced, true);
  const [[visitors, pageviews]] = await days();
  assert.ok(visitors > 20 && pageviews > visitors, `${visitors} visitors, ${pageviews} pageviews`);

  const again = await run(["demo", "--days", "3", "--visitors-per-day", "20"], settings);
  assert.equal(again.code, 0, again.output);
  const known = await eventually(
    async () => (await apiOf(server.address).send("GET", `/api/v1/projects/${(await demoProject(server)).id}/ledger`)).body,
    ({ totals }) => totals.duplicate === accepted && totals.waiting === 0,
    "the same traffic being told as known",
  );
  assert.equal(known.totals.present, accepted);
  assert.equal((await days())[0][1], pageviews, "the same traffic counts once");

  const removed = await run(["demo", "--delete"], settings);
  assert.equal(removed.code, 0, removed.output);
  assert.match(removed.output, new RegExp(`${accepted} events of`));
  assert.deepEqual(await days(), [[0, 0]]);
});

inDirectory("HealthIsAnsweredByTheCommandToo", async (path, start) => {
  const server = await start();
  assert.equal((await run(["health"], { FOOTFALL_DATA: path, FOOTFALL_URLS: server.address })).code, 0);
  await server.stop();
  assert.notEqual((await run(["health"], { FOOTFALL_DATA: path, FOOTFALL_URLS: server.address })).code, 0);
});

inDirectory("TheBootstrapTokenIsNeitherLoggedNorKeptInClear", async (path, start) => {
  const server = await start({ FOOTFALL_LOG_FILE: `${path}/logs/app.jsonl` });
  await demoProject(server);
  await server.stop();
  assert.ok(existsSync(`${path}/logs/app.jsonl`));
  assert.ok(!server.output().includes(token));
  const { execFileSync } = await import("node:child_process");
  assert.throws(() => execFileSync("grep", ["-rlaF", token, path]), { status: 1 });
});
