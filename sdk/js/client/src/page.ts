// The page that a browser shows, as web/tracker tells of it.
import { referringPage } from "../../../../web/tracker/src/wire";
import type { Page } from "./platform";

/** Address of the last view. */
let current = "";
let referrer: string | undefined;

export const pageOf = (view: boolean, named: unknown): Page => {
  const open = location.href.split("#")[0] as string;
  if (view) {
    referrer = current || referringPage() || undefined;
    current = typeof named === "string" && named ? named : open;
  }
  return { url: current || open, title: document.title, referrer };
};
