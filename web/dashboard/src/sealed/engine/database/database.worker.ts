// The worker that DuckDB lives in.
import address from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";
import { answer } from "../calls";
import { migrations } from "../tables/migrations";
import type { Batch } from "../tables/tables.worker";
import { start } from "./start";
import { type Parameter, type Row, Statements } from "./statements";
import { TableWriter } from "./tables";

// Fetched at once, but after the envelopes where both want the line; compiled when the page says so.
const engine = fetch(address, { credentials: "same-origin", priority: "low" });
// A failure is told by `start`.
engine.catch(() => undefined);
let started: Promise<{ version: string; statements: Statements; writer: TableWriter }> | undefined;

const begin = async (megabytes: number) => {
  const bindings = await start(engine, megabytes);
  return { version: bindings.getVersion(), writer: new TableWriter(bindings, migrations), statements: new Statements(bindings) };
};

const parts = () => {
  if (!started) throw new Error("The database has not been started.");
  return started;
};

const functions = {
  /** The version of the engine, once it runs and has its tables. */
  start: async ({ megabytes }: { megabytes: number }): Promise<string> => {
    started ??= begin(megabytes);
    return (await started).version;
  },
  apply: async (batch: Batch): Promise<void> => (await parts()).writer.apply(batch),
  run: async ({ sql, parameters }: { sql: string; parameters: Parameter[] }, signal: AbortSignal): Promise<Row[]> =>
    (await parts()).statements.run(sql, parameters, signal),
};

export type Database = typeof functions;

answer(functions);
