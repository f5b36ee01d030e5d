import { useEffect, useRef } from "react";
import type { TrackProps } from "../types/index";
import { useAnalytics } from "./provider";

export const Track = ({ event, props, options, on = "click", as: Tag = "span", children }: TrackProps) => {
  const analytics = useAnalytics();
  const element = useRef<HTMLElement | null>(null);
  // Outlives the second run of effects in React's strict mode.
  const told = useRef(false);
  const tell = () => analytics.trackEvent(event, props, options);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what appeared or was seen is told once, in the words of that time.
  useEffect(() => {
    const once = () => {
      if (told.current) return;
      told.current = true;
      tell();
    };
    if (on === "appear") once();
    // The element around has no place of its own, so what is looked for is what is inside.
    const inside = element.current?.firstElementChild;
    if (on !== "seen" || told.current || !inside) return undefined;
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        watch.disconnect();
        once();
      },
      { threshold: 0.5 },
    );
    watch.observe(inside);
    return () => watch.disconnect();
  }, [on, event]);

  const listeners = on === "click" ? { onClick: tell } : on === "submit" ? { onSubmit: tell } : {};
  return (
    <Tag ref={element as never} style={{ display: "contents" }} {...listeners}>
      {children}
    </Tag>
  );
};
