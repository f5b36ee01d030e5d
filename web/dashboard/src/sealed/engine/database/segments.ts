// Segments in the database: each is a database of its own beside the tail's tables, read through the views `events` and `visits`.
import type { DuckDBBindings, DuckDBConnection } from "@duckdb/duckdb-wasm/blocking";
import type { Bytes } from "@footfall/sealing/bytes";
import { RecordBatchReader } from "apache-arrow";
import type { SegmentContent } from "../segments/content";
import { ended, readPieces } from "../segments/pieces";
import { type Column, columnsOf } from "../tables/columns";
import { streamOf } from "../tables/stream";
import { type Row, rowsOf } from "./answers";
import { ContentWriter, type Without } from "./contentWriter";
import { segmentFolder } from "./folder";
import { seams } from "./seams";
import { selectOf } from "./select";

/** What is opened: the content of a segment, as its manifest describes it. */
export interface OpenedSegment {
  /** From 1, the same for as long as the reader is open. */
  number: number;
  form: "duckdb" | "arrow";
  /** The number of the migration that its tables are of. */
  schema: number;
  /** Events, as its manifest says. */
  rows: number;
  content: Bytes;
}

/** The content is not what a manifest of this form promises. */
export class BrokenSegment extends Error {
  override name = "BrokenSegment";
}

const tables = ["events", "visits"] as const;
const nameOf = (number: number): string => `s${number}`;
const fileOf = (number: number): string => `${segmentFolder}${number}.db`;

const fileHeaderBytes = 3 * 4096;

/** What says which visits belong together. */
const placed = "visit, visitor, bot_reason, started_at, ended_at";

/** Visit numbers of a segment follow those of all before it. */
const offset = 2 ** 32;

export class SegmentTables {
  private readonly connection: DuckDBConnection;
  private readonly open = new Map<number, Omit<OpenedSegment, "content">>();
  /** Segments of which visits were taken into the tail. */
  private readonly cut = new Set<number>();
  private readonly columns: Record<(typeof tables)[number], Column[]>;

  /** `project` is the number that all rows get, whatever the segment says. */
  constructor(
    private readonly bindings: DuckDBBindings,
    private readonly migrations: readonly string[],
    private readonly project: number,
  ) {
    this.connection = bindings.connect();
    this.columns = { events: columnsOf("events", migrations), visits: columnsOf("visits", migrations) };
    this.connection.query("CREATE TABLE tail.taken (origin INTEGER NOT NULL, visit BIGINT NOT NULL)");
    this.show();
  }

  /** Nothing stays of one that fails. */
  add(segment: OpenedSegment): void {
    const { number, form, schema } = segment;
    if (schema < 1 || schema > this.migrations.length)
      throw new BrokenSegment("It was written by a newer version: reload this page, or update the server.");
    try {
      if (form === "duckdb") this.attach(segment);
      else this.fill(segment);
      this.demand(segment);
    } catch (error) {
      this.detach(number, form);
      throw error;
    }
    this.open.set(number, { number, form, schema, rows: segment.rows });
    this.show();
  }

  remove(number: number): void {
    const segment = this.open.get(number);
    if (!segment) return;
    this.open.delete(number);
    this.show();
    this.detach(number, segment.form);
  }

  /** Of the events of the tail, the ids that an open segment has. */
  repeated(): string[] {
    const sources = [...this.open.keys()].map((number) => `SELECT id FROM ${this.left(number, "events")}`);
    if (sources.length === 0) return [];
    return this.ask(`SELECT id::VARCHAR FROM tail.events SEMI JOIN (${sources.join(" UNION ALL ")}) USING (id)`).map(
      ([id]) => id as string,
    );
  }

  /** Those of the ids that an open segment has, whether or not their visits were taken. */
  known(ids: readonly string[]): string[] {
    const sources = [...this.open.keys()].map((number) => `SELECT id FROM ${nameOf(number)}.main.events`);
    if (sources.length === 0) return [];
    const stream = streamOf(
      [{ name: "id", type: "UUID" }],
      ids.map((id) => ({ id })),
    );
    this.connection.insertArrowFromIPCStream(stream, { name: "incoming", create: true });
    const asked = `SELECT id FROM incoming SEMI JOIN (${sources.join(" UNION ALL ")}) known ON incoming.id::UUID = known.id`;
    const found = this.ask(asked).map(([id]) => id as string);
    this.connection.query("DROP TABLE incoming");
    return found;
  }

  /** Takes visits that the cuts between sources run through: their events leave the views, and are the answer, each visit's in order. */
  take(): Row[] {
    if (this.open.size === 0) return [];
    this.connection.query(`CREATE OR REPLACE TEMPORARY TABLE found AS ${seams}`);
    const origins = this.ask("SELECT DISTINCT origin FROM found").map(([origin]) => origin as number);
    const rows = origins.flatMap((origin) => this.eventsOf(origin));
    this.connection.query("INSERT INTO tail.taken SELECT origin, visit FROM found");
    for (const origin of origins) this.cut.add(origin);
    if (origins.length > 0) this.show();
    return rows;
  }

  /** All that the views have but what is left out, as the content of one segment. */
  content(without: Without): SegmentContent {
    return new ContentWriter(this.connection, this.columns).write(without);
  }

  private eventsOf(origin: number): Row[] {
    const of = `FROM ${nameOf(origin)}.main.events SEMI JOIN (SELECT visit FROM found WHERE origin = ${origin}) USING (visit)`;
    return this.ask(`SELECT ${selectOf(this.present(origin))} ${of} ORDER BY visit, time, id`);
  }

  /** The columns of `events`, those that an older segment has not without a type. */
  private present(origin: number): Column[] {
    const known = new Set(this.columnsAt("events", this.open.get(origin)?.schema ?? 0).map(({ name }) => name));
    return this.columns.events.map((column) => (known.has(column.name) ? column : { ...column, type: "" }));
  }

  private columnsAt(table: (typeof tables)[number], schema: number): Column[] {
    return columnsOf(table, this.migrations.slice(0, schema));
  }

  private attach({ number, content }: OpenedSegment): void {
    // Of a file that ends within these, DuckDB waits for the rest for ever.
    if (content.length < fileHeaderBytes) throw new BrokenSegment("It is no database file.");
    this.bindings.registerFileBuffer(fileOf(number), content);
    this.connection.query(`ATTACH '${fileOf(number)}' AS ${nameOf(number)} (READ_ONLY)`);
  }

  /** Members may be trusted with numbers, but what one of them gets wrong must not keep the others from asking. */
  private demand({ number, schema, rows }: OpenedSegment): void {
    const columns = (table: string, database: string): string[] =>
      this.ask(
        `SELECT column_name || ' ' || data_type FROM duckdb_columns() JOIN duckdb_tables() USING (database_name, schema_name, table_name)
         WHERE database_name = '${database}' AND schema_name = '${database === "memory" ? "tail" : "main"}' AND table_name = '${table}'`,
      ).map(([column]) => column as string);
    for (const table of tables) {
      const expected = new Set(this.columnsAt(table, schema).map(({ name }) => name));
      const ours = columns(table, "memory").filter((column) => expected.has(column.slice(0, column.indexOf(" "))));
      if (`${columns(table, nameOf(number)).sort()}` !== `${ours.sort()}`) throw new BrokenSegment(`Its table ${table} has other columns.`);
      const [[misnumbered] = []] = this.ask(
        `SELECT count(*) FROM ${nameOf(number)}.main.${table} WHERE visit NOT BETWEEN 1 AND ${offset - 1}`,
      );
      if (misnumbered !== 0) throw new BrokenSegment(`Its table ${table} has visits without a number.`);
    }
    const [[count] = []] = this.ask(`SELECT count(*) FROM ${nameOf(number)}.main.events`);
    if (count !== rows) throw new BrokenSegment("It has another number of events than its manifest says.");
  }

  private fill({ number, schema, content }: OpenedSegment): void {
    const pieces = readPieces(content);
    if (!pieces) throw new BrokenSegment("It is no row of pieces.");
    // Compressed, as a database file is; otherwise each absent value would take its column's width.
    this.connection.query(`ATTACH ':memory:' AS ${nameOf(number)} (COMPRESS)`);
    this.connection.query(`USE ${nameOf(number)}`);
    // In one go: rows that are added to a table that has some already would be moved once more.
    this.connection.query("BEGIN TRANSACTION");
    try {
      for (const sql of this.migrations.slice(0, schema)) this.connection.query(sql);
      for (const piece of pieces) for (const table of tables) this.insert(table, ended(piece[table]), this.columnsAt(table, schema));
      this.connection.query("COMMIT");
    } catch (error) {
      this.connection.query("ROLLBACK");
      throw error;
    } finally {
      this.connection.query("USE memory");
    }
  }

  private insert(table: (typeof tables)[number], stream: Uint8Array, columns: Column[]): void {
    const names = RecordBatchReader.from(stream)
      .open()
      .schema.fields.map(({ name }) => name);
    if (`${names}` === `${columns.map(({ name }) => name)}`) {
      this.connection.insertArrowFromIPCStream(stream, { name: table, create: false });
      return;
    }
    // In another order, or without some.
    this.connection.insertArrowFromIPCStream(stream, { name: "incoming", create: true });
    this.connection.query(`INSERT INTO ${table} BY NAME SELECT * FROM incoming; DROP TABLE incoming`);
  }

  private detach(number: number, form: OpenedSegment["form"]): void {
    this.connection.query(`DETACH DATABASE IF EXISTS ${nameOf(number)}`);
    if (form === "duckdb") this.bindings.dropFile(fileOf(number));
  }

  /** Makes the views of what is open. Where nothing is they are the tail's tables. */
  private show(): void {
    for (const table of tables)
      this.showOne(
        `memory.main.${table}`,
        table,
        (number) => `SELECT * REPLACE (${this.project}::INTEGER AS project, visit + ${number * offset} AS visit)`,
      );
    this.showOne("tail.cuts", "visits", (number) => `SELECT ${number} AS origin, ${placed}`, `SELECT 0 AS origin, ${placed}`);
  }

  private showOne(view: string, table: (typeof tables)[number], select: (number: number) => string, selectTail = "SELECT *"): void {
    const sources = [...this.open.keys()].map((number) => {
      return `${select(number)} FROM ${this.left(number, table)}`;
    });
    this.connection.query(
      `CREATE OR REPLACE VIEW ${view} AS ${[`${selectTail} FROM memory.tail.${table}`, ...sources].join(" UNION ALL BY NAME ")}`,
    );
  }

  /** What of a segment was not taken. An event that is in no visit stays. */
  private left(number: number, table: (typeof tables)[number]): string {
    const taken = `ANTI JOIN (SELECT visit FROM memory.tail.taken WHERE origin = ${number}) USING (visit)`;
    return `${nameOf(number)}.main.${table}${this.cut.has(number) ? ` ${taken}` : ""}`;
  }

  private ask(sql: string): Row[] {
    return this.connection.useUnsafe((bindings, connection) => rowsOf([bindings.runQuery(connection, sql)]));
  }
}
