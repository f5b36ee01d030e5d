import { install } from "./api";
import { declareOwn } from "./catalogue";
import { release, reopen } from "./consent";
import { open } from "./device";
import { guard, on } from "./edges";
import { goesOn, watchInteractions } from "./interactions";
import { engage, leave, navigated, pageview } from "./page";
import { flush } from "./queue";
import { scrolled } from "./scroll";
import { endSession } from "./session";
import { watchWindow } from "./window";

const watchHistory = (method: "pushState" | "replaceState"): void => {
  const original = history[method];
  const after = guard(navigated);
  history[method] = function (...args) {
    original.apply(this, args);
    after(method < "r");
  };
};

const start = (): void => {
  pageview();
  // The first pageview leaves at once; later ones wait for company.
  if (FULL) release();
  else flush();
  // The key is asked for meanwhile, so that a page that is left soon can still tell.
  if (SEALED) flush();

  watchHistory("pushState");
  watchHistory("replaceState");
  on("popstate", () => navigated(true));
  on("hashchange", () => navigated(true));

  on("scroll", scrolled);
  on("visibilitychange", () => {
    engage();
    // A hidden page may never run again, which phones tell nobody.
    if (document.visibilityState === "hidden") flush(true);
  });
  // What a crash can take is a minute.
  setInterval(guard(engage), 6e4);
  on("pagehide", () => {
    leave();
    if (FULL && !goesOn()) endSession();
    flush(true);
  });
  // Back from the back/forward cache: the same page, seen once more.
  on("pageshow", (event: PageTransitionEvent) => {
    if (event.persisted) pageview();
  });

  if (FULL) {
    // What another tab answered counts here at once.
    on("storage", reopen);
    watchInteractions();
    watchWindow();
  }
};

// Twice the same snippet in a page counts once.
if (!window.footfall?.flush) {
  if (FULL) {
    declareOwn();
    open();
  }
  install();
  if (document.prerendering) on("prerenderingchange", start);
  else start();
}
