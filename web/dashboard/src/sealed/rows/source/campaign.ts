// The parameters of a page's query string that tell of a campaign, as src/Ingestion/Enrichment/CampaignParameters.cs.
import { folded, trimmed } from "../text/letters";
import { formDecoded } from "../text/percent";
import { byParameter, type ClickId } from "./table";

export interface Campaign {
  source: string | null;
  medium: string | null;
  campaign: string | null;
  content: string | null;
  term: string | null;
  /** The parameters `source` or `ref`, in that order of worth. */
  plainSource: string | null;
  clickId: ClickId | null;
}

/** What one value may be at most; the rest is cut off. */
const longestValue = 512;
/** More than any page has; a flood of parameters is not read to its end. */
const mostParameters = 256;

/** Nothing, and what other tools and this one's answers write where there is nothing. */
const absent = ["", "(not set)", "(none)", "Direct / None"];

const decoded = (value: string): string | null => {
  const text = trimmed(formDecoded(value.slice(0, longestValue)));
  // Once there is one control character, those of the second block go too.
  const clean = Array.from(text).some((one) => one < " ") ? text.replace(/\p{Cc}/gu, "") : text;
  return absent.includes(clean) ? null : clean;
};

/** Of a repeated parameter the first that is not empty counts. */
export const readCampaign = (query: string): Campaign => {
  const found: Campaign = { source: null, medium: null, campaign: null, content: null, term: null, plainSource: null, clickId: null };
  let reference: string | null = null;
  for (const pair of query.replace(/^\?+/, "").split("&", mostParameters)) {
    const equals = pair.indexOf("=");
    if (equals < 1) continue;
    const name = folded(pair.slice(0, equals));
    const value = pair.slice(equals + 1);
    if (name === "utm_source") found.source ??= decoded(value);
    else if (name === "utm_medium") found.medium ??= decoded(value);
    else if (name === "utm_campaign") found.campaign ??= decoded(value);
    else if (name === "utm_content") found.content ??= decoded(value);
    else if (name === "utm_term") found.term ??= decoded(value);
    else if (name === "source") found.plainSource ??= decoded(value);
    else if (name === "ref") reference ??= decoded(value);
    else if (value !== "") found.clickId = better(found.clickId, byParameter(name));
  }
  found.plainSource ??= reference;
  return found;
};

/** An id that was bought says more than one that every link carries. */
const better = (known: ClickId | null, next: ClickId | null): ClickId | null =>
  next && (!known || (known.bought === null && next.bought !== null)) ? next : known;
