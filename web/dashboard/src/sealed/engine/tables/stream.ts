import { Field, makeData, RecordBatch, Schema, Struct, Table, tableToIPC } from "apache-arrow";
import type { Column } from "./columns";
import { vectorOf } from "./vectors";

/** Rows as one Arrow stream, which DuckDB inserts into the table that has these columns. A value that a row does not name is absent. */
export const streamOf = (columns: readonly Column[], rows: readonly object[]): Uint8Array<ArrayBuffer> => {
  const vectors = columns.map(({ name, type }) =>
    vectorOf(
      type,
      rows.map((row) => (row as Record<string, unknown>)[name]),
    ),
  );
  const schema = new Schema(columns.map(({ name }, place) => new Field(name, vectors[place]?.type as never, true)));
  const data = makeData({ type: new Struct(schema.fields), length: rows.length, nullCount: 0, children: vectors });
  return tableToIPC(new Table(new RecordBatch(schema, data as never)), "stream") as Uint8Array<ArrayBuffer>;
};
