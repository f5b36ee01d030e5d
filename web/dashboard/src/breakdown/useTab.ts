import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { StandingContext } from "../overview/context";
import { dimensionOf } from "../question/dimensions";
import { recall, remember } from "../shell/theme";

/** A tab of a panel. Its key is that of the dimension it shows, where it shows one. */
export interface Tab<K extends string> {
  key: K;
  label: string;
}

/** The tabs of a panel that are shown: under a threshold, those of what is published. */
export function useShownTabs<K extends string>(tabs: readonly Tab<K>[]): readonly Tab<K>[] {
  const shared = useContext(StandingContext)?.shared;
  if (!shared) return tabs;
  // Names of props are not told to a link's readers.
  const told = tabs.filter(({ key }) => key !== "props");
  const published = shared.threshold?.dimensions;
  return published ? told.filter(({ key }) => published.includes(dimensionOf(key === "map" ? "country" : key)?.api ?? "")) : told;
}

/**
 * The chosen tab, kept for the next visit. `drilled` is the tab that follows from a filter (a country's regions):
 * it is taken when the filter comes, and given back when it goes.
 */
export function useTab<K extends string>(panel: string, every: readonly Tab<K>[], drilled: K | null): [K, (key: K) => void] {
  const tabs = useShownTabs(every);
  const key = `footfall.tab.${panel}`;
  const first = tabs[0]?.key as K;
  const [chosen, setChosen] = useState<K>(() => {
    const kept = recall(key);
    return tabs.find((tab) => tab.key === kept)?.key ?? first;
  });
  const [override, setOverride] = useState<K | null>(drilled);
  const before = useRef(drilled);
  useEffect(() => {
    if (before.current !== drilled) setOverride(drilled);
    before.current = drilled;
  }, [drilled]);
  const choose = (next: K): void => {
    setOverride(null);
    setChosen(next);
    remember(key, next);
  };
  const shown = override ?? chosen;
  return [tabs.some((tab) => tab.key === shown) ? shown : first, choose];
}
