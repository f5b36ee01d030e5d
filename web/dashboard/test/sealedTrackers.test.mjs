import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { startEngine } from "./sealed/engine.mjs";
import { load } from "./source.mjs";

const { doubts, question } = await load("sealed/guard/trackers");
const { Statements } = await load("sealed/engine/database/statements");
const hash = "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC";

test("PagesThatHoldTheTrackerToTheKnownHashAreNoDoubt", () => {
  assert.deepEqual(doubts([["shop.example", `footfall.sealed.js/0.1.0 ${hash.slice(0, 27)}`, 5n]], hash), []);
});

test("PagesWithoutAHashAndWithAnotherOneAreTold", () => {
  const rows = [
    ["shop.example", "footfall.sealed.js/0.1.0", 2n],
    ["shop.example", "footfall.sealed.js/0.1.0 ", 3n],
    ["old.example", "footfall.sealed.js/0.0.9 sha384-AAAAAAAAAAAAAAAAAAAA", 7n],
    [null, "footfall.sealed.js/0.1.0 sha256-oqVuAfXRKap7fdgcCY5u", 1n],
  ];
  assert.deepEqual(doubts(rows, hash), [
    { host: "old.example", hash: "sha384-AAAAAAAAAAAAAAAAAAAA", events: 7 },
    { host: "shop.example", hash: null, events: 5 },
    { host: "pages without an address", hash: "sha256-oqVuAfXRKap7fdgcCY5u", events: 1 },
  ]);
});

test("TheLastDaysTrackersAreAskedForByTheColumnsThatEventsHave", async () => {
  const bindings = await startEngine();
  try {
    const connection = bindings.connect();
    connection.query(
      readFileSync(new URL("../../../src/Storage/Events/Migrations/0001_events.sql", import.meta.url), "utf8").match(
        /CREATE TABLE events[^;]*;/,
      )[0],
    );
    const row = (id, hours, hostname, library, bot) =>
      connection.query(`INSERT INTO events BY NAME SELECT 1 AS project, '01980000-0000-7000-8000-00000000000${id}'::UUID AS id, 'pageview' AS name, TIMESTAMP '2026-11-26 12:00:00' AS time,
        TIMESTAMP '2026-11-26 12:00:00' - INTERVAL ${hours} HOUR AS received_at, '${hostname}' AS hostname, '${library}' AS library, ${bot} AS bot_reason,
        true AS interactive, false AS opted_out, false AS demo`);
    row(1, 1, "a.example", "footfall.sealed.js/0.1.0", "NULL");
    row(2, 2, "a.example", "footfall.sealed.js/0.1.0", "NULL");
    row(3, 30, "old.example", "footfall.sealed.js/0.1.0", "NULL");
    row(4, 1, "bot.example", "footfall.sealed.js/0.1.0", "'automation'");
    row(5, 1, "sdk.example", "footfall-node/1.0", "NULL");
    connection.close();
    const rows = await new Statements(bindings).run(question, [new Date(Date.UTC(2026, 10, 25, 12))], new AbortController().signal);
    assert.deepEqual(doubts(rows, hash), [{ host: "a.example", hash: null, events: 2 }]);
  } finally {
    bindings.reset();
  }
});

test("WhatTheTrackerTellsIsWhatIsCompared", () => {
  const tracker = readFileSync(new URL("../../tracker/src/queue.ts", import.meta.url), "utf8");
  assert.ok(tracker.includes("script.integrity.slice(0, 27)"), "the same number of characters on both sides");
  assert.match(question, /library LIKE 'footfall\.sealed\.js\/%'/);
});
