// Runs planned SQL with values bound here, one statement after another, each of which may be cancelled while it runs.
import type { DuckDBBindings, DuckDBConnection } from "@duckdb/duckdb-wasm/blocking";
import { type Row, rowsOf } from "./answers";

export type { Cell, Row } from "./answers";

/** A Date is an instant; a number without a fraction is an integer. */
export type Parameter = string | number | bigint | boolean | Date | null;

const bound = (value: Parameter): { cast: string; value: unknown } => {
  if (value instanceof Date) return { cast: "TIMESTAMP", value: value.toISOString().slice(0, -1) };
  if (typeof value === "bigint") return { cast: value > 0x7fff_ffff_ffff_ffffn ? "UBIGINT" : "BIGINT", value: `${value}` };
  if (typeof value === "number") return { cast: Number.isSafeInteger(value) ? "BIGINT" : "DOUBLE", value };
  return { cast: typeof value === "boolean" ? "BOOLEAN" : "VARCHAR", value };
};

/** Lets messages in, a cancellation among them. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

export class Statements {
  private readonly connection: DuckDBConnection;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(bindings: DuckDBBindings) {
    this.connection = bindings.connect();
  }

  /** `sql` is one statement with `$1`, `$2` … or `?`; it comes from the server, so it may read and nothing else. */
  run(sql: string, parameters: readonly Parameter[], signal: AbortSignal): Promise<Row[]> {
    const mine = this.turn.then(() => {
      signal.throwIfAborted();
      return this.runNow(sql, parameters, signal);
    });
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  /** Does something to the database while no question runs. */
  between<T>(work: () => T): Promise<T> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async runNow(sql: string, parameters: readonly Parameter[], signal: AbortSignal): Promise<Row[]> {
    // Only prepared execution takes values and only pending execution can be cancelled: so the values become variables, which a pending EXECUTE reads.
    this.demandOne(sql);
    parameters.forEach((value, place) => {
      this.assign(`p${place + 1}`, value);
    });
    this.connection.query("BEGIN TRANSACTION READ ONLY");
    try {
      this.connection.query(`PREPARE question AS ${sql}`);
      const values = parameters.map((_, place) => `getvariable('p${place + 1}')`);
      return await this.execute(`EXECUTE question${values.length > 0 ? `(${values.join(", ")})` : ""}`, signal);
    } finally {
      this.connection.query("ROLLBACK");
      this.connection.query("DEALLOCATE question");
    }
  }

  /** Refuses a text of several statements, of which a PREPARE would take in the first only. */
  private demandOne(sql: string): void {
    this.connection.prepare(sql).close();
  }

  private assign(name: string, parameter: Parameter): void {
    const { cast, value } = bound(parameter);
    const statement = this.connection.prepare(`SET VARIABLE ${name} = ?::${cast}`);
    try {
      statement.query(value);
    } finally {
      statement.close();
    }
  }

  private execute(sql: string, signal: AbortSignal): Promise<Row[]> {
    return this.connection.useUnsafe(async (bindings, connection) => {
      let head = bindings.startPendingQuery(connection, sql, false);
      while (head === null) {
        await breathe();
        if (signal.aborted) {
          bindings.cancelPendingQuery(connection);
          throw signal.reason;
        }
        head = bindings.pollPendingQuery(connection);
      }
      const parts = [head];
      for (;;) {
        const part = bindings.fetchQueryResults(connection);
        if (part?.length === 0) return rowsOf(parts);
        if (part) parts.push(part);
        else await breathe();
      }
    });
  }
}
