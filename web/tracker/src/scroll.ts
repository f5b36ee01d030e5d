import { emit } from "./events";

/** Lowest pixel of the page that was on the screen. */
let reach = 0;
/** The next threshold to report, percent. */
let next = 25;

/** Percent of the page's present height that was on the screen. A page may grow while it loads: pixels are kept, not percents. */
export const depth = (): number => {
  reach = Math.max(reach, scrollY + innerHeight);
  return Math.min(100, (100 * reach) / document.documentElement.scrollHeight + 0.5) | 0;
};

export const clearScroll = (): void => {
  reach = 0;
  next = 25;
};

export const scrolled = (): void => {
  const now = depth();
  if (FULL) for (; next <= now; next += 25) emit("scroll", { scroll_depth: next });
};
