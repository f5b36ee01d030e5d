// What an event keeps of its page and its referrer, redacted and bounded, as the steps SplitUrl and RedactText.
import { limits } from "./limits";
import { redactText } from "./redact/redactor";
import { redactPath, redactQuery } from "./redact/urls";
import { cutMarked, trimmed } from "./text/letters";
import { readPageUrl } from "./text/pageUrl";

export interface Page {
  hostname: string | null;
  path: string | null;
  query: string | null;
}

/** Of events that name no page. */
export const noPage: Page = { hostname: null, path: null, query: null };

export interface ReferringPage {
  /** The redacted referrer, whole: what the source is told from. */
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
    path: bounded(redactPath(page.path)),
    query: page.query === null ? null : bounded(redactQuery(page.query, listed)),
  };
};

export const referringPageOf = (referrer: string, listed: readonly string[]): ReferringPage => {
  const page = readPageUrl(referrer);
  if (!page) {
    // Garbage is classified too, as what it is; a bare host is a referrer to many clients.
    const text = bounded(redactText(trimmed(referrer)));
    return { whole: text, kept: text };
  }
  const path = redactPath(page.path);
  const query = page.query === null ? "" : redactQuery(page.query, listed);
  const host = page.hostname ?? "";
  const fragment = path.indexOf("#");
  const plain = fragment >= 0 ? path.slice(0, fragment) : path;
  return {
    whole: bounded(`${page.scheme}://${host}${path}${query}`),
    kept: bounded(plain === "/" ? (page.hostname ?? plain) : host + plain),
  };
};
