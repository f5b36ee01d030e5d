// Stands in for Matomo's script: the commands that are pushed to `_paq`, and `Matomo.getTracker`. It keeps nothing on the device but the visitor's own word on consent.
import { stored } from "./page";

type Fields = Record<string, string | number | undefined>;
/** A name and its arguments, or a function that is called with the tracker as `this`. */
type Command = unknown[] | ((this: Tracker) => void);
type Tracker = Record<string, (...args: never[]) => unknown>;

const consentKey = "mtm_consent";
const downloads =
  /\.(7z|aac|apk|arc|arj|asc|asf|asx|avi|azw3|bin|bz|bz2|csv|deb|dmg|doc|docx|epub|exe|flv|gif|gz|gzip|hqx|ibooks|jar|jpe?g|js|json|key|md5|mobi|mov|mp2|mp3|mp4|mpe?g|msi|msp|numbers|odb|odf|odg|ods|odt|ogg|ogv|pages|pdf|phps|png|ppt|pptx|qt|qtm|ra|ram|rar|rpm|rtf|sea|sha|sit|tar|tbz|tgz|tiff?|torrent|txt|wav|wma|wmv|wpd|xls|xlsx|xml|xz|z|zip)$/i;

const global = window as unknown as {
  _paq?: Command[] | { push: (...commands: Command[]) => void };
  Matomo?: unknown;
  Piwik?: unknown;
  matomoAsyncInit?: () => void;
};

const text = (value: unknown): string | undefined =>
  value === undefined || value === null || value === "" || value === false ? undefined : String(value);

const createTracker = (givenUrl?: string, givenSite?: string | number): Tracker => {
  let url = givenUrl ?? "";
  let site: unknown = givenSite;
  let page: string | undefined;
  let title: string | undefined;
  let referrer: string | undefined;
  let user: string | undefined;
  let needsConsent = false;
  let hasConsent = stored(consentKey) !== null;
  let optedOut = false;
  let waiting: Fields[] = [];
  let heartbeat = 0;
  let seenSince = 0;
  const others: [string, unknown][] = [];
  const dimensions: Record<string, unknown> = {};
  const variables: Record<string, Record<string, unknown[]>> = { visit: {}, page: {} };
  let items: Record<string, unknown[]> = {};

  const send = (parameters: Fields): void => {
    if (optedOut) return;
    if (needsConsent && !hasConsent) {
      waiting.push(parameters);
      return;
    }
    for (const [address, id] of [[url, site] as [string, unknown], ...others]) {
      if (!address || !id) continue;
      const query = new URLSearchParams();
      for (const [name, value] of Object.entries({ ...parameters, idsite: String(id), rec: 1, send_image: 0 }))
        if (value !== undefined) query.set(name, String(value));
      const whole = `${address}?${query}`;
      if (!navigator.sendBeacon?.(whole))
        void fetch(whole, { method: "POST", keepalive: true, credentials: "omit" }).catch(() => undefined);
    }
  };

  const common = (): Fields => {
    const now = new Date();
    const all: Fields = {
      url: page ?? location.href,
      urlref: text(referrer ?? document.referrer),
      res: `${screen.width}x${screen.height}`,
      lang: navigator.language,
      uid: user,
      h: now.getHours(),
      m: now.getMinutes(),
      s: now.getSeconds(),
      rand: Math.random().toString().slice(2, 8),
    };
    for (const [id, value] of Object.entries(dimensions)) all[`dimension${id}`] = text(value);
    if (Object.keys(variables.visit ?? {}).length > 0) all._cvar = JSON.stringify(variables.visit);
    if (Object.keys(variables.page ?? {}).length > 0) all.cvar = JSON.stringify(variables.page);
    return all;
  };

  const track = (parameters: Fields, custom?: unknown): void => {
    const all = { ...common(), ...parameters };
    for (const [name, value] of Object.entries((custom ?? {}) as Record<string, unknown>))
      if (/^dimension\d+$/.test(name)) all[name] = text(value);
    send(all);
  };

  const order = (parameters: Fields): void => {
    const list = Object.values(items);
    track({ idgoal: 0, ...parameters, ec_items: list.length > 0 ? JSON.stringify(list) : undefined });
  };

  const clicked = (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href],area[href]") : null;
    if (!link || !/^https?:$/.test(link.protocol) || link.matches(".matomo_ignore,.piwik_ignore")) return;
    if (link.matches(".matomo_download,.piwik_download") || link.hasAttribute("download") || downloads.test(link.pathname))
      track({ download: link.href });
    else if (link.host !== location.host || link.matches(".matomo_link,.piwik_link")) track({ link: link.href });
  };

  const watched = (): void => {
    const now = performance.now();
    if (document.visibilityState === "visible") seenSince = now;
    else if (seenSince > 0 && now - seenSince >= heartbeat * 1000) track({ ping: 1 });
  };

  const agree = (): void => {
    hasConsent = true;
    const kept = waiting;
    waiting = [];
    for (const parameters of kept) send(parameters);
  };

  const tracker: Tracker = {
    setTrackerUrl: (address: string) => {
      url = address;
    },
    setSiteId: (id: unknown) => {
      site = id;
    },
    addTracker: (address: string, id: unknown) => others.push([address, id]),
    setCustomUrl: (address: string) => {
      page = new URL(address, location.href).href;
    },
    setDocumentTitle: (name: string) => {
      title = name;
    },
    setReferrerUrl: (address: string) => {
      referrer = address;
    },
    setUserId: (id: unknown) => {
      user = text(id);
    },
    resetUserId: () => {
      user = undefined;
    },
    getUserId: () => user ?? "",
    getSiteId: () => site,
    getTrackerUrl: () => url,
    setCustomDimension: (id: number, value: unknown) => {
      dimensions[id] = value;
    },
    deleteCustomDimension: (id: number) => {
      delete dimensions[id];
    },
    setCustomVariable: (index: number, name: unknown, value: unknown, scope = "visit") => {
      const kept = variables[scope];
      if (kept) kept[index] = [String(name), String(value)];
    },
    trackPageView: (name?: string, custom?: unknown) => track({ action_name: text(name) ?? title ?? document.title }, custom),
    trackEvent: (category: unknown, action: unknown, name?: unknown, value?: unknown, custom?: unknown) =>
      track({ e_c: text(category), e_a: text(action), e_n: text(name), e_v: text(value), ca: 1 }, custom),
    trackGoal: (goal: unknown, revenue?: unknown, custom?: unknown) => track({ idgoal: text(goal), revenue: text(revenue) }, custom),
    trackSiteSearch: (words: unknown, category?: unknown, count?: unknown, custom?: unknown) =>
      track({ search: text(words), search_cat: text(category), search_count: text(count) }, custom),
    trackLink: (address: string, kind: string, custom?: unknown) => track({ [kind === "download" ? "download" : "link"]: address }, custom),
    trackContentImpression: (name: unknown, piece: unknown, target: unknown) =>
      track({ c_n: text(name), c_p: text(piece), c_t: text(target), ca: 1 }),
    trackContentInteraction: (kind: unknown, name: unknown, piece: unknown, target: unknown) =>
      track({ c_i: text(kind), c_n: text(name), c_p: text(piece), c_t: text(target), ca: 1 }),
    addEcommerceItem: (sku: string, name?: unknown, category?: unknown, price?: unknown, quantity?: unknown) => {
      items[sku] = [sku, name ?? "", category ?? "", price ?? 0, quantity ?? 1];
    },
    removeEcommerceItem: (sku: string) => {
      delete items[sku];
    },
    clearEcommerceCart: () => {
      items = {};
    },
    trackEcommerceOrder: (id: unknown, total: unknown, subtotal?: unknown, tax?: unknown, shipping?: unknown, discount?: unknown) => {
      order({
        ec_id: text(id),
        revenue: text(total),
        ec_st: text(subtotal),
        ec_tx: text(tax),
        ec_sh: text(shipping),
        ec_dt: text(discount),
      });
      items = {};
    },
    trackEcommerceCartUpdate: (total: unknown) => order({ revenue: text(total) }),
    enableLinkTracking: () => {
      document.addEventListener("click", clicked, true);
      document.addEventListener("auxclick", clicked, true);
    },
    enableHeartBeatTimer: (seconds = 15) => {
      if (heartbeat === 0) document.addEventListener("visibilitychange", watched);
      heartbeat = seconds;
      watched();
    },
    ping: () => track({ ping: 1 }),
    setDoNotTrack: (honours: boolean) => {
      if (honours && navigator.doNotTrack === "1") optedOut = true;
    },
    optUserOut: () => {
      optedOut = true;
    },
    forgetUserOptOut: () => {
      optedOut = false;
    },
    isUserOptedOut: () => optedOut,
    requireConsent: () => {
      needsConsent = true;
    },
    setConsentGiven: agree,
    rememberConsentGiven: () => {
      try {
        localStorage.setItem(consentKey, String(Date.now()));
      } catch {
        // The browser keeps nothing: the visitor is asked again.
      }
      agree();
    },
    forgetConsentGiven: () => {
      try {
        localStorage.removeItem(consentKey);
      } catch {
        // Then nothing was kept either.
      }
      hasConsent = false;
      needsConsent = true;
    },
    hasRememberedConsent: () => stored(consentKey) !== null,
  };
  return tracker;
};

/** What is not known here (cookies, plugins) is of no matter: the rest goes on. */
const run = (tracker: Tracker, command: Command): void => {
  if (typeof command === "function") return void command.call(tracker);
  const [name, ...args] = command;
  if (typeof name === "function") name.call(tracker);
  else (tracker[String(name).split(":").pop() as string] as ((...args: unknown[]) => unknown) | undefined)?.(...args);
};

if (!global.Matomo) {
  const main = createTracker();
  global.Matomo = global.Piwik = {
    getTracker: createTracker,
    getAsyncTracker: () => main,
    addTracker: (url: string, site: unknown) => (main.addTracker as (url: string, site: unknown) => void)(url, site),
    initialized: true,
  };
  const queue: Command[] = Array.isArray(global._paq) ? global._paq : [];
  // What says where to send holds for what was pushed before it too: a page may name the server last.
  for (const first of ["setTrackerUrl", "setSiteId", "requireConsent"])
    for (const command of queue) if (Array.isArray(command) && command[0] === first) run(main, command);
  for (const command of queue) run(main, command);
  global._paq = {
    push: (...commands) => {
      for (const command of commands) run(main, command);
    },
  };
  global.matomoAsyncInit?.();
}
