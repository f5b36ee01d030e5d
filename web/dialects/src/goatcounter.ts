// Stands in for GoatCounter's count.js: its attributes and settings, `goatcounter.count` and clicks on named elements.
import { base, element, isAutomated, isLocal, stored, whenSeen } from "./page";

interface Vars {
  path?: string | ((path: string) => string | null);
  title?: string | ((title: string) => string);
  referrer?: string | ((referrer: string) => string);
  event?: boolean;
}

interface Goatcounter extends Vars {
  no_onload?: boolean;
  no_events?: boolean;
  allow_local?: boolean;
  allow_frame?: boolean;
  endpoint?: string;
  filter?: () => string | false;
  url?: (vars?: Vars) => string | undefined;
  count?: (vars?: Vars) => void;
  bind_events?: () => void;
  get_query?: (name: string) => string | undefined;
}

const global = window as unknown as { goatcounter?: Goatcounter };
const readSettings = (): Goatcounter => {
  try {
    return JSON.parse(element?.dataset.goatcounterSettings ?? "{}");
  } catch {
    return {};
  }
};

const counter: Goatcounter = { ...readSettings(), ...global.goatcounter };
global.goatcounter = counter;
const endpoint = counter.endpoint ?? element?.dataset.goatcounter ?? `${base("/count.js")}/count`;

const given = <T extends string | null>(value: string | ((text: string) => T) | undefined, otherwise: string): string | T =>
  typeof value === "function" ? value(otherwise) : (value ?? otherwise);

/** A canonical address of the same site names the page; parameters that it leaves out are none of it. */
const ownPath = (): string => {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel="canonical"][href]');
  const page = canonical ? new URL(canonical.href) : location;
  const same = page.hostname.replace(/^www\./, "") === location.hostname.replace(/^www\./, "") ? page : location;
  return same.pathname + same.search || "/";
};

counter.filter = () => {
  if (document.visibilityState === "hidden" && (document as { prerendering?: boolean }).prerendering) return "prerendering";
  if (!counter.allow_frame && location !== parent.location) return "frame";
  if (!counter.allow_local && isLocal()) return "localhost";
  if (stored("skipgc") === "t") return "disabled with #toggle-goatcounter";
  return false;
};

counter.url = (vars = {}) => {
  const path = given(vars.path ?? counter.path, vars.event ? "" : ownPath());
  if (path === null || path === "") return undefined;
  const query = new URLSearchParams({
    p: path,
    b: isAutomated() ? "150" : "0",
    s: String(screen.width),
    q: location.search,
    rnd: Math.random().toString(36).slice(2, 7),
  });
  const title = given(vars.title ?? counter.title, document.title);
  const referrer = given(vars.referrer ?? counter.referrer, document.referrer);
  if (title) query.set("t", title);
  if (referrer) query.set("r", referrer);
  if (vars.event) query.set("e", "true");
  return `${endpoint}?${query}`;
};

counter.count = (vars = {}) => {
  const url = counter.filter?.() ? undefined : counter.url?.(vars);
  if (url && !navigator.sendBeacon(url)) new Image().src = url;
};

counter.get_query = (name) => new URLSearchParams(location.search).get(name) ?? undefined;

counter.bind_events = () => {
  for (const named of document.querySelectorAll<HTMLElement>("[data-goatcounter-click]")) {
    if (named.dataset.goatcounterBound) continue;
    named.dataset.goatcounterBound = "true";
    const count = () =>
      counter.count?.({
        event: true,
        path: named.dataset.goatcounterClick || named.id || named.getAttribute("name") || "",
        title: named.dataset.goatcounterTitle || named.title || (named.innerHTML || "").slice(0, 200),
        referrer: named.dataset.goatcounterReferrer || named.dataset.goatcounterReferral || "",
      });
    named.addEventListener("click", count);
    named.addEventListener("auxclick", count);
  }
};

const loaded = (): void => {
  if (!counter.no_onload) whenSeen(() => counter.count?.());
  if (!counter.no_events) counter.bind_events?.();
};

if (document.body) loaded();
else addEventListener("DOMContentLoaded", loaded);
