// Where the visitor's first visit came from, as src/Ingestion/Pipeline/Steps/AddFirstTouch.cs: an identified client remembers it in props of a session's start.
import type { AcquisitionColumns, FirstTouchColumns } from "../types";
import { joinAcquisition, unpackAcquisition } from "./visits/acquisitionText";

/** What stands for the source and referrer of a direct one. */
const directName = "Direct / None";
const prefix = "first_touch.";
const referrerProp = `${prefix}referrer`;
const campaignProps = `${prefix}utm_`;

/** As .NET escapes: all but letters, digits and -_.~, and what is half a character as the sign for that. */
const escaped = (text: string): string =>
  encodeURIComponent(text.replace(/[\ud800-\udfff]/gu, "\ufffd")).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Packed for the column `first_touch`; null where the props tell none. */
export const firstTouchOf = (
  props: readonly [string, string][] | null,
  classify: (referrer: string | null, query: string) => AcquisitionColumns,
): string | null => {
  let referrer: string | null = null;
  let query = "";
  let known = false;
  for (const [name, value] of props ?? []) {
    if (name === referrerProp) referrer = value;
    else if (name.startsWith(campaignProps)) query += `&${name.slice(prefix.length)}=${escaped(value)}`;
    else continue;
    known = true;
  }
  return known ? joinAcquisition(classify(referrer, query)) : null;
};

const none: FirstTouchColumns = {
  first_source: null,
  first_referrer: null,
  first_channel: null,
  first_utm_source: null,
  first_utm_medium: null,
  first_utm_campaign: null,
  first_utm_content: null,
  first_utm_term: null,
};

/** The columns of a visit, of the first of its events that tells. */
export const firstTouchColumns = (packed: string | null): FirstTouchColumns => {
  if (packed === null) return none;
  const first = unpackAcquisition(packed);
  return {
    first_source: first.source ?? directName,
    first_referrer: first.visit_referrer ?? directName,
    first_channel: first.channel,
    first_utm_source: first.utm_source,
    first_utm_medium: first.utm_medium,
    first_utm_campaign: first.utm_campaign,
    first_utm_content: first.utm_content,
    first_utm_term: first.utm_term,
  };
};
