// The worker that DuckDB lives in.
import address from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";
import { answer } from "../calls";
import { compile, start } from "./start";
import { type Parameter, type Row, Statements } from "./statements";

const compiled = compile(address);
let statements: Promise<Statements> | undefined;

const functions = {
  /** The version of the engine, once it runs. */
  start: async ({ megabytes }: { megabytes: number }): Promise<string> => {
    const starting = start(compiled, megabytes);
    statements = starting.then((bindings) => new Statements(bindings));
    return (await starting).getVersion();
  },
  run: async ({ sql, parameters }: { sql: string; parameters: Parameter[] }, signal: AbortSignal): Promise<Row[]> => {
    if (!statements) throw new Error("The database has not been started.");
    return (await statements).run(sql, parameters, signal);
  },
};

export type Database = typeof functions;

answer(functions);
