// Paths and query strings, as src/Privacy/RedactQuery.cs and Redactor.Path.
import { endOfHidden, markInUrl } from "./parameters";
import { redactInUrl } from "./redactor";

const ends = /[&;?]/g;

/** A query string, with its question mark or without: values of secret and listed parameters are hidden, all others are redacted as text. */
export const redactQuery = (query: string, listed: readonly string[]): string => {
  let clean = "";
  for (let start = 0; start < query.length; ) {
    if ("?&;#".includes(query[start] as string)) {
      clean += query[start++];
      continue;
    }
    ends.lastIndex = start;
    let end = ends.exec(query)?.index ?? query.length;
    const pair = query.slice(start, end);
    const equals = pair.indexOf("=");
    const name = equals < 0 ? pair : pair.slice(0, equals);
    const mark = equals < 0 ? null : markInUrl(name, listed);
    if (mark !== null) end = endOfHidden(query, end);
    const value = query.slice(start + equals + 1, end);
    clean += redactInUrl(name, listed);
    if (equals >= 0) clean += `=${value && (mark ?? redactInUrl(value, listed))}`;
    start = end;
  }
  return clean;
};

/** A path with or without a fragment, which may be a route with parameters: still a path afterwards. */
export const redactPath = (path: string, listed: readonly string[]): string => {
  const fragment = path.indexOf("#");
  if (fragment < 0) return redactInUrl(path, listed);
  return redactInUrl(path.slice(0, fragment), listed) + redactQuery(path.slice(fragment), listed);
};
