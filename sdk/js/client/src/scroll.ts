/** The next threshold to report, percent. */
let next = 25;
/** Lowest pixel of the page that was on the screen. A page may grow while it loads: pixels are kept, not percents. */
let reach = 0;

export const clearScroll = (): void => {
  next = 25;
  reach = 0;
};

/** Tells each quarter of the page once. */
export const watchScroll = (tell: (percent: number) => void): (() => void) => {
  const look = () => {
    reach = Math.max(reach, scrollY + innerHeight);
    const now = Math.min(100, (100 * reach) / document.documentElement.scrollHeight + 0.5);
    for (; next <= now; next += 25) tell(next);
  };
  addEventListener("scroll", look, { passive: true });
  return () => removeEventListener("scroll", look);
};
