// Props, their numbers and groups, redacted and bounded, as the step RedactText.
import { limits } from "./limits";
import { referringPageOf } from "./pages";
import { redactText, redactValue } from "./redact/redactor";
import { cutMarked } from "./text/letters";

export interface Bags {
  props: [string, string][] | null;
  numbers: [string, number][] | null;
}

type Listed = readonly string[];

/** The prop in which clients remember where a visitor first came from. */
const firstReferrer = "first_touch.referrer";

const cleanName = (name: string, listed: Listed): string => cutMarked(redactText(name, listed), limits.propName);

const cleanValue = (name: string, value: string, listed: Listed): string => {
  // A boolean is never the secret itself: has_password is a fact about a form.
  if (value === "true" || value === "false") return value;
  if (name === firstReferrer) return referringPageOf(value, listed)?.whole ?? "";
  return cutMarked(redactValue(name, value, listed), limits.value);
};

export const cleanProps = (props: Map<string, string> | null, numbers: Map<string, number> | null, listed: Listed): Bags => {
  if (!props) return { props: null, numbers: null };
  const clean = new Map<string, string>();
  for (const [name, value] of props) {
    const kept = cleanName(name, listed);
    const text = cleanValue(name, value, listed);
    if (kept !== name || text !== value) numbers?.delete(name);
    put(clean, kept, text);
  }
  return { props: [...clean], numbers: numbers && numbers.size > 0 ? [...numbers] : null };
};

export const cleanGroups = (groups: Map<string, string> | null, listed: Listed): [string, string][] | null => {
  if (!groups) return null;
  const clean = new Map<string, string>();
  for (const [type, key] of groups) put(clean, cleanName(type, listed), cutMarked(redactValue(type, key, listed), limits.value));
  return [...clean];
};

/** Redacted and cut names may have become equal: the last one stays, in its own place. */
const put = (map: Map<string, string>, name: string, value: string): void => {
  map.delete(name);
  map.set(name, value);
};
