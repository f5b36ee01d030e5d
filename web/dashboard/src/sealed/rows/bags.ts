// Props, their numbers and groups, redacted and bounded, as the step RedactText.
import { limits } from "./limits";
import { redactText, redactValue } from "./redact/redactor";
import { cutMarked } from "./text/letters";

export interface Bags {
  props: [string, string][] | null;
  numbers: [string, number][] | null;
}

const cleanName = (name: string): string => cutMarked(redactText(name), limits.propName);

export const cleanProps = (props: Map<string, string> | null, numbers: Map<string, number> | null): Bags => {
  if (!props) return { props: null, numbers: null };
  const clean = new Map<string, string>();
  for (const [name, value] of props) {
    const kept = cleanName(name);
    // A boolean is never the secret itself: has_password is a fact about a form.
    const text = value === "true" || value === "false" ? value : cutMarked(redactValue(name, value), limits.value);
    if (kept !== name || text !== value) numbers?.delete(name);
    put(clean, kept, text);
  }
  return { props: [...clean], numbers: numbers && numbers.size > 0 ? [...numbers] : null };
};

export const cleanGroups = (groups: Map<string, string> | null): [string, string][] | null => {
  if (!groups) return null;
  const clean = new Map<string, string>();
  for (const [type, key] of groups) put(clean, cleanName(type), cutMarked(redactText(key), limits.value));
  return [...clean];
};

/** Redacted and cut names may have become equal: the last one stays, in its own place. */
const put = (map: Map<string, string>, name: string, value: string): void => {
  map.delete(name);
  map.set(name, value);
};
