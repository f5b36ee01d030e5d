// Turns DuckDB's answers into plain values, few kinds of them, as src/Storage/Events/QueryValue.cs does.
import { type DataType, type Decimal, type Field, Type, tableFromIPC } from "apache-arrow";

/** Integers beyond what a number holds are bigints; instants are milliseconds since 1970. */
export type Cell = string | number | bigint | boolean | null | Cell[] | { [key: string]: Cell };

export type Row = Cell[];

const narrow = (value: bigint): number | bigint => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

/** 128 bits, the lowest first, in two's complement. */
const unscaled = (words: Uint32Array): bigint =>
  BigInt.asIntN(
    128,
    words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n),
  );

/** HUGEINTs, which sums of integers are, come as decimals without places. */
const decimal = (words: Uint32Array, { scale }: Decimal): number | bigint =>
  scale === 0 ? narrow(unscaled(words)) : Number(unscaled(words)) / 10 ** scale;

const cell = (value: unknown, type: DataType): Cell => {
  if (value === null || value === undefined) return null;
  if (type.typeId === Type.Decimal) return decimal(value as Uint32Array, type as Decimal);
  if (typeof value === "bigint") return narrow(value);
  if (type.typeId === Type.List) return Array.from(value as Iterable<unknown>, (item) => cell(item, type.children[0]?.type as DataType));
  if (type.typeId === Type.Map || type.typeId === Type.Struct) return members(value as Iterable<[string, unknown]>, type);
  return value as Cell;
};

const members = (value: Iterable<[string, unknown]>, type: DataType): Cell => {
  const isMap = type.typeId === Type.Map;
  const fields: Field[] = isMap ? type.children[0]?.type.children : type.children;
  const typeOf = (key: string) => (isMap ? fields[1] : fields.find(({ name }) => name === key))?.type as DataType;
  return Object.fromEntries(Array.from(value, ([key, item]) => [key, cell(item, typeOf(key))]));
};

/** The rows of an answer that came as the parts of one Arrow stream. Enumerations, of which the tables have none, would lose their words on this way. */
export const rowsOf = (parts: Uint8Array[]): Row[] => {
  const table = tableFromIPC(parts);
  const rows: Row[] = Array.from({ length: table.numRows }, () => []);
  table.schema.fields.forEach(({ type }, column) => {
    const values = table.getChildAt(column);
    rows.forEach((row, place) => {
      row.push(cell(values?.get(place), type));
    });
  });
  return rows;
};
