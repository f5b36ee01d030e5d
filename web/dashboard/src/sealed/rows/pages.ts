// What an event keeps of its page and its referrer, redacted and bounded, as the steps SplitUrl and RedactText.
import { limits } from "./limits";
import { redactText } from "./redact/redactor";
import { redactPath, redactQuery } from "./redact/urls";
import { cutMarked, trimmed } from "./text/letters";
import { type PageUrl, readPageUrl } from "./text/pageUrl";

export interface Page {
  hostname: string | null;
  path: string | null;
  query: string | null;
}

/** Of events that name no page. */
export const noPage: Page = { hostname: null, path: null, query: null };

export interface ReferringPage {
  /** With its scheme, redacted: what the source is told from. */
  whole: string;
  /** Host and path, redacted. */
  kept: string;
}

const bounded = (text: string): string => cutMarked(text, limits.value);

/** Null for what is no absolute URL of a site or app. `listed` are the project's own secret parameters. */
export const pageOf = (url: string, listed: readonly string[]): Page | null => {
  const page = readPageUrl(url);
  if (!page) return null;
  return {
    hostname: page.hostname,
    path: bounded(redactPath(page.path, listed)),
    query: page.query === null ? null : bounded(redactQuery(page.query, listed)),
  };
};

/** A bare host, with a path or without, is a referrer to many clients. */
const readReferringPage = (referrer: string, listed: readonly string[]): PageUrl | null => {
  const page = readPageUrl(referrer);
  if (page) return page;
  const text = trimmed(referrer);
  if (text.startsWith("//")) return readPageUrl(`https:${text}`);
  const authority = text.split(/[/?#]/, 1)[0] as string;
  const host = authority.slice(authority.lastIndexOf("@") + 1);
  // Words before an e-mail address are no user of its host, and a token has points as a host has.
  if (/[ \t]/.test(authority) || redactText(host, listed) !== host) return null;
  const bare = readPageUrl(`https://${text}`);
  return bare?.hostname?.includes(".") ? bare : null;
};

/** Null for nothing, and for files of the visitor's own. Nothing is told from a query or fragment, so neither goes further than here. */
export const referringPageOf = (referrer: string, listed: readonly string[]): ReferringPage | null => {
  const page = readReferringPage(referrer, listed);
  if (!page) {
    const text = trimmed(referrer);
    if (/^file:/i.test(text)) return null;
    // Garbage is classified too, as what it is.
    const kept = bounded(redactText(text.split(/[?#]/, 1)[0] as string, listed));
    return kept === "" ? null : { whole: kept, kept };
  }
  const path = redactPath(page.path.split("#", 1)[0] as string, listed);
  const host = page.hostname ?? "";
  return { whole: bounded(`${page.scheme}://${host}${path}`), kept: bounded(path === "/" ? (page.hostname ?? path) : host + path) };
};
