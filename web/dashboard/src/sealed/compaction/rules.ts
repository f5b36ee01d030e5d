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

const freshToMerge = 10;
/** A segment of as many is not fresh any more. */
const mergedEvents = 500_000;
const mostMerged = 1_200_000;

interface Sized {
  epoch: string;
  madeAt: number;
  description: { rows: number };
}

/** Groups of fresh segments, each of one epoch, that are to become one: the oldest first. */
export const mergeable = <T extends Sized>(live: readonly T[], fresh = freshToMerge): T[][] => {
  const groups: T[][] = [];
  for (const epoch of new Set(live.map((segment) => segment.epoch))) {
    const small = live.filter((segment) => segment.epoch === epoch && segment.description.rows < mergedEvents);
    const oldest = small.sort((one, other) => one.madeAt - other.madeAt).slice(0, fresh);
    const rows = oldest.reduce((sum, { description }) => sum + description.rows, 0);
    if (oldest.length === fresh && rows <= mostMerged) groups.push(oldest);
  }
  return groups;
};
