// A segment's content in the form `duckdb`, written by DuckDB itself as an agent does it.
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const duckdb = createRequire(import.meta.url)("@duckdb/node-bindings-linux-x64/duckdb.node");

const rowsAtOnce = 50_000;

const plain = (row) =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      Array.isArray(value) ? Object.fromEntries(value) : typeof value === "bigint" ? `${value}` : value,
    ]),
  );

/** As the rows of web/dashboard/src/sealed/types.ts have it, to what the column holds. */
const stored = ({ name, type }) => {
  if (type.startsWith("TIMESTAMP")) return `make_timestamp_ms("${name}"::BIGINT)::${type}`;
  if (type.startsWith("DECIMAL")) return `("${name}"::BIGINT / 1000)::${type}`;
  return `"${name}"::${type}`;
};

const readAs = ({ name, type }) => `"${name}": '${type.startsWith("MAP") ? type : "VARCHAR"}'`;

/** `rows` are lists by table, `columns` as `columnsOf` reads them from `migrations`. */
export const databaseFile = async (migrations, columns, rows) => {
  const folder = mkdtempSync(join(tmpdir(), "footfall-segment-"));
  const connection = await duckdb.connect(await duckdb.open(":memory:"));
  const query = (sql) => duckdb.query(connection, sql);
  try {
    const file = join(folder, "segment.db");
    await query(`ATTACH '${file}' AS segment (STORAGE_VERSION 'v1.0.0')`);
    await query("USE segment");
    for (const sql of migrations)
      for (const statement of sql.split(";\n").filter((part) => /TABLE (events|visits)\b/.test(part))) await query(statement);
    for (const [table, all] of Object.entries(rows)) {
      const lines = join(folder, `${table}.json`);
      // A text of a million rows is longer than any may be.
      for (let at = 0; at === 0 || at < all.length; at += rowsAtOnce)
        appendFileSync(
          lines,
          all
            .slice(at, at + rowsAtOnce)
            .map((row) => `${JSON.stringify(plain(row))}\n`)
            .join(""),
        );
      const from = `read_json('${lines}', format = 'newline_delimited', columns = {${columns[table].map(readAs)}})`;
      await query(`INSERT INTO ${table} SELECT ${columns[table].map(stored)} FROM ${from}`);
    }
    await query("USE memory");
    await query("DETACH segment");
    return new Uint8Array(readFileSync(file));
  } finally {
    duckdb.disconnect_sync?.(connection);
    rmSync(folder, { recursive: true });
  }
};
