// Stands in for Plausible's script: its attributes, its variants by the name of the file, its function and queue.
import { base, element, isAutomated, isLocal, onNavigation, post, source, stored, whenSeen } from "./page";

type Props = Record<string, unknown>;

interface Options {
  props?: Props;
  meta?: Props;
  revenue?: { currency: string; amount: number | string };
  interactive?: boolean;
  u?: string;
  url?: string;
  callback?: (result?: { status?: number; error?: unknown }) => void;
}

interface Init {
  domain?: string;
  endpoint?: string;
  hashBasedRouting?: boolean;
  autoCapturePageviews?: boolean;
  captureOnLocalhost?: boolean;
  outboundLinks?: boolean;
  fileDownloads?: boolean | { fileExtensions?: string[] };
  formSubmissions?: boolean;
  customProperties?: Props | ((event: string) => Props);
  transformRequest?: (payload: Payload) => Payload | null;
}

interface Plausible {
  (name: string, options?: Options): void;
  q?: [string, Options?][];
  o?: Init;
  init?: (options?: Init) => void;
  l?: boolean;
}

type Payload = Record<string, unknown>;

const downloads = "pdf,xlsx,docx,txt,rtf,csv,exe,key,pps,ppt,pptx,7z,pkg,rar,gz,zip,avi,mov,mp4,mpeg,wmv,midi,mp3,wav,wma,dmg";
/** Visible time below this is not worth a request. */
const leastEngagement = 3000;

const global = window as unknown as { plausible?: Plausible };
const data = element?.dataset ?? {};
const file = source.slice(source.lastIndexOf("/") + 1);
const variants = file.split(".");
const has = (variant: string) => variants.includes(variant);
/** `pa-….js` names its site in the name of the file. */
const site = /^pa-(.+)\.js$/.exec(file)?.[1];

let settings: Init = {};
let started = false;
let engaged: Payload | undefined;
let engagedSince = 0;
let engagedBefore = 0;
let reportedDepth = -1;
let depth = 0;
let lastPage: string | undefined;

const usesHash = () => settings.hashBasedRouting ?? has("hash");
const endpoint = () => settings.endpoint ?? data.api ?? `${base("/js/")}/api/event`;
const domain = () => settings.domain ?? data.domain ?? site ?? location.hostname;

const matches = (patterns: string | undefined) =>
  patterns?.split(",").some((pattern) => {
    const path = pattern
      .trim()
      .split("**")
      .map((part) =>
        part
          .split("*")
          .map((text) => text.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
          .join("[^/]*"),
      );
    return new RegExp(`^${path.join(".*")}/?$`).test(location.pathname + (usesHash() ? location.hash : ""));
  });

const reasonToStaySilent = (): string | undefined => {
  if (isLocal() && !(settings.captureOnLocalhost ?? has("local"))) return "localhost";
  if (isAutomated()) return "a program drives the browser";
  if (stored("plausible_ignore") === "true") return "localStorage flag";
  return undefined;
};

const pageProps = (event: string): Props => {
  const custom = settings.customProperties;
  const props: Props = { ...(typeof custom === "function" ? custom(event) : custom) };
  for (const { name, value } of element?.attributes ?? []) if (name.startsWith("event-")) props[name.slice(6)] = value;
  return props;
};

const payloadOf = (name: string, options: Options): Payload => {
  const props = { ...pageProps(name), ...options.meta, ...options.props };
  const payload: Payload = { n: name, v: 36, u: options.u ?? options.url ?? location.href, d: domain(), r: document.referrer || null };
  if (Object.keys(props).length > 0) payload.p = props;
  if (options.revenue) payload.$ = options.revenue;
  if (options.interactive === false) payload.i = false;
  if (usesHash()) payload.h = 1;
  return payload;
};

const send = (payload: Payload, callback?: Options["callback"]): void => {
  const transformed = settings.transformRequest ? settings.transformRequest(payload) : payload;
  if (!transformed) return;
  post(endpoint(), transformed).then(
    ({ status }) => callback?.({ status }),
    (error) => callback?.({ error }),
  );
};

const engagement = (): number => engagedBefore + (engagedSince > 0 ? performance.now() - engagedSince : 0);

const measureDepth = (): void => {
  const height = Math.max(document.documentElement.scrollHeight, document.body?.scrollHeight ?? 0, 1);
  depth = Math.max(depth, Math.min(100, Math.round(((scrollY + innerHeight) / height) * 100)));
};

const reportEngagement = (): void => {
  if (!engaged) return;
  const visible = Math.round(engagement());
  if (visible < leastEngagement && depth <= reportedDepth) return;
  engagedBefore = 0;
  if (engagedSince > 0) engagedSince = performance.now();
  reportedDepth = depth;
  send({ n: "engagement", sd: depth, d: engaged.d, u: engaged.u, p: engaged.p, e: visible, v: 36, ...(usesHash() ? { h: 1 } : {}) });
};

const lookAway = (): void => {
  const isSeen = document.visibilityState === "visible" && document.hasFocus();
  if (isSeen && engagedSince === 0) engagedSince = performance.now();
  if (isSeen || engagedSince === 0) return;
  engagedBefore = engagement();
  engagedSince = 0;
  reportEngagement();
};

const track = (name: string, options: Options = {}): void => {
  const reason = reasonToStaySilent();
  if (reason || (name === "pageview" && (matches(data.exclude) || (data.include && !matches(data.include))))) {
    options.callback?.();
    return;
  }
  if (name === "pageview") reportEngagement();
  const payload = payloadOf(name, options);
  if (name === "pageview") {
    engaged = payload;
    engagedBefore = 0;
    depth = 0;
    reportedDepth = -1;
    measureDepth();
    reportedDepth = depth;
    engagedSince = document.visibilityState === "visible" ? performance.now() : 0;
  }
  send(payload, options.callback);
};

const pageview = (): void => {
  const page = usesHash() ? location.href : location.pathname;
  if (page === lastPage) return;
  lastPage = page;
  track("pageview");
};

/** Props of elements that carry them in class names, in which a plus stands for a space. */
const taggedOf = (start: Element): { name: string; props: Props } | undefined => {
  for (let at: Element | null = start, up = 0; at && up < 4; at = at.parentElement, up++) {
    const found: Record<string, string> = {};
    for (const name of at.classList) {
      const [, key, value] = /^plausible-event-(.+?)(?:=|--)(.+)$/.exec(name) ?? [];
      if (key && value) found[key] = value.replaceAll("+", " ");
    }
    if (found.name) {
      const { name, ...props } = found;
      return { name, props };
    }
  }
  return undefined;
};

const extensions = (): string[] => {
  const chosen = typeof settings.fileDownloads === "object" ? settings.fileDownloads.fileExtensions?.join() : undefined;
  return (chosen ?? data.fileTypes ?? (data.addFileTypes ? `${downloads},${data.addFileTypes}` : downloads)).split(",");
};

const clicked = (event: MouseEvent): void => {
  if (event.type === "auxclick" && event.button !== 1) return;
  const target = event.target instanceof Element ? event.target : undefined;
  const link = target?.closest<HTMLAnchorElement>("a[href]");
  const tagged = target && has("tagged-events") && !target.closest("form") ? taggedOf(target) : undefined;
  if (tagged) track(tagged.name, { props: link ? { url: link.href, ...tagged.props } : tagged.props });
  else if (link && (settings.fileDownloads || has("file-downloads")) && extensions().includes(link.pathname.split(".").pop() ?? ""))
    track("File Download", { props: { url: link.href.split("?")[0] } });
  else if (link?.host && (settings.outboundLinks || has("outbound-links")) && link.host !== location.host)
    track("Outbound Link: Click", { props: { url: link.href } });
};

const submitted = (event: SubmitEvent): void => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const tagged = has("tagged-events") ? taggedOf(form) : undefined;
  if (tagged) track(tagged.name, { props: tagged.props });
  else if (settings.formSubmissions && form.checkValidity()) track("Form: Submission", { props: { path: location.pathname } });
};

const start = (options: Init = {}): void => {
  if (started) return;
  started = true;
  settings = options;
  const before = global.plausible;
  if (!before?.l) {
    const plausible: Plausible = (name, given) => track(name, given);
    plausible.l = true;
    global.plausible = plausible;
  }
  if (settings.autoCapturePageviews ?? !has("manual")) {
    onNavigation(pageview);
    if (usesHash()) addEventListener("hashchange", pageview);
    whenSeen(pageview);
  }
  if (!before?.l) for (const [name, given] of before?.q ?? []) track(name, given);
  addEventListener("scroll", measureDepth, { passive: true });
  document.addEventListener("visibilitychange", lookAway);
  addEventListener("blur", lookAway);
  addEventListener("focus", lookAway);
  addEventListener("pagehide", reportEngagement);
  addEventListener("click", clicked);
  addEventListener("auxclick", clicked);
  addEventListener("submit", submitted, true);
};

/** Twice the same line on a page is one script; Plausible's own beside ours is not, and keeps the function. */
const mark = `footfall:${source}:${domain()}`;
const marks = window as unknown as Record<string, boolean>;
started = marks[mark] === true;
marks[mark] = true;

// The newer snippet says when to begin, and with what; it may have said so before this script was there.
if (site && !global.plausible?.o) {
  const waiting: Plausible = global.plausible ?? (() => undefined);
  waiting.init = start;
  global.plausible = waiting;
} else start(global.plausible?.o);
