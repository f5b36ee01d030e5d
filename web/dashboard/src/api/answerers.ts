import type { LiveState } from "./live";
import type { Answer, Question } from "./query";
import type { ReportAnswer, ReportQuestion } from "./reports";
import type { Bots, Items, LiveEvent, SeenEvents } from "./types";

/** Answers for a project whose events only this browser can read, in place of the server. */
export interface Answerer {
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>;
  /** The answer to a report of that kind. */
  report: (kind: string, question: ReportQuestion, signal: AbortSignal) => Promise<ReportAnswer>;
  /** Of the first event of a person; null where there is none. */
  firstEventAt: (signal?: AbortSignal) => Promise<string | null>;
  readBots: (range: string) => Promise<Bots>;
  readRealtime: () => Promise<{ visitors: number }>;
  seenEvents: () => Promise<SeenEvents>;
  recentEvents: (limit: number) => Promise<Items<LiveEvent>>;
  /** Calls back now and whenever something arrives; returns what ends that. */
  follow: (onChange: (state: LiveState) => void) => () => void;
}

const answerers = new Map<string, Answerer>();

/** By the project's id; undefined: the server answers. */
export const answererOf = (project: string): Answerer | undefined => answerers.get(project);

export const setAnswerer = (project: string, answerer: Answerer): void => {
  answerers.set(project, answerer);
};

/** Where it is still this one that answers. */
export const removeAnswerer = (project: string, answerer: Answerer): void => {
  if (answerers.get(project) === answerer) answerers.delete(project);
};
