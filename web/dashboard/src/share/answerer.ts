import type { Answerer } from "../api/answerers";
import type { LiveState } from "../api/live";
import { notYetLive } from "../api/live";
import { askShared, sharedRealtime } from "../api/shared";

const POLL_MS = 15_000;

/** Answers the overview's questions by what a link may tell. What it may not is not asked for by any part that is shown. */
export function answererOf(slug: string, live: boolean): Answerer {
  const none = <T>(value: T) => Promise.resolve(value);
  return {
    ask: (question, signal) => askShared(slug, question, signal),
    report: () => Promise.reject(new Error("A link's reports are asked for by their id.")),
    firstEventAt: () => none(null),
    readBots: () => none({ total: 0, reasons: [] }),
    readRealtime: () => sharedRealtime(slug),
    seenEvents: () => none({ items: [] }),
    recentEvents: () => none({ items: [] }),
    follow: (onChange) => (live ? poll(slug, onChange) : () => undefined),
  };
}

/** Visitors now, asked for while somebody looks. */
function poll(slug: string, onChange: (state: LiveState) => void): () => void {
  const look = (): void => {
    if (document.hidden) return;
    sharedRealtime(slug).then(
      ({ visitors }) => onChange({ ...notYetLive, by: "polling", visitorsNow: visitors }),
      () => undefined, // the number stays as it was; the next look tries again
    );
  };
  look();
  const timer = setInterval(look, POLL_MS);
  return () => clearInterval(timer);
}
