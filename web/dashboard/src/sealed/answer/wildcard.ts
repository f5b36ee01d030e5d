import type { Change } from "./types";

const SPECIAL = /[\\.+?()|[\]{}^$]/g;

/** What a text is where `*` has a meaning: src/Query/Parsing/ValueForm.cs. */
export type Form = "plain" | "pattern" | "beginning";

export function formOf(text: string): Form {
  const star = text.indexOf("*");
  if (star < 0) return "plain";
  return star === text.length - 2 && text.endsWith("**") ? "beginning" : "pattern";
}

/** `*` is anything within a segment, `**` anything at all; in RE2's syntax, as src/Query/Planning/Wildcard.cs writes it. */
export const toRegex = (pattern: string): string =>
  `(?s)^${pattern.replace(/\*\*?|[^*]+/g, (part) => (part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(SPECIAL, "\\$&")))}$`;

/** The text that is bound in a placeholder's stead. */
export function changed(text: string, change: Change): string {
  switch (change) {
    case "text":
      return text;
    case "beginning":
      return text.slice(0, -2);
    case "wildcard":
      return toRegex(text);
    case "wildcard_any_case":
      return `(?i)${toRegex(text)}`;
    case "regex_any_case":
      return `(?i)${text}`;
  }
}
