import { Problem } from "./http";

/** What is shown while the server does not answer. */
export interface Outage {
  problem: Problem;
  /** When the questions that failed are asked again, in ms since 1970; null while they are being asked. */
  nextAt: number | null;
}

/**
 * Nobody answered, or a proxy did in the server's place: the same request may succeed in a moment. The server's own
 * 503 is not of this kind, for it is about one question.
 */
export const isOutage = (error: Error | null): error is Problem => error instanceof Problem && [0, 502, 504].includes(error.status);

/** How long to wait before asking again: 2, 4, 8 … 30 seconds. */
export const pauseAfter = (failures: number): number => Math.min(30_000, 2000 * 2 ** failures);

const waiting = new Set<() => void>();
const listeners = new Set<(outage: Outage | null) => void>();
let outage: Outage | null = null;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

const show = (next: Outage | null): void => {
  outage = next;
  for (const listener of listeners) listener(outage);
};

/** Everything that failed is asked again at once. Whatever fails again comes back by itself. */
export function askAgain(): void {
  clearTimeout(timer);
  timer = undefined;
  failures += 1;
  if (outage) show({ ...outage, nextAt: null });
  for (const retry of [...waiting]) retry();
}

/** Puts what failed among that which is asked again together. The answer takes it out. */
export function whenBack(problem: Problem, retry: () => void): () => void {
  waiting.add(retry);
  if (timer === undefined) {
    const pause = pauseAfter(failures);
    timer = setTimeout(askAgain, pause);
    show({ problem, nextAt: Date.now() + pause });
  }
  return () => {
    waiting.delete(retry);
    // A renewed failure leaves and comes back in one go; only what stays away has been answered.
    queueMicrotask(settle);
  };
}

function settle(): void {
  if (waiting.size > 0 || outage === null) return;
  clearTimeout(timer);
  timer = undefined;
  failures = 0;
  show(null);
}

/** Tells of the outage now and of each change; returns the way to stop. */
export function watchOutage(listener: (outage: Outage | null) => void): () => void {
  listeners.add(listener);
  listener(outage);
  return () => {
    listeners.delete(listener);
  };
}
