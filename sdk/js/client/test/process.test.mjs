import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, beforeEach, test } from "node:test";
import { startCollector } from "../../../../web/tracker/test/harness/collector.mjs";

let collector;
before(async () => {
  collector = await startCollector();
});
after(() => collector.close());
beforeEach(() => collector.clear());

const dist = new URL("../dist/", import.meta.url);

/** Runs a program of the caller's to its end, which the client must not put off; one that hangs is killed and has no exit code. */
const run = async (program, type = "module") => {
  const file = new URL(type === "module" ? "node.js" : "node.cjs", dist);
  const start =
    type === "module"
      ? `import { AnalyticsClient } from ${JSON.stringify(file.href)};`
      : `const { AnalyticsClient } = require(${JSON.stringify(file.pathname)});`;
  const child = spawn(process.execPath, [`--input-type=${type}`, "--eval", `${start}\n${program}`], { timeout: 20_000 });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const [code, signal] = await once(child, "close");
  return { code, signal, output };
};

const options = (more) => JSON.stringify({ apiBaseUrl: collector.origin, key: "ff_test", ...more });

test("AProcessThatIsDoneEndsAlthoughEventsWait", async () => {
  const ended = await run(`const client = new AnalyticsClient(${options({ flushIntervalMs: 3_600_000 })}); client.trackEvent("tick");`);
  assert.deepEqual(ended, { code: 0, signal: null, output: "" });
  assert.equal(collector.requests.length, 0);
});

test("AProcessEndsAlthoughARequestHasFailed", async () => {
  const away = JSON.stringify({ apiBaseUrl: "http://127.0.0.1:1", key: "ff_test" });
  const ended = await run(
    `const client = new AnalyticsClient(${away}); client.trackEvent("tick"); client.flush().then((done) => console.log(done));`,
  );
  assert.deepEqual(ended, { code: 0, signal: null, output: "false\n" });
});

test("ShutdownSendsWhatWaits", async () => {
  const ended = await run(
    `const client = new AnalyticsClient(${options()}); client.trackEvent("tick"); client.shutdown().then((done) => console.log(done, client.status().sent));`,
  );
  assert.deepEqual(ended, { code: 0, signal: null, output: "true 1\n" });
  assert.equal(collector.events("tick").length, 1);
});

test("CommonJsIsTheSameClient", async () => {
  const ended = await run(
    `const client = new AnalyticsClient(${options()}); client.trackView({ pageUrl: "app://example/start" }); client.shutdown().then(() => console.log(client.status().sent));`,
    "commonjs",
  );
  assert.deepEqual(ended, { code: 0, signal: null, output: "1\n" });
});

test("AServerThatNeverAnswersIsGivenUp", async () => {
  collector.answers.push(new Promise(() => undefined));
  const ended = await run(
    `const client = new AnalyticsClient(${options({ requestTimeoutMs: 50 })}); client.trackEvent("tick"); client.shutdown().then((done) => console.log(done));`,
  );
  assert.deepEqual(ended, { code: 0, signal: null, output: "false\n" });
});
