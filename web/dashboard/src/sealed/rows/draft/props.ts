// Props, as src/Ingestion/Endpoints/ReadProps.cs: objects flatten to `a.b`, arrays become text, numbers and booleans are numbers too, null is left out.
// Values come in twice as long as they may stay, so that redaction sees what lies across the limit.
import { limits } from "../limits";
import { cut, wellFormed } from "../text/letters";
import { arrayText } from "./arrayText";
import { type Draft, fail } from "./draft";
import { isObject } from "./values";

const valueLimit = limits.value * 2;
const nameLimit = limits.propName * 2;

/** Names that are reserved in every project, in both spellings: they never become props, wherever they stand. */
const reserved = new Set(["ip", "user_agent", "userAgent", "visitor", "visitorId", "session", "sessionId", "user", "userId"]);

const set = (draft: Draft, name: string, text: string, number: number | null): void => {
  draft.props ??= new Map();
  if (draft.props.size >= limits.props) {
    fail(draft, "too_many_props", "props");
    return;
  }
  draft.props.set(name, text);
  if (number !== null) {
    draft.numbers ??= new Map();
    draft.numbers.set(name, number);
  } else draft.numbers?.delete(name);
};

const nested = (draft: Draft, name: string, value: Record<string, unknown>, depth: number): void => {
  if (depth === limits.propDepth) {
    fail(draft, "too_deep", name);
    return;
  }
  for (const inner of Object.keys(value)) readValue(draft, `${name}.${cut(wellFormed(inner), nameLimit)}`, value[inner], depth + 1);
};

const readValue = (draft: Draft, name: string, value: unknown, depth: number): void => {
  if (typeof value === "string") set(draft, name, cut(wellFormed(value), valueLimit), null);
  else if (typeof value === "number") set(draft, name, String(value), Number.isFinite(value) ? value : null);
  else if (typeof value === "boolean") set(draft, name, String(value), value ? 1 : 0);
  else if (Array.isArray(value)) set(draft, name, arrayText(value, valueLimit), null);
  else if (isObject(value)) nested(draft, name, value, depth);
};

export const readProp = (draft: Draft, name: string, value: unknown): void => {
  if (!reserved.has(name)) readValue(draft, cut(wellFormed(name), nameLimit), value, 1);
};

export const readProps = (draft: Draft, value: unknown): void => {
  if (!isObject(value)) {
    fail(draft, "invalid_field", "props");
    return;
  }
  for (const name of Object.keys(value)) readProp(draft, name, value[name]);
};
