// A referrer taken apart, as src/Ingestion/Enrichment/Referrer.cs.
import { isAddress } from "../text/address";
import { lowered, trimmed, withoutLastDots } from "../text/letters";
import { toAscii } from "../text/punycode";

export interface Referrer {
  /** Lower case, in ASCII, without `www.`, port or user information. */
  host: string;
  path: string;
  isApp: boolean;
}

/** As long as any value of an event may be; the rest of a longer referrer says nothing about its source. */
const longest = 2048;
const longestHost = 253;

const isWellFormed = (host: string): boolean => {
  if (host.startsWith("[")) return isAddress(host.slice(1, Math.max(host.length - 1, 1)));
  return /^[a-z0-9._-]+$/i.test(host) && !host.startsWith(".") && !host.includes("..");
};

/** The host of a page or of a referrer in the one form in which they are compared; null for what is no host. */
export const readHost = (authority: string): string | null => {
  let host = authority.slice(authority.lastIndexOf("@") + 1);
  const colon = host.lastIndexOf(":");
  const bracket = host.indexOf("]");
  if (!host.startsWith("[") && colon >= 0) host = host.slice(0, colon);
  else if (bracket > 0) host = host.slice(0, bracket + 1);
  host = withoutLastDots(host);
  if (/^www\./i.test(host)) host = host.slice(4);
  if (host === "" || host.length > longestHost) return null;
  const ascii = /[^\0-\x7f]/.test(host) ? toAscii(host) : host;
  if (ascii === null) return null;
  const known = lowered(ascii);
  return isWellFormed(known) ? known : null;
};

const pathOf = (text: string, start: number): string => {
  if (text[start] !== "/") return "";
  const path = text.slice(start);
  const end = path.search(/[?#]/);
  const kept = end < 0 ? path : path.slice(0, end);
  return kept.length === 1 ? "" : kept;
};

/** Reads a web address, an `android-app://` address or a bare domain; null for everything else. */
export const readReferrer = (referrer: string): Referrer | null => {
  let text = trimmed(referrer).slice(0, longest);
  let isApp = false;
  const scheme = text.indexOf("://");
  const named = scheme >= 0 && !/[/?#.]/.test(text.slice(0, scheme));
  if (named) {
    const name = text.slice(0, scheme).toLowerCase();
    isApp = name === "android-app";
    if (!isApp && name !== "https" && name !== "http") return null;
    text = text.slice(scheme + 3);
  }
  const end = text.search(/[/?#\\]/);
  const host = readHost(end < 0 ? text : text.slice(0, end));
  if (host === null || (scheme < 0 && !host.includes("."))) return null;
  return { host, path: isApp || end < 0 ? "" : pathOf(text, end), isApp };
};

const isBelow = (host: string, parent: string): boolean =>
  parent.includes(".") && host.endsWith(`.${parent}`) && host.length > parent.length + 1;

/** True where the two are one site: the same host, or one a subdomain of the other. */
export const areOneSite = (one: string, other: string): boolean => one === other || isBelow(one, other) || isBelow(other, one);
