import { uuid } from "../../../../web/tracker/src/wire";
import type { AnalyticsClient as Api, ClientOptions, OutgoingRequest, Transport } from "../types/index";
import { Client } from "./client";
import { BrowserDevice, isAnswer, MemoryDevice } from "./device";
import { MemoryOutbox } from "./outbox";
import { pageOf } from "./page";
import type { Listener, Platform } from "./platform";
import { request } from "./request";
import { clearScroll, watchScroll } from "./scroll";

/** False where a page is made on a server, or in a worker: then there is no visitor to look at, and nothing to listen to. */
const hasPage = typeof document !== "undefined" && typeof addEventListener === "function";

const after = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, ms);
  return () => clearTimeout(timer);
};

/** Browsers refuse more than 64 KB of bodies that outlive their page; a character is at most 3 bytes. */
const outlives = ({ body }: OutgoingRequest): boolean => body !== undefined && body.length < (typeof body === "string" ? 20_000 : 60_000);

const transport: Transport = {
  send: async (outgoing) => {
    // Of these options, workers elsewhere know none.
    if (!hasPage) return request(outgoing, {}, after);
    // Only where nothing better exists: a beacon has no answer, so it cannot be repeated, and it takes cookies along.
    if (outgoing.leaving && !("keepalive" in Request.prototype) && navigator.sendBeacon(outgoing.url, outgoing.body ?? null))
      return { status: 202 };
    const more: RequestInit = { credentials: "omit", referrerPolicy: "no-referrer", keepalive: outlives(outgoing) };
    return request(outgoing, more, after);
  },
};

const listen = (listener: Listener, scrollTracking: boolean): (() => void) => {
  if (!hasPage) return () => undefined;
  const ends: (() => void)[] = scrollTracking ? [watchScroll(listener.scrolled)] : [];
  const on = (target: EventTarget, name: string, work: (event: never) => void) => {
    target.addEventListener(name, work as EventListener);
    ends.push(() => target.removeEventListener(name, work as EventListener));
  };
  on(window, "pagehide", listener.leave);
  on(document, "visibilitychange", () => document.visibilityState === "hidden" && listener.leave());
  on(document, "prerenderingchange", listener.wake);
  on(window, "online", listener.wake);
  on(window, "storage", ({ key }: StorageEvent) => isAnswer(key) && listener.answered());
  return () => {
    for (const end of ends) end();
  };
};

const platform: Platform = {
  library: "footfall-js",
  // A string body without a type is text/plain, which needs no preflight.
  headers: {},
  // So that a batch is likely to outlive its page, together with what all events share.
  mostBytes: 16_000,
  keeps: hasPage,
  transport,
  uuid,
  device: ({ identified }) => (hasPage ? new BrowserDevice(identified) : new MemoryDevice()),
  outbox: () => new MemoryOutbox(),
  statementFile: () => undefined,
  context: ({ mode }) =>
    hasPage
      ? {
          language: navigator.language,
          screen: { width: screen.width, height: screen.height },
          // A browser under automation is no visitor.
          automated: navigator.webdriver || undefined,
          // The server must not look at a sealed event's headers, so they go inside.
          ...(mode === "sealed" && { user_agent: navigator.userAgent, hints: (navigator as { userAgentData?: object }).userAgentData }),
        }
      : {},
  silent: () =>
    typeof navigator !== "undefined" &&
    (navigator.doNotTrack === "1" || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true),
  held: () => hasPage && (document as { prerendering?: boolean }).prerendering === true,
  page: (view, named) => {
    if (!hasPage) return undefined;
    if (view) clearScroll();
    return pageOf(view, named);
  },
  after,
  listen,
};

/** A path is one of the page's own host. */
const rooted = (options: ClientOptions): ClientOptions =>
  hasPage && options?.apiBaseUrl?.[0] === "/" ? { ...options, apiBaseUrl: location.origin + options.apiBaseUrl } : options;

export class AnalyticsClient extends Client implements Api {
  constructor(options: ClientOptions) {
    super(rooted(options), platform);
  }
}
