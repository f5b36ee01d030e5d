// Names, languages and libraries, as src/Ingestion/Pipeline judges them.
import rules from "../../../../../schema/rules/event-names.json";
import { limits } from "./limits";
import { redactText } from "./redact/redactor";
import { cutMarked, folded, trimmed } from "./text/letters";

const aliases = new Map(Object.entries(rules.aliases));
const neverCounted = new Set(rules.neverCounted);
const control = /\p{Cc}/u;
const languageTag = /^[A-Za-z][A-Za-z0-9-]*$/;

export const pageview = "pageview";

/** True for names that are no interactions and not counted among the events. */
export const isNeverCounted = (name: string): boolean => neverCounted.has(name);

/** The name that is stored: of an alias its own; null for what is no name. */
export const storedName = (spelled: string, listed: readonly string[]): string | null => {
  const plain = trimmed(spelled);
  const name = aliases.get(folded(plain)) ?? plain;
  return name === "" || name.length > limits.name || control.test(name) ? null : redactText(name, listed);
};

/** A BCP 47 tag, or the first one of a list of them; null where it is neither. */
export const languageOf = (language: string): string | null => {
  const tag = trimmed(language.split(/[,;]/, 1)[0] ?? "");
  return tag.length >= 2 && tag.length <= limits.language && languageTag.test(tag) ? tag : null;
};

/** Libraries that run on servers, whose user agent is a program's by nature. */
export const isServerLibrary = (library: string | null): boolean =>
  library !== null && rules.serverLibraries.some((name) => library === name || library.startsWith(`${name}/`));

export const cleanText = (text: string, listed: readonly string[]): string => cutMarked(redactText(text, listed), limits.value);
