// Paths and query strings, as src/Privacy/RedactQuery.cs and Redactor.Path.
import { folded } from "../text/letters";
import { unescaped } from "../text/percent";
import { isListed, isSecret } from "./names";
import { parameterMark, redactInUrl, secretMark } from "./redactor";

const markOf = (name: string, listed: readonly string[]): string | null => {
  const plain = name.includes("%") || name.includes("+") ? unescaped(name.replaceAll("+", " ")) : name;
  if (isSecret(plain)) return secretMark;
  if (isListed(plain)) return parameterMark;
  return listed.some((one) => folded(one) === folded(plain)) ? parameterMark : null;
};

const redactPair = (pair: string, listed: readonly string[]): string => {
  const equals = pair.indexOf("=");
  if (equals < 0) return redactInUrl(pair);
  const name = pair.slice(0, equals);
  const value = pair.slice(equals + 1);
  return `${redactInUrl(name)}=${value.length === 0 ? value : (markOf(name, listed) ?? redactInUrl(value))}`;
};

/** A query string, with its question mark or without: values of secret and listed parameters are hidden, all others are redacted as text. */
export const redactQuery = (query: string, listed: readonly string[]): string => {
  let clean = "";
  for (let start = 0; start < query.length; ) {
    if ("?&;#".includes(query[start] as string)) {
      clean += query[start++];
      continue;
    }
    let end = start;
    while (end < query.length && !"&;?".includes(query[end] as string)) end++;
    clean += redactPair(query.slice(start, end), listed);
    start = end;
  }
  return clean;
};

/** A path with or without a fragment, still a path afterwards. */
export const redactPath = (path: string): string => {
  const fragment = path.indexOf("#");
  if (fragment < 0) return redactInUrl(path);
  return redactInUrl(path.slice(0, fragment)) + redactQuery(path.slice(fragment), []);
};
