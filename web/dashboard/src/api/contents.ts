import { answererOf } from "./answerers";
import { send } from "./http";
import type { Bots, Items, LiveEvent, SeenEvents } from "./types";

/**
 * What a project's events say beside the numbers of `ask`. These, `ask` and the live connection are the only ways to
 * the contents of events: pages never ask for them otherwise, so that a project whose events only this browser can
 * read needs another answer in these places and nowhere else.
 */
const of = (project: string): string => `/api/v1/projects/${encodeURIComponent(project)}`;

export const readBots = (id: string, range: string): Promise<Bots> =>
  answererOf(id)?.readBots(range) ?? send("GET", `${of(id)}/bots?date_range=${encodeURIComponent(range)}`);
export const readRealtime = (id: string): Promise<{ visitors: number }> =>
  answererOf(id)?.readRealtime() ?? send("GET", `${of(id)}/realtime`);
export const seenEvents = (id: string): Promise<SeenEvents> => answererOf(id)?.seenEvents() ?? send("GET", `${of(id)}/seen-events`);
export const recentEvents = (id: string, limit: number): Promise<Items<LiveEvent>> =>
  answererOf(id)?.recentEvents(limit) ?? send("GET", `/events/recent?project=${encodeURIComponent(id)}&limit=${limit}`);
