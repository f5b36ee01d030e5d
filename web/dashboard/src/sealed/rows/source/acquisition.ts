// Where a visit came from, as src/Ingestion/Enrichment/SourceClassifier.cs: utm_source wins over source, that over ref, that over the referrer.
import type { AcquisitionColumns } from "../../types";
import { readCampaign } from "./campaign";
import { channelOf, direct } from "./channel";
import { areOneSite, type Referrer, readHost, readReferrer } from "./referrer";
import { byApp, byHost, byTag, type Source } from "./table";

export const directAcquisition: AcquisitionColumns = {
  source: null,
  visit_referrer: null,
  channel: direct,
  utm_source: null,
  utm_medium: null,
  utm_campaign: null,
  utm_content: null,
  utm_term: null,
  click_id: null,
};

const externalOf = (referrer: string | null, own: string | null): Referrer | null => {
  const read = referrer ? readReferrer(referrer) : null;
  return read && own !== null && !read.isApp && areOneSite(read.host, own) ? null : read;
};

const byReferrer = (referrer: Referrer): Source =>
  (referrer.isApp ? byApp(referrer.host) : byHost(referrer.host)) ?? { name: referrer.host, kind: "referral" };

/** A tag is a name ("fb"), a host ("chatgpt.com"), or the owner's own word, which is shown as it stands. */
const bySign = (tag: string, own: string | null): Source | null => {
  const known = byTag(tag);
  if (known) return known;
  const host = tag.includes(".") ? readReferrer(tag) : null;
  if (!host) return { name: tag, kind: "referral" };
  return own === host.host ? null : byReferrer(host);
};

/** `hostname` is the page's: referrers there and on its subdomains are not sources. */
export const acquisitionOf = (referrer: string | null, query: string | null, hostname: string | null): AcquisitionColumns => {
  const own = hostname === null ? null : readHost(hostname);
  const external = externalOf(referrer, own);
  if (!external && !query) return directAcquisition;
  const campaign = readCampaign(query ?? "");
  const tag = campaign.source ?? campaign.plainSource;
  let source = campaign.clickId?.source ?? null;
  if (tag !== null) source = bySign(tag, own);
  else if (external) source = byReferrer(external);
  const channel = channelOf(source, campaign.medium, campaign.campaign, campaign.clickId);
  if (channel === direct && campaign.content === null && campaign.term === null) return directAcquisition;
  return {
    source: source?.name ?? null,
    visit_referrer: external ? external.host + external.path : null,
    channel,
    utm_source: campaign.source,
    utm_medium: campaign.medium,
    utm_campaign: campaign.campaign,
    utm_content: campaign.content,
    utm_term: campaign.term,
    click_id: campaign.clickId?.parameter ?? null,
  };
};
