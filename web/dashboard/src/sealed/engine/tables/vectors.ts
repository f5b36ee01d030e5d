// Arrow vectors of the values that rows have, one maker a kind of SQL column. DuckDB takes them in without a value being looked at again.
import {
  Bool,
  type Data,
  type DataType,
  Decimal,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  Map_,
  makeData,
  Null,
  Struct,
  TimestampMillisecond,
  TimestampSecond,
  Uint8,
  Uint16,
  Uint32,
  Uint64,
  Utf8,
  Vector,
} from "apache-arrow";
import { bitmap } from "./bits";

type Values = readonly unknown[];
type Make = (values: Values) => Data;

const validity = (values: Values) => {
  const { bits, set } = bitmap(values.length, (place) => values[place] != null);
  return { length: values.length, nullCount: values.length - set, nullBitmap: bits };
};

/** Numbers, or what is stored as such; an absent one is stored as 0 and marked. */
const numbers =
  <T>(type: DataType, store: new (length: number) => { [place: number]: T }, convert: (value: never) => T): Make =>
  (values) => {
    const data = new store(values.length);
    values.forEach((value, place) => {
      if (value != null) data[place] = convert(value as never);
    });
    return makeData({ type, ...validity(values), data } as never);
  };

const asIs = (value: number): number => value;

const utf8 = (texts: readonly string[]): Data => {
  const encoder = new TextEncoder();
  const valueOffsets = new Int32Array(texts.length + 1);
  // A UTF-16 unit takes at most three bytes.
  const data = new Uint8Array(texts.reduce((sum, text) => sum + 3 * text.length, 0));
  let end = 0;
  texts.forEach((text, place) => {
    end += encoder.encodeInto(text, data.subarray(end)).written;
    valueOffsets[place + 1] = end;
  });
  return makeData({ type: new Utf8(), length: texts.length, nullCount: 0, valueOffsets, data: data.subarray(0, end) });
};

/** Each different text once: most columns have few. */
const dictionary: Make = (values) => {
  const places = new Map<string, number>();
  const data = new Int32Array(values.length);
  values.forEach((value, place) => {
    if (value == null) return;
    let known = places.get(value as string);
    if (known === undefined) {
      known = places.size;
      places.set(value as string, known);
    }
    data[place] = known;
  });
  const type = new Dictionary(new Utf8(), new Int32());
  return makeData({ type, ...validity(values), data, dictionary: new Vector([utf8([...places.keys()])]) } as never);
};

const booleans: Make = (values) =>
  makeData({ type: new Bool(), ...validity(values), data: bitmap(values.length, (place) => values[place] === true).bits });

/** DECIMAL(18, 3) by its unscaled value, 128 bits in two's complement. */
const decimals: Make = (values) => {
  const halves = new BigInt64Array(2 * values.length);
  values.forEach((value, place) => {
    if (value == null) return;
    halves[2 * place] = value as bigint;
    halves[2 * place + 1] = (value as bigint) < 0n ? -1n : 0n;
  });
  return makeData({ type: new Decimal(3, 18), ...validity(values), data: new Uint32Array(halves.buffer) });
};

const maps =
  (ofValues: Make, valueType: DataType): Make =>
  (values) => {
    const type = new Map_(
      new Field("entries", new Struct([new Field("key", new Utf8(), false), new Field("value", valueType, true)] as never), false) as never,
    );
    const valueOffsets = new Int32Array(values.length + 1);
    const entries: [string, unknown][] = [];
    values.forEach((value, place) => {
      for (const entry of (value ?? []) as [string, unknown][]) entries.push(entry);
      valueOffsets[place + 1] = entries.length;
    });
    const children = [utf8(entries.map(([key]) => key)), ofValues(entries.map(([, value]) => value))];
    const child = makeData({ type: type.children[0]?.type as Struct, length: entries.length, nullCount: 0, children });
    return makeData({ type, ...validity(values), valueOffsets, child } as never);
  };

const makers: Record<string, Make> = {
  INTEGER: numbers(new Int32(), Int32Array, asIs),
  BIGINT: numbers(new Int64(), BigInt64Array, (value: number) => BigInt(value)),
  UBIGINT: numbers(new Uint64(), BigUint64Array, (value: bigint) => value),
  UTINYINT: numbers(new Uint8(), Uint8Array, asIs),
  USMALLINT: numbers(new Uint16(), Uint16Array, asIs),
  UINTEGER: numbers(new Uint32(), Uint32Array, asIs),
  TIMESTAMP: numbers(new TimestampMillisecond(), BigInt64Array, (time: number) => BigInt(time)),
  TIMESTAMP_S: numbers(new TimestampSecond(), BigInt64Array, (time: number) => BigInt(Math.floor(time / 1000))),
  "DECIMAL(18, 3)": decimals,
  BOOLEAN: booleans,
  VARCHAR: dictionary,
  UUID: (values) => utf8(values as string[]),
  "MAP(VARCHAR, VARCHAR)": maps((values) => utf8(values as string[]), new Utf8()),
  "MAP(VARCHAR, DOUBLE)": maps(numbers(new Float64(), Float64Array, asIs), new Float64()),
};

/** The values of a column of this SQL type. */
export const vectorOf = (type: string, values: Values): Data => {
  const make = makers[type];
  if (!make) throw new Error(`The reader knows no column of type ${type}; teach it in vectors.ts.`);
  // Most columns of most projects: nothing to store, nothing to convert.
  if (values.every((value) => value == null)) return makeData({ type: new Null(), length: values.length });
  return make(values);
};
