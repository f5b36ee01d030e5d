import type { ViewOptions } from "@footfall/client";
import { useEffect, useRef } from "react";
import { useAnalytics } from "./provider";

const viewOf = (page: string | ViewOptions | undefined): ViewOptions =>
  typeof page === "string" ? { pageUrl: new URL(page, location.href).href } : (page ?? {});

export const usePageView = (page?: string | ViewOptions): void => {
  const analytics = useAnalytics();
  const shown = typeof page === "string" ? page : (page?.pageUrl ?? page?.url ?? "");
  // Outlives the second run of effects in React's strict mode, and not the component.
  const told = useRef<string | undefined>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a view is told again when its address is another, not when its other words are written anew.
  useEffect(() => {
    if (told.current === shown) return;
    told.current = shown;
    analytics.trackView(viewOf(page));
  }, [analytics, shown]);
};
