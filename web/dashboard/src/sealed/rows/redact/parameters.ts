// `name=value` in any text, as src/Privacy/Parameters.cs finds it.
import { folded, isLetterOrDigit } from "../text/letters";
import { unescaped } from "../text/percent";
import type { Span } from "./cards";
import { layers } from "./layers";
import { parameterMark, secretMark } from "./marks";
import { isListed, isSecret } from "./names";

export type MarkedSpan = [...Span, mark: string];

const ends = /[&?;# \t\r\n\u00a0"<>`\\]/g;
const pieceEnds = /[=&?;# \t\r\n\u00a0"<>`\\]/g;

const indexOf = (text: string, pattern: RegExp, from: number): number => {
  pattern.lastIndex = from;
  return pattern.exec(text)?.index ?? text.length;
};

const isName = (text: string, at: number): boolean => isLetterOrDigit(text, at) || "_-.[]$".includes(text[at] as string);

/** True for what redaction has put there: it is not redacted again. */
export const isMark = (value: string): boolean => value === secretMark || value === parameterMark;

/** The end of a value that is hidden: pieces behind `;` or `?` that are no parameters of their own belong to it. */
export const endOfHidden = (text: string, from: number): number => {
  let end = from;
  while (text[end] === ";" || text[end] === "?") {
    const next = indexOf(text, pieceEnds, end + 1);
    if (text[next] === "=") return end;
    end = next;
  }
  return end;
};

const isListedIn = (name: string, listed: readonly string[]): boolean =>
  isListed(name) || listed.some((one) => folded(one) === folded(name));

const markOf = (name: string, begins: boolean, listed: readonly string[]): string | null => {
  if (isSecret(name)) return secretMark;
  if (!begins) return null;
  if (isListedIn(name, listed)) return parameterMark;
  // Array forms: email[], email[0], user[email], user.email.
  const first = name.search(/[[.]/);
  if (first < 0) return null;
  let end = name.length;
  while (end > 0 && (name[end - 1] === "[" || name[end - 1] === "]")) end--;
  if (end === 0) return null;
  const inner = name.slice(Math.max(name.lastIndexOf("[", end - 1), name.lastIndexOf(".", end - 1)) + 1, end);
  return isListedIn(name.slice(0, first), listed) || isListedIn(inner, listed) ? parameterMark : null;
};

/** What hides the value of a URL's parameter, whose name may be encoded; null where it may stay. */
export const markInUrl = (spelled: string, listed: readonly string[]): string | null => {
  let name = spelled;
  if (/[%+]/.test(name)) {
    name = name.replaceAll("+", " ");
    for (let layer = 0; layer < layers && name.includes("%"); layer++) name = unescaped(name);
  }
  // In a route, #/login/token=…, the name is what stands behind the last slash.
  return markOf(name.slice(Math.max(name.lastIndexOf("/"), name.lastIndexOf("#"), name.lastIndexOf("!")) + 1), true, listed);
};

const valueAt = (text: string, from: number): Span => {
  // Quotes within JSON are escaped.
  const nested = text.startsWith('\\"', from);
  const start = nested ? from + 1 : from;
  const first = text[start];
  if (first === '"' || first === "'") {
    const close = text.indexOf(first, start + 1);
    if (close >= 0) return [start + 1, nested && close > start + 1 ? close - 1 : close];
  }
  // Of a comparison, a == b.
  if (first === "=") return [start, start];
  const end = indexOf(text, ends, start);
  return [start, end === start ? start : endOfHidden(text, end)];
};

export const nextParameter = (text: string, from: number, listed: readonly string[]): MarkedSpan | null => {
  for (let search = from; search < text.length; ) {
    const equals = text.indexOf("=", search);
    if (equals < 0) return null;
    search = equals + 1;
    let start = equals;
    while (start > from && isName(text, start - 1)) start--;
    if (start === equals) continue;
    const begins = start === 0 || '?&;#"'.includes(text[start - 1] as string);
    const mark = markOf(text.slice(start, equals), begins, listed);
    if (mark === null) continue;
    const [valueStart, valueEnd] = valueAt(text, search);
    if (valueEnd > valueStart && !isMark(text.slice(valueStart, valueEnd))) return [valueStart, valueEnd, mark];
  }
  return null;
};
