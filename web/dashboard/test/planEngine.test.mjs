// The statements of schema/vectors/plans.json on the engine of the browser: the same rows as the server's engine gave, with no extension at hand.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { before, test } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(fileURLToPath(new URL("../package.json", import.meta.url)));
const duckdb = require("@duckdb/duckdb-wasm/dist/duckdb-node-blocking.cjs");
const dist = dirname(require.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));

const { datasets, cases } = JSON.parse(readFileSync(new URL("../../../schema/vectors/plans.json", import.meta.url), "utf8"));
let database;

before(async () => {
  const bundle = (name) => ({ mainModule: `${dist}/duckdb-${name}.wasm`, mainWorker: "" });
  database = await duckdb.createDuckDB({ mvp: bundle("mvp"), eh: bundle("eh") }, new duckdb.VoidLogger(), duckdb.NODE_RUNTIME);
  await database.instantiate();
  database.open({ path: ":memory:" });
});

const literal = (cell) => {
  if (cell === null) return "NULL";
  if (Array.isArray(cell)) return `MAP {${cell.map(([key, value]) => `${literal(key)}: ${literal(value)}`).join(", ")}}`;
  return typeof cell === "boolean" ? String(cell) : `'${cell.replaceAll("'", "''")}'`;
};

function fill(connection, name, { columns, told, rows }) {
  const types = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  connection.query(`CREATE OR REPLACE TABLE ${name} (${types.join(", ")})`);
  for (const row of rows) connection.query(`INSERT INTO ${name} (${told.join(", ")}) VALUES (${row.map(literal).join(", ")})`);
}

const plain = (cell) => (typeof cell === "bigint" ? Number(cell) : cell);

function run(connection, sql, parameters) {
  const statement = connection.prepare(sql);
  try {
    const table = statement.query(...parameters);
    return Array.from({ length: table.numRows }, (_, row) =>
      table.schema.fields.map((_, column) => plain(table.getChildAt(column).get(row))),
    );
  } finally {
    statement.close();
  }
}

test("TheBrowsersEngineGivesTheRowsOfTheServers", () => {
  const connection = database.connect();
  for (const [dataset, tables] of datasets.entries()) {
    for (const [name, table] of Object.entries(tables)) fill(connection, name, table);
    for (const { plan, bound, tables: expected } of cases.filter((one) => one.dataset === dataset))
      for (const [name, rows] of Object.entries(expected))
        assert.deepEqual(run(connection, plan.statements[name].sql, bound[name]), rows, plan.statements[name].sql);
  }
});

test("APatternThatIsNoneFailsItsCheck", () => {
  const connection = database.connect();
  const [check] = cases.find((one) => one.plan.checks.length > 0).plan.checks;
  assert.throws(() => run(connection, check.sql, ["(?i)("]), /missing \)/);
  assert.deepEqual(run(connection, check.sql, ["a*"]), [[true]]);
});
