// The content of a sealed message: events under short names, what they have in common written once (docs/formats/sealed.md).
import { fields as names } from "../../../schema/compact.json";
import { ascii, type Bytes, same } from "./bytes";

/** An event, or defaults for all of a message, under the names of `POST /collect`. `undefined` and `null` are the same as left out. */
export type Fields = Record<string, unknown>;

/** The letter of its place in the table. What is no field is a prop, as in POST /collect; the underscore tells it from a letter. */
const letter = (name: string): string => {
  const place = names.indexOf(name);
  return place < 0 ? `_${name}` : (place + 10).toString(36);
};

/** What `common` does not say already. */
const shorten = (fields: Fields, common: Fields): Fields => {
  const short: Fields = {};
  for (const name in fields) {
    const value = fields[name];
    if (!same(value, common[name])) short[letter(name)] = name === "time" && value ? +new Date(value as string) : value;
  }
  return short;
};

/** `context` holds defaults for all events; what else they all share is found here. */
export const compact = (context: Fields, events: Fields[]): Bytes => {
  const common = { ...context };
  const [first] = events;
  for (const name in first) if (common[name] == null && events.every((event) => same(event[name], first[name]))) common[name] = first[name];
  return ascii(JSON.stringify({ v: 1, c: shorten(common, {}), e: events.map((event) => shorten(event, common)) }));
};
