// The shape of a membership log's entries, as src/Sealing/Membership/LogEntry.cs: canonical, exactly the fields of its kind, ids and keys that are some.
import { type Bytes, fromBase64Url, subtle, toBase64Url } from "./bytes";
import { readCanonical } from "./canonical";
import { curve } from "./hpke";

export type Role = "viewer" | "member" | "admin" | "owner";

export const rankOf = (role: unknown): number => ["viewer", "member", "admin", "owner"].indexOf(role as string) + 1;

export interface LogEntry {
  kind: string;
  vault: string;
  sequence: number;
  previous: string;
  time: number;
  by: string;
  account: string;
  role: Role | undefined;
  version: number;
  keys: Record<string, Bytes>;
}

const always = ["by", "kind", "previous", "sequence", "time", "vault"];
const kinds = new Map([
  ["create", ["hpke_key", "root_key", "sign_key", "vault_key"]],
  ["add", ["account", "hpke_key", "role", "sign_key"]],
  ["remove", ["account"]],
  ["role", ["account", "role"]],
  ["rotate", ["vault_key", "version"]],
]);

const isId = (value: unknown): boolean => typeof value === "string" && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(value);

const isRight = (name: string, value: unknown): boolean => {
  if (name === "sequence" || name === "time" || name === "version") return typeof value === "number";
  if (name === "vault" || name === "by" || name === "account") return isId(value);
  return name === "role" ? rankOf(value) > 0 : typeof value === "string";
};

/** Throws on what is no point of the curve, or not in its one form of base64url. */
const readKey = async (text: string): Promise<Bytes> => {
  const point = fromBase64Url(text);
  if (point.length !== 65 || toBase64Url(point) !== text) throw new RangeError("This is no public key.");
  await subtle.importKey("raw", point, curve, false, []);
  return point;
};

/** Null where the shape is wrong. Nothing says yet that the entry may stand. */
export const readEntry = async (text: string): Promise<LogEntry | null> => {
  const fields = readCanonical(text);
  const own = kinds.get(`${fields?.kind}`);
  if (!fields || !own) return null;
  const expected = [...always, ...own].sort();
  if (`${Object.keys(fields)}` !== `${expected}` || !expected.every((name) => isRight(name, fields[name]))) return null;
  const keys: Record<string, Bytes> = {};
  try {
    for (const name of own.filter((name) => name.endsWith("_key"))) keys[name] = await readKey(fields[name] as string);
  } catch {
    // WebCrypto and base64 have several names for what is no key, and none of them matters.
    return null;
  }
  return { account: "", version: 0, role: undefined, ...fields, keys } as unknown as LogEntry;
};
