import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";
import { startCollector } from "../../../../web/tracker/test/harness/collector.mjs";
import { startVault } from "../../../../web/tracker/test/harness/vault.mjs";
import { clientOf } from "./support/clients.mjs";

/** Nobody listens there. */
const nowhere = "http://127.0.0.1:1";
let collector;
let offlineDirectory;
before(async () => {
  collector = await startCollector();
});
after(() => collector.close());
beforeEach(() => {
  collector.clear();
  collector.answers.length = 0;
  const folder = mkdtempSync(join(tmpdir(), "footfall-sdk-"));
  offlineDirectory = join(folder, "queue");
  after(() => rmSync(folder, { recursive: true, force: true }));
});

const files = () => readdirSync(offlineDirectory).filter((name) => name.endsWith(".parcel.json"));
const open = (address, options) => clientOf(address, { offlineDirectory, flushIntervalMs: 60_000, ...options });

test("WhatCouldNotBeSentIsSentByTheNextStartInOrder", async () => {
  const first = open(nowhere);
  first.client.trackEvent("one");
  assert.equal(await first.client.flush(), false);
  first.client.trackEvent("two");
  assert.equal(await first.client.shutdown(), false);
  assert.deepEqual([files().length, first.drops], [2, []]);
  assert.equal(statSync(join(offlineDirectory, files()[0])).mode & 0o77, 0, "its owner's alone");

  const second = open(collector.origin, { flushIntervalMs: 10 });
  await collector.until(() => collector.events().length === 2, "both events");
  await second.client.flush();
  assert.deepEqual(
    collector.requests.map(({ retry_count, events }) => [retry_count, events[0].name]),
    [
      [1, "one"],
      [1, "two"],
    ],
  );
  assert.deepEqual(files(), []);
});

test("FullBatchesGoToTheDiskWhileTheServerIsAway", async () => {
  const { client, drops } = open(nowhere, { batchSize: 2, maxQueue: 4 });
  client.trackEvent("tick");
  await client.flush();
  for (let i = 0; i < 5; i++) {
    client.trackEvent("tick", { i });
    client.trackEvent("tick", { i });
    while (client.status().waiting > 1) await new Promise(setImmediate);
  }
  await client.shutdown();
  assert.deepEqual([files().length, drops], [6, []]);
});

test("TheFolderHasABound", async () => {
  const { client, reasons } = open(nowhere, { offlineMaxBytes: 600 });
  for (let i = 0; i < 3; i++) {
    client.trackEvent("tick", { text: "x".repeat(200) });
    await client.flush();
  }
  await client.shutdown();
  assert.equal(files().length, 1);
  assert.deepEqual(new Set(reasons()), new Set(["queue_full"]));
});

test("DamagedFilesAreToldAndDoNotStopTheOthers", async () => {
  const { client } = open(nowhere);
  client.trackEvent("one");
  await client.shutdown();
  writeFileSync(join(offlineDirectory, "00000000-torn.parcel.json"), '{"v":1,"madeAt":');
  writeFileSync(join(offlineDirectory, "notes.txt"), "somebody else's");
  const next = open(collector.origin);
  assert.equal(await next.client.flush(), true);
  assert.equal(collector.events("one").length, 1);
  assert.match(next.lines[0], /00000000-torn.parcel.json .* was no parcel/);
  assert.deepEqual(readdirSync(offlineDirectory), ["notes.txt"]);
});

test("WhatIsTooOldToBeCountedRightIsGivenUp", async () => {
  const { client } = open(nowhere);
  client.trackEvent("one");
  await client.shutdown();
  const path = join(offlineDirectory, files()[0]);
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), madeAt: Date.now() - 8 * 86_400_000 }));
  const next = open(collector.origin);
  await next.client.flush();
  assert.deepEqual([next.reasons(), collector.requests.length, files()], [["expired"], 0, []]);
});

test("AnOptOutEmptiesTheFolder", async () => {
  const { client } = open(nowhere);
  client.trackEvent("one");
  await client.flush();
  assert.equal(files().length, 1);
  client.optOut();
  await client.shutdown();
  assert.deepEqual(files(), []);
});

test("WhereTheFolderFailsEventsWaitInMemory", async () => {
  const { client, drops, lines } = open(collector.origin, { offlineDirectory: "/dev/null/queue" });
  collector.answers.push({ status: 503 });
  client.trackEvent("one");
  assert.equal(await client.flush(), false);
  assert.equal(client.status().waiting, 1);
  assert.equal(await client.flush(), true);
  assert.deepEqual([collector.events("one").length, drops], [1, []]);
  assert.match(lines[0], /offline folder cannot be used/);
});

test("FilesThatWereNeverFinishedAreSweptAway", async () => {
  const { client } = open(nowhere);
  client.trackEvent("one");
  await client.shutdown();
  const [old, young] = ["old", "young"].map((name) => join(offlineDirectory, `${name}.parcel.json.new`));
  for (const path of [old, young]) writeFileSync(path, "{");
  utimesSync(old, new Date(0), new Date(0));
  const next = open(collector.origin);
  await next.client.flush();
  assert.deepEqual(readdirSync(offlineDirectory), ["young.parcel.json.new"]);
});

test("SealedEventsLieSealedOnTheDisk", async () => {
  const vault = await startVault(collector);
  const sealed = { mode: "sealed", pin: vault.pin };
  const first = open(collector.origin, sealed);
  collector.answers.push({ status: 200 }, { status: 503 });
  first.client.trackEvent("canary");
  await first.client.flush();
  first.client.trackEvent("canary");
  collector.answers.push({ status: 503 });
  await first.client.shutdown();
  assert.equal(files().length, 2);
  for (const name of files()) {
    const { envelope, events } = JSON.parse(readFileSync(join(offlineDirectory, name), "utf8"));
    assert.equal(events, undefined);
    assert.ok(!Buffer.from(envelope, "base64url").toString("latin1").includes("canary"));
  }

  // Away from the start: the statement of before still vouches for the key.
  const away = clientOf(nowhere, { ...sealed, offlineDirectory, flushIntervalMs: 60_000 });
  away.client.trackEvent("canary");
  await away.client.shutdown();
  assert.deepEqual([away.drops, files().length], [[], 3]);

  const last = open(collector.origin, sealed);
  assert.equal(await last.client.flush(), true);
  assert.equal(vault.events("canary").length, 3);
  assert.deepEqual(files(), []);
});

test("WhoAnAnonymousVisitorIsIsNeverWritten", async () => {
  const { client, reasons } = open(nowhere, { serverToken: "token" });
  client.trackEvent("canary", {}, { visitor: "session-1" });
  assert.equal(await client.flush(), false);
  assert.match(client.preview()[0].body, /"visitor":"session-1"/);
  client.trackEvent("plain");
  await client.shutdown();
  const written = files().map((name) => readFileSync(join(offlineDirectory, name), "utf8"));
  assert.deepEqual([written.length, reasons()], [1, ["shut_down"]]);
  assert.ok(!written.join().includes("session-1"));
});

test("WhereAVisitorsRequestCameFromIsNeverWritten", async () => {
  const { client, reasons } = open(nowhere, { serverToken: "token" });
  client.trackEvent("canary", {}, { forward: { ip: "192.0.2.1", userAgent: "Mozilla/5.0" } });
  assert.equal(await client.flush(), false);
  assert.equal(client.status().waiting, 1);
  client.trackEvent("plain");
  await client.shutdown();
  assert.deepEqual([reasons(), files().length], [["shut_down"], 1]);
  const written = files().map((name) => readFileSync(join(offlineDirectory, name), "utf8"));
  assert.ok(!written.join().includes("192.0.2.1") && !written.join().includes("canary"));
});
