// The row of a visit, as src/Storage/Events/Visits/Visit.cs counts it.
import type { EventRow, VisitRow } from "../../types";
import { firstTouchColumns } from "../firstTouch";
import { isNeverCounted, pageview } from "../words";
import type { WalkedVisit } from "./rule";

export const visitRow = ({ members, session }: WalkedVisit, number: number, visitNumber: number | null): VisitRow => {
  const { event: first, own } = members[0] as { event: EventRow; own: WalkedVisit["members"][number]["own"] };
  let pageviews = 0;
  let events = 0;
  let interacted = false;
  let user: string | null = null;
  let entry: EventRow | null = null;
  let exit: EventRow | null = null;
  let touch: string | null = null;
  for (const { event } of members) {
    user = event.user_id ?? user;
    touch ??= event.first_touch;
    if (event.name === pageview) {
      entry ??= event;
      exit = event;
      pageviews++;
    }
    if (isNeverCounted(event.name)) continue;
    events++;
    interacted ||= event.interactive && event.name !== pageview;
  }
  return {
    project: first.project,
    visit: number,
    visitor: first.visitor as bigint,
    started_at: first.time,
    ended_at: (members.at(-1) as { event: EventRow }).event.time,
    pageviews,
    events,
    is_bounce: pageviews <= 1 && !interacted,
    entry_page: entry?.path ?? null,
    exit_page: exit?.path ?? null,
    entry_hostname: entry?.hostname ?? null,
    exit_hostname: exit?.hostname ?? null,
    source: own.source,
    visit_referrer: own.visit_referrer,
    channel: own.channel,
    utm_source: own.utm_source,
    utm_medium: own.utm_medium,
    utm_campaign: own.utm_campaign,
    utm_content: own.utm_content,
    utm_term: own.utm_term,
    click_id: own.click_id,
    browser: first.browser,
    browser_version: first.browser_version,
    os: first.os,
    os_version: first.os_version,
    device: first.device,
    country: first.country,
    region: first.region,
    city: first.city,
    language: first.language,
    screen_width: first.screen_width,
    screen_height: first.screen_height,
    user_id: user,
    visit_number: visitNumber,
    bot_reason: first.bot_reason,
    demo: first.demo,
    session,
    ...firstTouchColumns(touch),
  };
};
