import type { ClientColumns, EventRow, Note, SealedProject } from "../types";
import { clientOf } from "./agent/client";
import { readHints } from "./agent/hints";
import { cleanGroups, cleanProps } from "./bags";
import { remembered } from "./cache";
import type { Draft, Drop, DropReason } from "./draft/draft";
import { firstTouchOf } from "./firstTouch";
import { type Hashes, isId } from "./hashes";
import { noPage, type Page, pageOf, type ReferringPage, referringPageOf } from "./pages";
import { acquisitionOf } from "./source/acquisition";
import { isReferrerSpam } from "./source/table";
import { folded } from "./text/letters";
import { cleanText, isServerLibrary, languageOf, storedName } from "./words";

const sessionStart = "session_start";
const minute = 60_000;
const day = 86_400_000;
/** Parts the keys of caches: no text of an event has it. */
const between = "\0";

const unknownClient: ClientColumns = { browser: null, browser_version: null, os: null, os_version: null, device: null };

const drop = (reason: DropReason, field: string | null): Drop => ({ reason, field });

/** Takes drafts through the steps of src/Ingestion/Pipeline/EventPipeline.cs, in their order. */
export class Maker {
  private readonly pages: (url: string) => Page | null;
  private readonly referrers: (referrer: string) => ReferringPage | null;
  private readonly names: (name: string) => string | null;
  private readonly languages = remembered(languageOf);
  private readonly texts: (text: string) => string;
  private readonly spam = remembered(isReferrerSpam);
  private readonly visitors: (visitor: string) => bigint;
  private readonly acquisitions = remembered((key) => {
    const [referrer, query, hostname] = key.split(between);
    return acquisitionOf(referrer || null, query || null, hostname || null);
  });
  private readonly clients = remembered((key) => {
    const at = key.indexOf(between);
    return clientOf(key.slice(0, at), readHints(JSON.parse(key.slice(at + 1))));
  });

  private last: { userAgent: string; hints: unknown; client: ClientColumns } | null = null;

  constructor(
    private readonly project: SealedProject,
    private readonly hashes: Hashes,
  ) {
    const listed = project.redacted_parameters;
    this.names = remembered((name) => storedName(name, listed));
    this.texts = remembered((text) => cleanText(text, listed));
    this.pages = remembered((url) => pageOf(url, listed));
    this.referrers = remembered((referrer) => referringPageOf(referrer, listed));
    this.visitors = remembered((visitor) => hashes.visitorOf(visitor));
  }

  take(draft: Draft, note: Note, envelope: string, index: number): EventRow | Drop {
    if (draft.fault) return draft.fault;
    if (draft.name === null) return drop("missing_name", "name");
    const name = this.names(draft.name);
    if (name === null) return drop("invalid_name", "name");
    const time = draft.time === null ? note.received : Math.min(Math.max(draft.time, note.received - 7 * day), note.received + 5 * minute);
    const { retention_days: kept } = this.project;
    if (kept !== null && note.received - time > kept * day) return drop("beyond_retention", "time");
    const page = draft.url === null ? null : this.pages(draft.url);
    if (draft.url !== null && !page) return drop("invalid_url", "url");
    if (!this.allows(page?.hostname ?? null)) return drop("host_not_allowed", "url");
    const identity = this.forbiddenIdentity(draft);
    if (identity) return drop("identity_not_allowed", identity);
    return this.row(draft, note, { name, time, page, id: this.hashes.idOf(isId(draft.id) ? draft.id : `${envelope}/${index}`) });
  }

  private allows(hostname: string | null): boolean {
    const { allowed_hosts: allowed } = this.project;
    if (allowed.length === 0) return true;
    if (hostname === null) return false;
    return allowed.some((one) => (one.startsWith("*.") ? hostname.endsWith(folded(one.slice(1))) : hostname === folded(one)));
  }

  private forbiddenIdentity(draft: Draft): string | null {
    if (this.project.identity === "identified") return null;
    if (draft.visitor !== null) return "visitor";
    if (draft.session !== null) return "session";
    return draft.user !== null ? "user" : null;
  }

  private botReason(draft: Draft, note: Note): string | null {
    if (draft.automated) return "automation";
    if (note.bot_reason !== null && !isServerLibrary(draft.library)) return note.bot_reason;
    return draft.referrer !== null && this.spam(draft.referrer) ? "referrer_spam" : null;
  }

  /** The events of a message share their user agent and, as one object, their hints: the last answer is mostly the next one. */
  private client({ userAgent, hints }: Draft): ClientColumns {
    if (userAgent === "" && hints === null) return unknownClient;
    const { last } = this;
    if (last?.userAgent === userAgent && last.hints === hints) return last.client;
    const client = this.clients(userAgent + between + JSON.stringify(hints));
    this.last = { userAgent, hints, client };
    return client;
  }

  private row(draft: Draft, note: Note, made: { name: string; time: number; page: Page | null; id: string }): EventRow {
    const referrer = draft.referrer === null ? null : this.referrers(draft.referrer);
    const page = made.page ?? noPage;
    const from = this.acquisitions((referrer?.whole ?? "") + between + (page.query ?? "") + between + (page.hostname ?? ""));
    const client = this.client(draft);
    const { props, numbers } = cleanProps(draft.props, draft.numbers, this.project.redacted_parameters);
    const optedOut = note.opted_out || draft.unlinked;
    const named = this.project.identity === "identified" && !optedOut;
    const clientVisitor = named ? draft.visitor : null;
    const visitor = clientVisitor === null ? note.visitor : this.visitors(clientVisitor);
    return {
      project: this.project.number,
      id: made.id,
      time: made.time,
      received_at: note.received,
      name: made.name,
      visitor: optedOut ? null : visitor,
      visit: null,
      client_visitor: clientVisitor,
      session: named ? draft.session : null,
      user_id: named ? draft.user : null,
      hostname: page.hostname,
      path: page.path,
      url_query: page.query,
      title: draft.title === null ? null : this.texts(draft.title),
      referrer: referrer?.kept ?? null,
      source: from.source,
      visit_referrer: from.visit_referrer,
      channel: from.channel,
      utm_source: from.utm_source,
      utm_medium: from.utm_medium,
      utm_campaign: from.utm_campaign,
      utm_content: from.utm_content,
      utm_term: from.utm_term,
      click_id: from.click_id,
      browser: client.browser,
      browser_version: client.browser_version,
      os: client.os,
      os_version: client.os_version,
      device: client.device,
      country: note.country,
      region: note.region,
      city: note.city,
      language: draft.language === null ? null : this.languages(draft.language),
      screen_width: draft.screenWidth,
      screen_height: draft.screenHeight,
      engagement_ms: draft.engagementMs,
      scroll_depth: draft.scrollDepth,
      duration_ms: draft.durationMs,
      revenue_amount: draft.revenue?.amount ?? null,
      revenue_currency: draft.revenue?.currency ?? null,
      interactive: draft.interactive,
      bot_reason: this.botReason(draft, note),
      opted_out: optedOut,
      demo: false,
      library: draft.library === null ? null : this.texts(draft.library),
      props,
      numbers,
      groups: cleanGroups(draft.groups, this.project.redacted_parameters),
      own_acquisition: null,
      first_touch:
        made.name === sessionStart && clientVisitor !== null
          ? firstTouchOf(props, (referrer, query) => this.acquisitions([referrer ?? "", query, page.hostname ?? ""].join(between)))
          : null,
    };
  }
}
