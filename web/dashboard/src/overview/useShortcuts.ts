import { useEffect, useRef, useState } from "preact/hooks";
import { supply } from "../palette/supply";
import { PERIOD_SHORTCUTS, type PeriodKey, step } from "../question/period";
import { recall } from "../shell/theme";
import type { Standing } from "./context";

/** Counts of what the keyboard asked for that is not in the address. */
export interface AskedByKey {
  filter: number;
  /** The dimension of the filter that is asked for; null: whichever. */
  filterKey: string | null;
  custom: number;
}

export const SHORTCUTS_OFF = "footfall.shortcuts-off";

const periodByKey = new Map(Object.entries(PERIOD_SHORTCUTS).map(([period, key]) => [key.toLowerCase(), period as PeriodKey]));

export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName));

/** Single keys of the overview. None acts while something is typed, a dialog is open, or the reader turned them off. */
export function useShortcuts(standing: Standing, onHelp: () => void): AskedByKey {
  const [asked, setAsked] = useState<AskedByKey>({ filter: 0, filterKey: null, custom: 0 });
  const latest = useRef(standing);
  latest.current = standing;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]") || recall(SHORTCUTS_OFF)) return;
      if (event.key === "?") onHelp();
      else if (event.key === "/") setAsked((old) => ({ ...old, filter: old.filter + 1, filterKey: null }));
      else if (event.key.toLowerCase() === "c") setAsked((old) => ({ ...old, custom: old.custom + 1 }));
      else if (!act(event.key, latest.current)) return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  useEffect(
    () =>
      supply(() => ({
        standing: latest.current,
        asks: {
          custom: () => setAsked((old) => ({ ...old, custom: old.custom + 1 })),
          filter: (filterKey) => setAsked((old) => ({ ...old, filter: old.filter + 1, filterKey })),
        },
      })),
    [],
  );
  return asked;
}

function act(key: string, { view, period, present, go }: Standing): boolean {
  const chosen = periodByKey.get(key.toLowerCase());
  if (chosen) go({ period: { key: chosen } });
  else if (key.toLowerCase() === "x") go({ comparison: view.comparison === "none" ? "previous" : "none" });
  else if (key === "Escape" && view.filters.length > 0) go({ filters: [] });
  else if (key === "," || key === ".") {
    const next = step(period, key === "," ? -1 : 1, present);
    if (next) go({ period: next });
  } else return false;
  return true;
}
