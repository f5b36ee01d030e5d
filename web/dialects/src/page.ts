// What the drop-in scripts of all products need of the page that they are in.

/** The element that loaded this script: where it came from tells where events go. */
export const element = document.currentScript as HTMLScriptElement | null;

/** The script's address without what follows it; another origin's script may have been put in by a tag manager, which leaves no element. */
export const source: string = element?.src.split(/[?#]/)[0] ?? location.origin;

/** What stands before `part` in the script's address: the server, and a prefix where it is mounted below one. */
export const base = (part: string): string => {
  const at = source.indexOf(part);
  return at < 0 ? new URL(source).origin : source.slice(0, at);
};

/** Programs that drive a browser say so in several ways. */
export const isAutomated = (): boolean => navigator.webdriver || "_phantom" in window || "__nightmare" in window || "Cypress" in window;

export const isLocal = (): boolean =>
  /^localhost$|^127(\.\d+){0,2}\.\d+$|^\[::1?\]$/.test(location.hostname) || location.protocol === "file:";

/** Browsers may forbid the storage of a page. */
export const stored = (name: string): string | null => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

/** Calls back after the page's router has changed the address. */
export const onNavigation = (navigated: () => void): void => {
  for (const name of ["pushState", "replaceState"] as const) {
    const original = history[name];
    history[name] = function (this: History, ...args: Parameters<History["pushState"]>) {
      original.apply(this, args);
      navigated();
    };
  }
  addEventListener("popstate", navigated);
};

/** Calls back once somebody can see the page: what is prerendered may never be. */
export const whenSeen = (seen: () => void): void => {
  const look = () => {
    if (document.visibilityState === "hidden") return;
    document.removeEventListener("visibilitychange", look);
    seen();
  };
  document.addEventListener("visibilitychange", look);
  look();
};

/** Sends JSON so that no preflight is needed and leaving the page does not stop it. */
export const post = (url: string, body: unknown, headers: Record<string, string> = { "Content-Type": "text/plain" }): Promise<Response> =>
  fetch(url, { method: "POST", headers, body: JSON.stringify(body), keepalive: true, credentials: "omit" });
