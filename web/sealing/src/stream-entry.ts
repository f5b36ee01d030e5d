// What is signed for one item of a derived stream, as src/Sealing/Streams/StreamEntry.cs: its place, and the hash of its bytes. A server reads it, so it says nothing of any event.
import { fromBase64Url, toBase64Url } from "./bytes";
import { readCanonical } from "./canonical";

export interface StreamEntry {
  kind: "item";
  project: string;
  /** Sixteen random bytes as base64url. */
  stream: string;
  by: string;
  /** How many entries the vault's membership log had for the signer. */
  log: number;
  sequence: number;
  previous: string;
  time: number;
  /** The oldest item that has to be there still: those before it were let go of by who signed this. */
  first: number;
  /** The version of the vault's key that the item is wrapped under. */
  key: number;
  /** Of the wrapped bytes. */
  hash: string;
}

const names = ["by", "first", "hash", "key", "kind", "log", "previous", "project", "sequence", "stream", "time"];

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
  if (name === "kind") return value === "item";
  if (name === "by" || name === "project") return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(`${value}`);
  if (name === "stream") return isBytes(value, 16);
  if (name === "hash") return isBytes(value, 32);
  if (name === "previous") return value === "" || isBytes(value, 32);
  return typeof value === "number";
};

/** Null where the shape is wrong. Nothing says yet that it may stand. */
export const readStreamEntry = (text: string): StreamEntry | null => {
  const fields = readCanonical(text);
  if (!fields || `${Object.keys(fields)}` !== `${names}` || !names.every((name) => isRight(name, fields[name]))) return null;
  const entry = fields as unknown as StreamEntry;
  const agrees =
    entry.first <= entry.sequence && entry.key >= 1 && entry.key < 2 ** 31 && (entry.sequence === 0) === (entry.previous === "");
  return agrees ? entry : null;
};
