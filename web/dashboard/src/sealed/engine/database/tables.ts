// The tables of the tail, which is what envelopes hold: made by the server's own migrations, filled by Arrow streams.
import type { DuckDBBindings, DuckDBConnection } from "@duckdb/duckdb-wasm/blocking";
import type { Batch } from "../tables/tables.worker";

/** What is to leave the tables is named in these, then deleted at once. */
const staging = `
  CREATE TABLE gone_events (id UUID NOT NULL);
  CREATE TABLE gone_visits (visit BIGINT NOT NULL);`;

const removal = `
  DELETE FROM events WHERE id IN (SELECT id FROM gone_events);
  DELETE FROM visits WHERE visit IN (SELECT visit FROM gone_visits);
  DELETE FROM gone_events;
  DELETE FROM gone_visits;`;

export class TableWriter {
  private readonly connection: DuckDBConnection;

  constructor(bindings: DuckDBBindings, migrations: readonly string[]) {
    this.connection = bindings.connect();
    // Beside the views of the same names that questions read.
    for (const sql of ["CREATE SCHEMA tail", "USE tail", ...migrations, staging]) this.connection.query(sql);
  }

  /** All of it or nothing; a question that runs meanwhile sees the tables as they were. */
  apply(batch: Batch): void {
    this.connection.query("BEGIN TRANSACTION");
    try {
      this.insert("gone_events", batch.goneEvents);
      this.insert("gone_visits", batch.goneVisits);
      this.connection.query(removal);
      this.insert("events", batch.events);
      this.insert("visits", batch.visits);
      this.connection.query("COMMIT");
    } catch (error) {
      this.connection.query("ROLLBACK");
      throw error;
    }
  }

  private insert(name: string, stream: Uint8Array): void {
    this.connection.insertArrowFromIPCStream(stream, { schema: "tail", name, create: false });
  }
}
