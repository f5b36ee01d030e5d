// Writes what the views hold as a segment's content in the form `arrow`, piece by piece: rows of a million events never become objects.
import type { DuckDBConnection } from "@duckdb/duckdb-wasm/blocking";
import type { SegmentContent } from "../segments/content";
import { ended, type Piece, writePieces } from "../segments/pieces";
import type { Column } from "../tables/columns";
import { type Row, rowsOf } from "./answers";

const rowsAtOnce = 50_000;
const hour = 3_600_000;

/** What is left out: all of these visitors, by their hashes as decimals, and what names these users. */
export interface Without {
  visitors: readonly string[];
  users: readonly string[];
}

/** As docs/formats/sealed.md has it on the way to Arrow. */
const written: Record<string, (name: string) => string> = {
  UUID: (name) => `${name}::VARCHAR`,
  TIMESTAMP: (name) => `${name}::TIMESTAMP_MS`,
};

/** The numbers that visits get, and the visits of identified people counted through. */
const numbering = `
  CREATE OR REPLACE TEMPORARY TABLE numbers AS
  WITH firsts AS (SELECT visit, min({'time': time, 'id': id}) AS first FROM kept_events WHERE visit IS NOT NULL GROUP BY visit),
  numbered AS (SELECT visit, row_number() OVER (ORDER BY first) AS number FROM firsts)
  SELECT visit, number, CASE WHEN visit_number IS NOT NULL THEN
    row_number() OVER (PARTITION BY visitor, visit_number IS NULL ORDER BY started_at, number) END AS nth
  FROM numbered JOIN kept_visits USING (visit)`;

export class ContentWriter {
  constructor(
    private readonly connection: DuckDBConnection,
    private readonly columns: Record<"events" | "visits", readonly Column[]>,
  ) {}

  /** All that the views have but what is left out. */
  write({ visitors, users }: Without): SegmentContent {
    const others =
      visitors.length > 0
        ? `(visitor IS NULL OR visitor NOT IN (${visitors.map((visitor) => `${BigInt(visitor)}::UBIGINT`).join(", ")}))`
        : "TRUE";
    const unnamed = users.length > 0 ? `(user_id IS NULL OR user_id NOT IN (${users.map(quoted).join(", ")}))` : "TRUE";
    this.connection.query(
      `CREATE OR REPLACE TEMPORARY VIEW kept_events AS SELECT * FROM memory.main.events WHERE ${others} AND ${unnamed}`,
    );
    this.connection.query(`CREATE OR REPLACE TEMPORARY VIEW kept_visits AS SELECT * FROM memory.main.visits WHERE ${others}`);
    this.connection.query(numbering);
    const [[rows, first, last] = []] = this.ask("SELECT count(*), epoch_ms(min(time)), epoch_ms(max(time)) FROM kept_events") as [
      number,
      number,
      number,
    ][];
    const events = this.eventStreams();
    const visits = this.visitStreams();
    const none = { events: this.events("FALSE"), visits: this.visits("FALSE") };
    const pieces = Array.from(
      { length: Math.max(events.length, visits.length, 1) },
      (_, place): Piece => ({ events: events[place] ?? none.events, visits: visits[place] ?? none.visits }),
    );
    const hours = rows ? { first: Math.floor((first as number) / hour), last: Math.floor((last as number) / hour) } : null;
    return { content: writePieces(pieces), rows: rows as number, hours };
  }

  private eventStreams(): Uint8Array[] {
    // Cut where the time changes, so that the order runs through all pieces.
    const cuts = this.ask(
      `SELECT DISTINCT epoch_us(time) FROM (SELECT time, row_number() OVER (ORDER BY time) AS place FROM kept_events) WHERE (place - 1) % ${rowsAtOnce} = 0 ORDER BY 1`,
    ).map(([at]) => `make_timestamp(${at})`);
    return cuts.map((from, place) => this.events(`time >= ${from}${cuts[place + 1] ? ` AND time < ${cuts[place + 1]}` : ""}`));
  }

  private visitStreams(): Uint8Array[] {
    const [[count = 0] = []] = this.ask("SELECT count(*) FROM numbers") as [number][];
    return Array.from({ length: Math.ceil(count / rowsAtOnce) }, (_, place) =>
      this.visits(`number > ${place * rowsAtOnce} AND number <= ${(place + 1) * rowsAtOnce}`),
    );
  }

  private events(where: string): Uint8Array {
    const columns = this.list(this.columns.events, { visit: "number::BIGINT" });
    return this.stream(`SELECT ${columns} FROM kept_events LEFT JOIN numbers USING (visit) WHERE ${where} ORDER BY time, id`);
  }

  private visits(where: string): Uint8Array {
    const columns = this.list(this.columns.visits, { visit: "number::BIGINT", visit_number: "nth::UINTEGER" });
    return this.stream(`SELECT ${columns} FROM kept_visits JOIN numbers USING (visit) WHERE ${where} ORDER BY number`);
  }

  private list(columns: readonly Column[], instead: Record<string, string>): string {
    return columns.map(({ name, type }) => `${instead[name] ?? written[type]?.(`"${name}"`) ?? `"${name}"`} AS "${name}"`).join(", ");
  }

  /** The answer as one Arrow stream. */
  private stream(sql: string): Uint8Array {
    return this.connection.useUnsafe((bindings, connection) => {
      let part = bindings.startPendingQuery(connection, sql, true);
      while (part === null) part = bindings.pollPendingQuery(connection);
      const parts = [];
      while (part?.length !== 0) {
        if (part) parts.push(part);
        part = bindings.fetchQueryResults(connection);
      }
      return ended(joined(parts));
    });
  }

  private ask(sql: string): Row[] {
    return this.connection.useUnsafe((bindings, connection) => rowsOf([bindings.runQuery(connection, sql)]));
  }
}

/** A person typed it; the statement cannot take values, since it makes a view. */
const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};
