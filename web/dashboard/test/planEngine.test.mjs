// The statements of schema/vectors/plans.json on the engine of the browser: the same rows as the server's engine gave, with no extension at hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { fill, startEngine } from "./sealed/engine.mjs";
import { load } from "./source.mjs";

const { datasets, cases } = JSON.parse(readFileSync(new URL("../../../schema/vectors/plans.json", import.meta.url), "utf8"));
const { Statements } = await load("sealed/engine/database/statements");
let database;
let statements;

before(async () => {
  database = await startEngine();
  statements = new Statements(database);
});

const plain = (cell) => (typeof cell === "bigint" ? Number(cell) : cell);

/** As the reader runs what the server planned. */
const run = async (sql, parameters) => (await statements.run(sql, parameters, new AbortController().signal)).map((row) => row.map(plain));

test("TheBrowsersEngineGivesTheRowsOfTheServers", async () => {
  const connection = database.connect();
  for (const [dataset, tables] of datasets.entries()) {
    for (const [name, table] of Object.entries(tables)) fill(connection, name, table);
    for (const { plan, bound, tables: expected } of cases.filter((one) => one.dataset === dataset))
      for (const [name, rows] of Object.entries(expected))
        assert.deepEqual(await run(plan.statements[name].sql, bound[name]), rows, plan.statements[name].sql);
  }
});

test("APatternThatIsNoneFailsItsCheck", async () => {
  const [check] = cases.find((one) => one.plan.checks.length > 0).plan.checks;
  await assert.rejects(run(check.sql, ["(?i)("]), /missing \)/);
  assert.deepEqual(await run(check.sql, ["a*"]), [[true]]);
});
