import type { Answerer } from "../../api/answerers";
import { declaredEvents } from "../../api/projects";
import type { Project } from "../../api/types";
import type { Day } from "../../question/calendar";
import { noPeriod, type Period } from "../answer/ask";
import {
  type ContentsMeans,
  sealedBots,
  sealedFirstDay,
  sealedFirstEvent,
  sealedRealtime,
  sealedRecentEvents,
  sealedSeenEvents,
} from "../answer/contents";

interface Contents extends Pick<Answerer, "firstEventAt" | "readBots" | "readRealtime" | "seenEvents" | "recentEvents"> {
  /** In the project's time zone; null where nothing has come yet. */
  firstDay: (withBots: boolean) => Promise<Day | null>;
}

/** How far segments go, and which days a range means. */
export interface Reach {
  since: () => number | null;
  until: () => number | null;
  /** Undefined: all time. */
  periodOf: (range: unknown, signal: AbortSignal) => Promise<Period | undefined>;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const RECENT_DAYS = 1;
/** Names of events are gathered from as many days where segments have them; opening all there ever was would be too dear for a list. */
const SEEN_DAYS = 28;

/** A range as pages name it: a word, or two days with a comma between them. */
const rangeOf = (words: string): unknown => (words.includes(",") ? words.split(",") : words);

/** What pages read of events beside answers. */
export function contentsOf(project: Project, means: ContentsMeans, reach: Reach, ends: AbortSignal): Contents {
  const firstDay = (withBots: boolean): Promise<Day | null> => sealedFirstDay(withBots, project.timezone, means, ends);
  return {
    firstDay,
    firstEventAt: async (signal = ends) => {
      // What segments have of it is known to the hour without opening any.
      const [since, first] = [reach.since(), await sealedFirstEvent(means, signal, noPeriod)];
      const earlier = since !== null && !(first !== null && Date.parse(first) <= since);
      return earlier ? new Date(since).toISOString() : first;
    },
    readBots: async (range) => {
      const words = rangeOf(range);
      return sealedBots(words, range === "all" ? await firstDay(true) : null, means, ends, await reach.periodOf(words, ends));
    },
    readRealtime: () => sealedRealtime(means, ends, { from: Date.now() - HOUR, to: Date.now() + HOUR }),
    recentEvents: (limit) => sealedRecentEvents(project.id, limit, means, ends, lastDays(RECENT_DAYS, reach)),
    seenEvents: async () => {
      const { items } = await declaredEvents(project.id);
      const days = lastDays(SEEN_DAYS, reach);
      const seen = await sealedSeenEvents(new Set(items.map(({ name }) => name)), means, ends, days);
      const since = reach.since();
      return since !== null && since < days.from ? { ...seen, since: new Date(days.from).toISOString() } : seen;
    },
  };
}

/** The days before the latest event that any segment has, and all since. */
function lastDays(days: number, { until }: Reach): Period {
  const now = Date.now();
  return { from: Math.min(now, until() ?? now) - days * DAY, to: now + DAY };
}
