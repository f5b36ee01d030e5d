// When envelopes are to be compacted, and which. Nothing here fetches or opens anything.

/** Envelopes of an epoch that came in one hour. */
export interface Waiting {
  epoch: string;
  /** Hours since 1970. */
  hour: number;
  envelopes: number;
}

/** Events of a fresh segment, about. */
export const freshEvents = 100_000;
/** What waits longer than a day is compacted where there is this much of it. */
export const leastEvents = 10_000;

const ripeHours = 2;
const dayHours = 24;

/** The last hour of receipt whose envelopes may be compacted: later ones may still be on their way through other readers. */
export const lastRipeHour = (now: number): number => Math.floor(now / 3_600_000) - ripeHours - 1;

/** Whether compacting is worth while. `eventsAnEnvelope` is what the opened ones have on average. */
export const isDue = (waiting: readonly Waiting[], eventsAnEnvelope: number, now: number): boolean => {
  const ripe = lastRipeHour(now);
  const byEpoch = new Map<string, { all: number; old: number }>();
  for (const { epoch, hour, envelopes } of waiting) {
    if (hour > ripe) continue;
    const count = byEpoch.get(epoch) ?? { all: 0, old: 0 };
    count.all += envelopes * eventsAnEnvelope;
    if (hour < ripe - dayHours) count.old += envelopes * eventsAnEnvelope;
    byEpoch.set(epoch, count);
  }
  return [...byEpoch.values()].some(({ all, old }) => all >= freshEvents || old >= leastEvents);
};
