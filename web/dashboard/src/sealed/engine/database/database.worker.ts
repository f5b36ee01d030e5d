// The worker that DuckDB lives in.
import address from "@duckdb/duckdb-wasm/dist/duckdb-eh.wasm?url";
import { answer, Moved } from "../calls";
import { migrations } from "../tables/migrations";
import type { Batch } from "../tables/tables.worker";
import type { Without } from "./contentWriter";
import { type OpenedSegment, SegmentTables } from "./segments";
import { start } from "./start";
import { type Parameter, type Row, Statements } from "./statements";
import { TableWriter } from "./tables";

// Fetched at once, but after the envelopes where both want the line; compiled when the page says so.
const engine = fetch(address, { credentials: "same-origin", priority: "low" });
// A failure is told by `start`.
engine.catch(() => undefined);
interface Parts {
  version: string;
  writer: TableWriter;
  segments: SegmentTables;
  statements: Statements;
}

let started: Promise<Parts> | undefined;

const begin = async (megabytes: number, project: number): Promise<Parts> => {
  const bindings = await start(engine, megabytes);
  const writer = new TableWriter(bindings, migrations);
  const segments = new SegmentTables(bindings, migrations, project);
  return { version: bindings.getVersion(), writer, segments, statements: new Statements(bindings) };
};

const parts = () => {
  if (!started) throw new Error("The database has not been started.");
  return started;
};

const functions = {
  /** The version of the engine, once it runs and has its tables. */
  start: async ({ megabytes, project = 0 }: { megabytes: number; project?: number }): Promise<string> => {
    started ??= begin(megabytes, project);
    return (await started).version;
  },
  apply: async (batch: Batch): Promise<void> => (await parts()).writer.apply(batch),
  addSegment: async (segment: OpenedSegment): Promise<void> => {
    const { statements, segments } = await parts();
    return statements.between(() => segments.add(segment));
  },
  removeSegment: async (number: number): Promise<void> => {
    const { statements, segments } = await parts();
    return statements.between(() => segments.remove(number));
  },
  /** Ids of the tail that an open segment has. */
  repeated: async (): Promise<string[]> => (await parts()).segments.repeated(),
  /** Those of the ids that an open segment has. */
  known: async (ids: string[]): Promise<string[]> => (await parts()).segments.known(ids),
  /** All that the views have but what is left out, as the content of a segment. */
  content: async (without: Without) => {
    const { statements, segments } = await parts();
    const made = await statements.between(() => segments.content(without));
    return new Moved(made, [made.content.buffer]);
  },
  /** Events of visits that cuts run through, which leave the segments with this. */
  take: async (): Promise<Row[]> => {
    const { statements, segments } = await parts();
    return statements.between(() => segments.take());
  },
  run: async ({ sql, parameters }: { sql: string; parameters: Parameter[] }, signal: AbortSignal): Promise<Row[]> =>
    (await parts()).statements.run(sql, parameters, signal),
};

export type Database = typeof functions;

answer(functions);
