// The parts of a URL that are kept, as src/Ingestion/Pipeline/PageUrl.cs. Unlike the browser's URL it normalises nothing that would make two pages of one.
import { isAddress } from "./address";
import { isAsciiLetter, lowered, trimmed, withoutLastDots } from "./letters";
import { toAscii } from "./punycode";

export interface PageUrl {
  scheme: string;
  /** Lower case, in ASCII; null where an app's URL has none. */
  hostname: string | null;
  /** Begins with a slash; with the fragment where there is one: trackers send it only where it is the route. */
  path: string;
  /** With its question mark, or null. */
  query: string | null;
}

const longestHost = 253;
const plainHost = /^[a-z0-9._-]*$/;

/** Undefined for what is no host; null for none. */
const readHost = (text: string): string | null | undefined => {
  let authority = text.slice(text.lastIndexOf("@") + 1);
  if (authority.startsWith("[")) {
    const close = authority.indexOf("]");
    return close < 0 || !isAddress(authority.slice(1, close)) ? undefined : lowered(authority.slice(0, close + 1));
  }
  const port = authority.lastIndexOf(":");
  if (port >= 0) {
    if (!/^[0-9]*$/.test(authority.slice(port + 1))) return undefined;
    authority = authority.slice(0, port);
  }
  authority = withoutLastDots(authority);
  if (authority === "") return null;
  if (authority.length > longestHost) return undefined;
  if (plainHost.test(authority)) return authority;
  const host = toAscii(lowered(authority));
  return host !== null && plainHost.test(host) ? host : undefined;
};

/** Null for files, blobs, data and what is no absolute URL of a site or app. */
export const readPageUrl = (url: string): PageUrl | null => {
  const text = trimmed(url);
  const colon = text.indexOf(":");
  if (colon < 2 || !text.startsWith("://", colon) || !isAsciiLetter(text, 0) || !/^[a-z0-9+.-]*$/i.test(text.slice(0, colon))) return null;
  const scheme = text.slice(0, colon).toLowerCase();
  // A file's path has the user's name in it.
  if (scheme === "file") return null;
  let rest = text.slice(colon + 3);
  const end = rest.search(/[/?#]/);
  const hostname = readHost(end < 0 ? rest : rest.slice(0, end));
  if (hostname === undefined || (hostname === null && (scheme === "http" || scheme === "https"))) return null;
  rest = end < 0 ? "" : rest.slice(end);

  const fragmentAt = rest.indexOf("#");
  const fragment = fragmentAt < 0 || fragmentAt === rest.length - 1 ? "" : rest.slice(fragmentAt);
  if (fragmentAt >= 0) rest = rest.slice(0, fragmentAt);
  const queryAt = rest.indexOf("?");
  const query = queryAt < 0 || queryAt === rest.length - 1 ? null : rest.slice(queryAt);
  const path = queryAt < 0 ? rest : rest.slice(0, queryAt);
  return { scheme, hostname, path: (path || "/") + fragment, query };
};
