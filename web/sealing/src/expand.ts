// Reads what compact.ts writes, as src/Sealing/Envelopes/CompactEvents.cs. Anybody can seal to an epoch's key: the content is hostile.
import { fields as table } from "../../../schema/compact.json";
import type { Bytes } from "./bytes";
import type { Fields } from "./compact";

const mostEvents = 1000;
/** What all events share is written once, and must not become a flood when it is read. */
const mostBytesTimesEvents = 2 ** 25;
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
  // What JSON makes inherits nothing that can be enumerated.
  for (const name in value) measure((value as Fields)[name], depth + 1);
};

const isOfText = (name: string): boolean => !/[\ud800-\udfff]/.test(name) || !/\p{Surrogate}/u.test(name);

const members = (value: unknown): string[] => {
  if (!isObject(value)) throw new Malformed();
  const list = Object.keys(value);
  demand(list.length <= mostMembers);
  for (const name of list) demand(isOfText(name));
  return list;
};

/** Maps, since a prop may be named `__proto__`. */
interface Parts {
  plain: Fields;
  props: Map<string, unknown>;
  groups: Map<string, unknown>;
}

const noParts = new Map<string, unknown>();

const bag = (value: unknown): Map<string, unknown> => {
  if (value === undefined) return noParts;
  const own = new Map<string, unknown>();
  for (const name of members(value)) own.set(name, (value as Fields)[name]);
  return own;
};

/** Long names; what is no field becomes a prop, below those that are named as props. */
const lengthen = (value: unknown): Parts => {
  const plain: Fields = {};
  const loose = new Map<string, unknown>();
  for (const letter of members(value)) {
    const name = names.get(letter);
    const field = (value as Fields)[letter];
    if (name === undefined) loose.set(letter.replace(/^_/, ""), field);
    else if (field !== null) plain[name] = field;
  }
  const { props, groups, ...rest } = plain;
  const all = merge(loose, bag(props));
  demand(all.size <= mostMembers);
  return { plain: props === undefined && groups === undefined ? plain : rest, props: all, groups: bag(groups) };
};

const merge = (below: Map<string, unknown>, above: Map<string, unknown>): Map<string, unknown> => {
  if (below.size === 0) return above;
  return above.size === 0 ? below : new Map([...below, ...above]);
};

/** The events under the names of `POST /collect`, each over what is common to all; null where the content is no message of version 1. */
export const expand = (content: Bytes): Fields[] | null => {
  try {
    const message: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content));
    measure(message);
    if (!isObject(message) || message.v !== 1 || !Array.isArray(message.e) || message.e.length > mostEvents) return null;
    demand(content.length * message.e.length <= mostBytesTimesEvents);
    const common = lengthen(message.c ?? {});
    return message.e.map((event) => {
      const own = lengthen(event);
      const fields: Fields = Object.assign({}, common.plain, own.plain);
      const props = merge(common.props, own.props);
      const groups = merge(common.groups, own.groups);
      if (props.size > 0) fields.props = Object.fromEntries(props);
      if (groups.size > 0) fields.groups = Object.fromEntries(groups);
      return fields;
    });
  } catch (error) {
    // The decoder throws a TypeError, the parser a SyntaxError or, at absurd depths, a RangeError.
    if ([Malformed, SyntaxError, TypeError, RangeError].some((kind) => error instanceof kind)) return null;
    throw error;
  }
};
