// An acquisition as one text, for the columns own_acquisition and first_touch, as src/Storage/Events/AcquisitionText.cs.
import type { AcquisitionColumns } from "../../types";
import { directAcquisition } from "../source/acquisition";

const separator = "\u001f";

export const acquisitionColumns = [
  "source",
  "visit_referrer",
  "channel",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_content",
  "utm_term",
  "click_id",
] as const satisfies (keyof AcquisitionColumns)[];

export const sameAcquisition = (one: AcquisitionColumns, other: AcquisitionColumns): boolean =>
  one === other || acquisitionColumns.every((column) => one[column] === other[column]);

/** Never null: a first touch that was direct is known to have been. */
export const joinAcquisition = (own: AcquisitionColumns): string =>
  acquisitionColumns.map((column) => (own[column] ?? "").replaceAll(separator, " ")).join(separator);

/** Null for one that is direct. */
export const packAcquisition = (own: AcquisitionColumns): string | null =>
  sameAcquisition(own, directAcquisition) ? null : joinAcquisition(own);

export const unpackAcquisition = (packed: string | null): AcquisitionColumns => {
  if (packed === null) return directAcquisition;
  const fields = packed.split(separator);
  if (fields.length !== acquisitionColumns.length) throw new Error(`own_acquisition has ${fields.length} fields instead of 9.`);
  const [source, referrer, channel, ...campaign] = fields.map((field) => field || null);
  const [utmSource = null, medium = null, name = null, content = null, term = null, clickId = null] = campaign;
  return {
    source: source ?? null,
    visit_referrer: referrer ?? null,
    channel: channel ?? directAcquisition.channel,
    utm_source: utmSource,
    utm_medium: medium,
    utm_campaign: name,
    utm_content: content,
    utm_term: term,
    click_id: clickId,
  };
};

export const acquisitionIn = (row: AcquisitionColumns): AcquisitionColumns => ({
  source: row.source,
  visit_referrer: row.visit_referrer,
  channel: row.channel,
  utm_source: row.utm_source,
  utm_medium: row.utm_medium,
  utm_campaign: row.utm_campaign,
  utm_content: row.utm_content,
  utm_term: row.utm_term,
  click_id: row.click_id,
});
