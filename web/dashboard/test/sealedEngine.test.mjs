import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startReaderStage } from "./sealed/stage.mjs";

let stage;
let page;
before(async () => {
  stage = await startReaderStage();
  page = await stage.open();
  await page.evaluate(() => {
    window.database = window.openDatabase();
  });
});
after(async () => {
  await stage.close();
});

/** Runs one statement in the page's database; a failure comes back as its message. */
const run = (sql, parameters = []) =>
  page.evaluate(({ sql, parameters }) => window.database.call("run", { sql, parameters }).then(String, ({ message }) => message), {
    sql,
    parameters,
  });

test("TheEngineOfTheServersVersionStartsUnderThePolicyAndAsksNoOtherOrigin", async () => {
  assert.equal(await page.evaluate(() => window.database.call("start", { megabytes: 256 })), "v1.5.6");
  assert.deepEqual(stage.complaints, []);
  assert.deepEqual(
    stage.asked.filter((url) => !url.startsWith(stage.address)),
    [],
  );
});

test("ValuesAreBoundAndNeverRead", async () => {
  const hostile = "'; DROP TABLE t; --";
  assert.equal(await run("SELECT $1, $2 + 1, $3, $1 = $1", [hostile, 41, null]), `${hostile},42,,true`);
});

test("WhatTheServerPlansMayReadAndNothingElse", async () => {
  assert.match(await run("CREATE TABLE t (a INTEGER)"), /syntax error/);
  assert.match(await run("DELETE FROM events"), /base table/);
  assert.match(await run("DELETE FROM tail.events"), /read-only/);
  assert.match(await run("SET enable_external_access = true"), /syntax error/);
  assert.match(await run("SELECT 1; SELECT 2"), /multiple statements/);
  assert.match(await run("SELECT * FROM read_csv('/etc/passwd')"), /disabled/);
  assert.match(await run("COPY (SELECT 1) TO 'away.csv'"), /disabled/);
  assert.equal(await run("SELECT 1"), "1");
});
