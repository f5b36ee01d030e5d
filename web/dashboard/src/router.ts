import { useEffect, useState } from "preact/hooks";

export interface Place {
  path: string;
  search: string;
  hash: string;
}

const here = (): Place => ({ path: location.pathname, search: location.search, hash: location.hash });
const listeners = new Set<() => void>();
const announce = (): void => {
  for (const listener of listeners) listener();
};

/** The first segments of the paths that are pages of this program; all others are the server's. */
const OWN = new Set([
  "",
  "login",
  "setup",
  "recover",
  "invitation",
  "projects",
  "vaults",
  "account",
  "tokens",
  "audit",
  "share",
  "unsubscribe",
]);

export function navigate(to: string, how: "push" | "replace" = "push"): void {
  if (to === location.pathname + location.search + location.hash) return;
  const samePage = to.split(/[?#]/)[0] === location.pathname;
  history[how === "push" ? "pushState" : "replaceState"](null, "", to);
  if (!samePage) scrollTo(0, 0);
  announce();
}

export function usePlace(): Place {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const listener = (): void => setPlace(here());
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return place;
}

/** A place in the page. A fragment that begins with a question mark is a view of a sealed project, which browsers tell no server. */
const isAnchor = (hash: string): boolean => hash !== "" && !hash.startsWith("#?");

/** Ordinary links stay ordinary: a plain click on one of ours changes the page without loading it, all else is the browser's. */
function followLink(click: MouseEvent): void {
  if (click.defaultPrevented || click.button !== 0 || click.metaKey || click.ctrlKey || click.shiftKey || click.altKey) return;
  const link = (click.target as Element | null)?.closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
  if (!OWN.has(link.pathname.split("/")[1] ?? "") || (isAnchor(link.hash) && link.pathname === location.pathname)) return;
  click.preventDefault();
  navigate(link.pathname + link.search + link.hash);
}

export function startRouter(): void {
  addEventListener("popstate", announce);
  document.addEventListener("click", followLink);
}
