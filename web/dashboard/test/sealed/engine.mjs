// DuckDB-WASM in this process: the same file as in the browser, for tests that need no page around it.
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { createDuckDB, NODE_RUNTIME, VoidLogger } = require("@duckdb/duckdb-wasm/blocking");

export const startEngine = async () => {
  const mainModule = require.resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm");
  const bindings = await createDuckDB({ mvp: { mainModule: "" }, eh: { mainModule } }, new VoidLogger(), NODE_RUNTIME);
  await bindings.instantiate();
  bindings.open({ path: ":memory:", query: { castBigIntToDouble: false } });
  return bindings;
};

const literal = (cell) => {
  if (cell === null) return "NULL";
  if (Array.isArray(cell)) return `MAP {${cell.map(([key, value]) => `${literal(key)}: ${literal(value)}`).join(", ")}}`;
  return typeof cell === "boolean" ? String(cell) : `'${cell.replaceAll("'", "''")}'`;
};

/** Makes a table of recorded rows, as tests/Query.Tests/Plans/RecordedTables.cs writes them. */
export function fill(connection, name, { columns, told, rows }) {
  const types = Object.entries(columns).map(([column, type]) => `${column} ${type}`);
  connection.query(`CREATE OR REPLACE TABLE ${name} (${types.join(", ")})`);
  for (const row of rows) connection.query(`INSERT INTO ${name} (${told.join(", ")}) VALUES (${row.map(literal).join(", ")})`);
}
