// One entry of an epoch's chain of segments, as src/Sealing/Segments/Manifest.cs: a segment that was put in the place of envelopes or other segments, or the undoing of one.
import { fromBase64Url, toBase64Url } from "./bytes";
import { canonical, type Flat, readCanonical } from "./canonical";

/** What a manifest says of a segment's content. A server reads it, so it says nothing of any event. */
export interface SegmentDescription {
  /** A database file, or an IPC stream with dictionaries. */
  form: "duckdb" | "arrow";
  /** Version of the tables inside. */
  schema: number;
  /** The file format's version, such as DuckDB's storage version; empty where the form has none. */
  storage: string;
  rows: number;
  /** Of the earliest and latest event, hours since 1970. */
  firstHour: number;
  lastHour: number;
  /** How many envelopes it stands for, and the hash of their ids in the order of the server; 0 and empty when it only merges. */
  envelopes: number;
  consumed: string;
  /** The segments that it takes the place of: 22 characters of base64url each. */
  replaces: string[];
}

export interface Manifest {
  kind: "segment" | "undo";
  project: string;
  /** Base64url, as all ids and hashes here. */
  epoch: string;
  /** The segment that is put or undone. */
  segment: string;
  by: string;
  /** How many entries the vault's membership log had for the signer. */
  log: number;
  sequence: number;
  previous: string;
  time: number;
  /** Hash of the segment's bytes; empty for an undoing. */
  hash: string;
  replaces: string[];
  /** Null for an undoing. */
  description: SegmentDescription | null;
  /** What the content was sealed with: all of the entry but its hash. */
  sealedWith: string;
}

const always = ["by", "epoch", "kind", "log", "previous", "project", "segment", "sequence", "time"];
const ofSegment = ["consumed", "envelopes", "first_hour", "form", "hash", "last_hour", "replaces", "rows", "schema", "storage"];
const numbers = new Set(["log", "sequence", "time", "envelopes", "first_hour", "last_hour", "rows", "schema"]);

const isBytes = (value: unknown, length: number): boolean => {
  if (typeof value !== "string") return false;
  try {
    const decoded = fromBase64Url(value);
    return decoded.length === length && toBase64Url(decoded) === value;
  } catch {
    // atob names what it does not like; here any of it means no.
    return false;
  }
};

const isRight = (name: string, value: unknown): boolean => {
  if (numbers.has(name)) return typeof value === "number";
  if (name === "by" || name === "project") return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(`${value}`);
  if (name === "epoch") return isBytes(value, 8);
  if (name === "segment") return isBytes(value, 16);
  if (name === "hash") return isBytes(value, 32);
  if (name === "previous" || name === "consumed") return value === "" || isBytes(value, 32);
  if (name === "replaces") return value === "" || `${value}`.split(" ").every((id) => isBytes(id, 16));
  if (name === "form") return value === "duckdb" || value === "arrow";
  return typeof value === "string";
};

const describe = (fields: Flat): SegmentDescription => ({
  form: fields.form as "duckdb" | "arrow",
  schema: fields.schema as number,
  storage: fields.storage as string,
  rows: fields.rows as number,
  firstHour: fields.first_hour as number,
  lastHour: fields.last_hour as number,
  envelopes: fields.envelopes as number,
  consumed: fields.consumed as string,
  replaces: fields.replaces === "" ? [] : (fields.replaces as string).split(" "),
});

const agrees = ({ firstHour, lastHour, envelopes, consumed }: SegmentDescription): boolean =>
  firstHour <= lastHour && (envelopes === 0) === (consumed === "");

/** Null where the shape is wrong. Nothing says yet that it may stand. */
export const readManifest = (text: string): Manifest | null => {
  const fields = readCanonical(text);
  if (fields?.kind !== "segment" && fields?.kind !== "undo") return null;
  const expected = fields.kind === "segment" ? [...always, ...ofSegment].sort() : always;
  if (`${Object.keys(fields)}` !== `${expected}` || !expected.every((name) => isRight(name, fields[name]))) return null;
  const description = fields.kind === "segment" ? describe(fields) : null;
  if (description && !agrees(description)) return null;
  const { hash = "", ...rest } = fields;
  const replaces = description?.replaces ?? [];
  return { ...(rest as unknown as Manifest), hash: hash as string, replaces, description, sealedWith: canonical(rest) };
};

export const fieldsOf = (description: SegmentDescription): Flat => {
  const { firstHour, lastHour, replaces, form, schema, storage, rows, envelopes, consumed } = description;
  const hours = { first_hour: firstHour, last_hour: lastHour };
  return { kind: "segment", form, schema, storage, rows, ...hours, envelopes, consumed, replaces: replaces.join(" ") };
};
