// footfall.vitals.js, optional, behind any of the trackers: measures how the page that was loaded felt, and hands the numbers to the tracker when it is left.
interface Shift extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}
interface Interaction extends PerformanceEntry {
  interactionId?: number;
}

const { sample } = (document.currentScript as HTMLScriptElement).dataset;
const [load] = performance.getEntriesByType("navigation") as (PerformanceNavigationTiming & { activationStart?: number })[];
/** A page that was rendered before it was asked for begins when it is shown. */
const begun = load?.activationStart ?? 0;
/** A page that was hidden meanwhile tells nothing about painting. */
const wasHidden =
  document.visibilityState === "hidden" || performance.getEntriesByType("visibility-state").some(({ name }) => name === "hidden");

const found: Record<string, number> = {};
const watched: [PerformanceObserver, (entry: never) => void][] = [];

const since = (moment: number): number => Math.max(0, Math.round(moment - begun));

const watch = <E extends PerformanceEntry>(type: string, take: (entry: E) => void, more?: object): boolean => {
  const known = PerformanceObserver.supportedEntryTypes.includes(type);
  if (known) {
    const observer = new PerformanceObserver((list) => (list.getEntries() as E[]).forEach(take));
    observer.observe({ type, buffered: true, ...more });
    watched.push([observer, take as never]);
  }
  return known;
};

// A response of nothing, as from a cache of the browser's, was never waited for.
if (load?.responseStart) found.ttfb = since(load.responseStart);

if (!wasHidden) {
  watch("paint", ({ name, startTime }) => {
    if (name === "first-contentful-paint") found.fcp = since(startTime);
  });
  // The browser itself ends this at the first input.
  watch("largest-contentful-paint", ({ startTime }) => {
    found.lcp = since(startTime);
  });
}

/** Shifts that follow each other within a second, five seconds long at most, are one; the worst of these counts. */
let shifted = 0;
let first = 0;
let last = 0;
const shifts = watch<Shift>("layout-shift", ({ value, startTime, hadRecentInput }) => {
  if (hadRecentInput) return;
  if (startTime - last > 1e3 || startTime - first > 5e3) {
    shifted = 0;
    first = startTime;
  }
  shifted += value;
  last = startTime;
  found.cls = Math.max(found.cls ?? 0, Math.round(shifted * 1e4) / 1e4);
});
if (shifts) found.cls = 0;

/** The longest answers by interaction, at most ten: of many interactions one in fifty is an outlier. */
const answers = new Map<number, number>();
const interactions = new Set<number>();
const answered = ({ interactionId, duration }: Interaction): void => {
  if (!interactionId) return;
  interactions.add(interactionId);
  answers.set(interactionId, Math.max(answers.get(interactionId) ?? 0, duration));
  const longest = [...answers].sort(([, a], [, b]) => b - a).slice(0, 10);
  answers.clear();
  for (const [id, length] of longest) answers.set(id, length);
  const count = (performance as { interactionCount?: number }).interactionCount ?? interactions.size;
  found.inp = Math.round((longest[Math.min(longest.length - 1, Math.floor(count / 50))] as [number, number])[1]);
};
watch("event", answered, { durationThreshold: 16 });
watch("first-input", answered);

let sent = Math.random() >= Number(sample ?? 1);
const send = (): void => {
  for (const [observer, take] of watched) {
    observer.takeRecords().forEach(take as never);
    observer.disconnect();
  }
  if (!sent && "ttfb" in found) {
    window.footfall ??= [] as never;
    (window.footfall as { push: (call: unknown[]) => void }).push(["event", "web_vitals", found, { interactive: false }]);
  }
  sent = true;
};

window.footfall ??= [] as never;
(window.footfall as { push: (call: unknown[]) => void }).push([
  "declare",
  [{ name: "web_vitals", props: ["lcp", "inp", "cls", "fcp", "ttfb"], purpose: "How fast this page was" }],
]);

// Before the tracker hears of either: what it sends then has this with it, and is told of the page that was loaded.
addEventListener("visibilitychange", () => document.visibilityState === "hidden" && send(), true);
addEventListener("pagehide", send, true);
const pushState = history.pushState;
history.pushState = function (...args) {
  send();
  pushState.apply(this, args);
};
