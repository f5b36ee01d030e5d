// `"name": "value"` of JSON in text, as src/Privacy/JsonFields.cs finds it.
import { isLetterOrDigit } from "../text/letters";
import type { Span } from "./cards";
import { secretMark } from "./marks";
import { isSecret } from "./names";

const notNumber = /[^0-9+.eE-]/g;

const isBlank = (sign: string | undefined): boolean => sign === " " || sign === "\t" || sign === "\r" || sign === "\n";

const endOfQuoted = (text: string, start: number, nested: boolean): number => {
  for (let at = start; at < text.length; at++) {
    if (text[at] === '"') return at;
    if (text[at] !== "\\") continue;
    if (!nested) at++;
    // In JSON in JSON \" ends the text, and \\\" is a quote in it.
    else if (text.startsWith('\\\\\\"', at)) at += 3;
    else if (text[at + 1] === '"') return at;
    else at++;
  }
  return text.length;
};

const valueAt = (text: string, from: number, nested: boolean): Span => {
  let start = from;
  while (isBlank(text[start])) start++;
  const open = nested && text[start] === "\\" ? start + 1 : start;
  if (text[open] === '"') return [open + 1, endOfQuoted(text, open + 1, nested)];
  notNumber.lastIndex = start;
  return [start, notNumber.exec(text)?.index ?? text.length];
};

export const nextJsonField = (text: string, from: number): Span | null => {
  for (let search = from; search < text.length; ) {
    const colon = text.indexOf(":", search);
    if (colon < 0) return null;
    search = colon + 1;
    let quote = colon - 1;
    while (quote > from && isBlank(text[quote])) quote--;
    if (quote < from || text[quote] !== '"') continue;
    const nested = text[quote - 1] === "\\";
    const end = nested ? quote - 1 : quote;
    let start = end;
    while (start > from && (isLetterOrDigit(text, start - 1) || "_-.$ ".includes(text[start - 1] as string))) start--;
    if (start === end || !isSecret(text.slice(start, end))) continue;
    const [valueStart, valueEnd] = valueAt(text, search, nested);
    if (valueEnd > valueStart && text.slice(valueStart, valueEnd) !== secretMark) return [valueStart, valueEnd];
  }
  return null;
};
