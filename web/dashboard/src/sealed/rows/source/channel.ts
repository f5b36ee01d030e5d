// The channel of a visit, as src/Ingestion/Enrichment/ChannelRules.cs: the questions in their order; the names are in sources.json.
import rules from "../../../../../../schema/rules/sources.json";
import { folded, isAsciiLetter, lowered } from "../text/letters";
import type { ClickId, Source } from "./table";

const { channels } = rules;
const media = new Map(Object.entries(channels.media));
const kinds = new Map(Object.entries(channels.kinds));
const paid = new Map(Object.entries(channels.paid));
const displayMedia = new Set(channels.displayMedia);
const paidMedia = new Set(channels.paidMedia);
const plainMedia = new Set(channels.plainMedia);

export const direct = "Direct";

/** Whether the campaign is named for a shop: the word must not be the tail of another, as in "workshop". */
const namesShopping = (campaign: string): boolean => {
  if (campaign.includes("shopping")) return true;
  const at = campaign.indexOf("shop");
  return at >= 0 && (at === 0 || !isAsciiLetter(campaign, at - 1));
};

const isPaid = (medium: string): boolean => paidMedia.has(medium) || medium.startsWith("paid") || medium.includes("cp");

const paidBy = (kind: string | null, isShopping: boolean, medium: string): string => {
  if (isShopping) return "Paid Shopping";
  const named = paid.get(kind ?? "") ?? [...paid.keys()].filter((one) => medium.includes(one)).map((one) => paid.get(one))[0];
  if (named !== undefined) return named;
  // Display is bought by the thousand.
  if (medium === "cpm" || kind === "display") return "Display";
  return kind === "affiliate" ? "Affiliates" : "Paid Other";
};

const boughtAs = (bought: string, kind: string | null, isShopping: boolean): string => {
  // Where the ad was seen is more than who sold it: a gclid also comes from YouTube.
  if (bought === "search" || bought === "social")
    return paidBy(paid.has(kind ?? "") || kind === "shopping" ? kind : bought, isShopping, "");
  return bought === "display" || bought === "affiliate" || bought === "email" ? (kinds.get(bought) as string) : "Paid Other";
};

const byMedium = (medium: string): string | null => {
  if (plainMedia.has(medium)) return null;
  const named = media.get(medium);
  if (named !== undefined) return named;
  if (medium.includes("video")) return "Organic Video";
  return medium.endsWith("push") || medium.includes("mobile") || medium.includes("notification") ? "Mobile Push Notifications" : null;
};

/** `source` is null where neither referrer nor parameters name one. */
export const channelOf = (source: Source | null, spelled: string | null, campaign: string | null, clickId: ClickId | null): string => {
  const medium = lowered(spelled ?? "");
  if (!source && medium === "" && campaign === null && !clickId) return direct;
  const kind = source?.kind ?? null;
  const name = folded(campaign ?? "");
  if (name.includes("cross-network")) return "Cross-network";
  const isShopping = kind === "shopping" || namesShopping(name);
  if (isPaid(medium)) return paidBy(kind, isShopping, medium);
  if (displayMedia.has(medium)) return "Display";
  if (clickId?.bought) return boughtAs(clickId.bought, kind, isShopping);
  return byMedium(medium) ?? (isShopping ? "Organic Shopping" : (kinds.get(kind ?? "") ?? "Referral"));
};
