// Stands in for Umami's script: its attributes, and `umami.track` and `umami.identify`.
import { base, element, onNavigation, post, stored, whenSeen } from "./page";

type Fields = Record<string, unknown>;

interface Umami {
  track: (event?: string | Fields | ((fields: Fields) => Fields), data?: Fields) => Promise<unknown>;
  identify: (id: string | Fields, data?: Fields) => Promise<unknown>;
}

const global = window as unknown as { umami?: Umami; [hook: string]: unknown };
const attribute = (name: string): string | undefined => element?.getAttribute(`data-${name}`) ?? undefined;
const is = (name: string): boolean => attribute(name) === "true";

const website = attribute("website-id");
const tag = attribute("tag");
const domains = attribute("domains")
  ?.split(",")
  .map((domain) => domain.trim());
const address = `${(attribute("host-url") ?? base("/script.js")).replace(/\/$/, "")}/api/send`;
const doesNotWant = is("do-not-track") && (navigator.doNotTrack === "1" || (window as { doNotTrack?: string }).doNotTrack === "1");

let cache = "";
let disabled = false;
let identity: string | undefined;
let url = "";
let referrer = document.referrer.startsWith(location.origin) ? "" : document.referrer;

const here = (): string => {
  const page = new URL(location.href);
  if (is("exclude-search")) page.search = "";
  if (is("exclude-hash")) page.hash = "";
  return page.href;
};

const fields = (): Fields => ({
  website,
  screen: `${screen.width}x${screen.height}`,
  language: navigator.language,
  title: document.title,
  hostname: location.hostname,
  url,
  referrer,
  ...(tag ? { tag } : {}),
  ...(identity ? { id: identity } : {}),
});

const staysSilent = (): boolean =>
  disabled ||
  !website ||
  doesNotWant ||
  stored("umami.disabled") !== null ||
  (domains !== undefined && !domains.includes(location.hostname));

const send = async (payload: Fields, type = "event"): Promise<unknown> => {
  if (staysSilent()) return undefined;
  const hook = attribute("before-send");
  const changed =
    hook && typeof global[hook] === "function"
      ? (global[hook] as (type: string, payload: Fields) => Fields | undefined)(type, payload)
      : payload;
  if (!changed) return undefined;
  try {
    const answer = await post(
      address,
      { type, payload: changed },
      { "Content-Type": "application/json", ...(cache ? { "x-umami-cache": cache } : {}) },
    );
    const told = await answer.json();
    disabled = told.disabled === true;
    cache = told.cache ?? cache;
    return told;
  } catch {
    // A page does not fail because nobody counts it.
    return undefined;
  }
};

const track: Umami["track"] = (event, data) => {
  if (typeof event === "string") return send({ ...fields(), name: event, ...(data ? { data } : {}) });
  if (typeof event === "function") return send(event(fields()));
  return send(event ?? fields());
};

const identify: Umami["identify"] = (id, data) => {
  if (typeof id === "string") identity = id;
  cache = "";
  return send({ ...fields(), data: typeof id === "string" ? data : id }, "identify");
};

const navigated = (): void => {
  const next = here();
  if (next === url) return;
  if (url) referrer = url;
  url = next;
  // The router sets the title after the address.
  setTimeout(() => track(), 300);
};

const clicked = (event: MouseEvent): void => {
  const named = event.target instanceof Element ? event.target.closest("[data-umami-event]") : null;
  const name = named?.getAttribute("data-umami-event");
  if (!named || !name) return;
  const data: Fields = {};
  for (const { name: attributeName, value } of named.attributes) {
    const [, key] = /^data-umami-event-(.+)$/.exec(attributeName) ?? [];
    if (key) data[key] = value;
  }
  track(name, data);
};

/** Twice the same line on a page is one script; Umami's own beside ours is not, and keeps the function. */
const mark = `footfall:${website}`;
if (website && !global[mark] && location.protocol !== "file:") {
  global[mark] = true;
  global.umami ??= { track, identify };
  url = here();
  document.addEventListener("click", clicked, true);
  if (attribute("auto-track") !== "false") {
    onNavigation(navigated);
    whenSeen(() => track());
  }
}
