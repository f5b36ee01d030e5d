// Reads what compact.ts writes, as src/Sealing/Envelopes/CompactEvents.cs. Anybody can seal to an epoch's key: the content is hostile.
import { fields as table } from "../../../schema/compact.json";
import type { Bytes } from "./bytes";
import type { Fields } from "./compact";

const mostEvents = 1000;
const mostMembers = 128;
const mostDepth = 16;
const names = new Map(table.map((name, place) => [(place + 10).toString(36), name]));

/** A message that no honest sender makes. */
class Malformed extends Error {}

const demand = (holds: boolean): void => {
  if (!holds) throw new Malformed();
};

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** Bounds the depth before anything else goes into it. */
const measure = (value: unknown, depth = 0): void => {
  if (typeof value !== "object" || value === null) return;
  demand(depth < mostDepth);
  for (const member of Object.values(value)) measure(member, depth + 1);
};

const members = (value: unknown): [string, unknown][] => {
  if (!isObject(value)) throw new Malformed();
  const list = Object.entries(value);
  demand(list.length <= mostMembers && !list.some(([name]) => /\p{Surrogate}/u.test(name)));
  return list;
};

interface Parts {
  plain: [string, unknown][];
  props: [string, unknown][];
  groups: [string, unknown][];
}

/** Long names; what is no field becomes a prop, below those that are named as props. */
const lengthen = (value: unknown): Parts => {
  const list = members(value);
  const known = new Map(list.flatMap(([letter, field]) => (names.has(letter) && field !== null ? [[names.get(letter), field]] : [])));
  const loose = list.flatMap(([name, field]): [string, unknown][] => (names.has(name) ? [] : [[name.replace(/^_/, ""), field]]));
  const take = (name: string): [string, unknown][] => {
    const bag = known.get(name) ?? {};
    known.delete(name);
    return members(bag);
  };
  const props = merge(loose, take("props"));
  const groups = take("groups");
  return { plain: [...known] as [string, unknown][], props: members(props), groups };
};

/** Own properties whatever their names, `__proto__` among them. */
const merge = (below: [string, unknown][], above: [string, unknown][]): Fields => Object.fromEntries([...below, ...above]);

/** The events under the names of `POST /collect`, each over what is common to all; null where the content is no message of version 1. */
export const expand = (content: Bytes): Fields[] | null => {
  try {
    const message: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content));
    measure(message);
    if (!isObject(message) || message.v !== 1 || !Array.isArray(message.e) || message.e.length > mostEvents) return null;
    const common = lengthen(message.c ?? {});
    return message.e.map((event) => {
      const own = lengthen(event);
      const fields = merge(common.plain, own.plain);
      for (const bag of ["props", "groups"] as const) {
        const all = [...common[bag], ...own[bag]];
        if (all.length > 0) fields[bag] = Object.fromEntries(all);
      }
      return fields;
    });
  } catch (error) {
    // The decoder throws a TypeError, the parser a SyntaxError or, at absurd depths, a RangeError.
    if ([Malformed, SyntaxError, TypeError, RangeError].some((kind) => error instanceof kind)) return null;
    throw error;
  }
};
