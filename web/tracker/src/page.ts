import { emit } from "./events";
import { clearScroll, depth } from "./scroll";
import { data } from "./settings";
import { type Fields, referringPage, type WireEvent } from "./wire";

/** The pageview of the page that is open; undefined after it was left. */
let page: WireEvent | undefined;
/** Address of the last pageview, without its fragment unless the site routes by it. */
let url = "";
/** `performance.now()` up to which visible time has been reported. */
let reported = 0;
let wasVisible = false;

const here = (): string => ("hash" in data ? location.href : (location.href.split("#")[0] as string));

export const currentUrl = (): string => url || here();

/** Single-page applications set the title after the address: the pageview takes the latest one until it is sent or left. */
export const retitle = (): void => {
  if (page) page.title = document.title;
};

/** Visible milliseconds since the last call, each counted once. */
const takeVisibleTime = (): number => {
  const now = performance.now();
  const elapsed = wasVisible ? now - reported : 0;
  reported = now;
  wasVisible = document.visibilityState === "visible";
  // Fractions are left out rather than counted twice.
  return elapsed | 0;
};

/** Reports visible time; without a name only if there is any. */
export const engage = (name?: string): void => {
  const engagement_ms = takeVisibleTime();
  if (page && (name || engagement_ms)) emit(name || "engagement", { engagement_ms, scroll_depth: depth() });
};

export const leave = (): void => {
  retitle();
  engage("page_leave");
  page = undefined;
};

export const pageview = (props?: Fields): void => {
  leave();
  takeVisibleTime();
  clearScroll();
  const referrer = url || referringPage() || undefined;
  url = here();
  page = emit("pageview", { title: document.title, referrer, ...props });
};

/** A replaced query is a filter or a cursor, not a page; a pushed one is a page. */
export const navigated = (pushed: boolean): void => {
  const path = (address: string) => (pushed ? address : address.split("?")[0]);
  if (path(here()) !== path(url)) pageview();
};
