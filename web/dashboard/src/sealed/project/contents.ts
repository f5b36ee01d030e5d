import type { Answerer } from "../../api/answerers";
import { declaredEvents } from "../../api/projects";
import type { Project } from "../../api/types";
import type { Day } from "../../question/calendar";
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

/** A range as pages name it: a word, or two days with a comma between them. */
const rangeOf = (words: string): unknown => (words.includes(",") ? words.split(",") : words);

/** What pages read of events beside answers. */
export function contentsOf(project: Project, means: ContentsMeans, ends: AbortSignal): Contents {
  const firstDay = (withBots: boolean): Promise<Day | null> => sealedFirstDay(withBots, project.timezone, means, ends);
  return {
    firstDay,
    firstEventAt: (signal = ends) => sealedFirstEvent(means, signal),
    readBots: async (range) => sealedBots(rangeOf(range), range === "all" ? await firstDay(true) : null, means, ends),
    readRealtime: () => sealedRealtime(means, ends),
    recentEvents: (limit) => sealedRecentEvents(project.id, limit, means, ends),
    seenEvents: async () => {
      const { items } = await declaredEvents(project.id);
      return sealedSeenEvents(new Set(items.map(({ name }) => name)), means, ends);
    },
  };
}
