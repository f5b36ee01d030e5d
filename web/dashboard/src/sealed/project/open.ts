import type { Answerer } from "../../api/answerers";
import type { Project } from "../../api/types";
import type { FirstNumbers } from "../engine/numbers/numbers";
import type { Progress, SegmentProgress } from "../engine/progress";
import { openReader, type Reader } from "../engine/reader";
import type { EpochKeys } from "../keys/epochs";
import { homeOf } from "../keys/ring";
import { openUpkeep, type Upkeep } from "../upkeep/upkeep";
import { sealedAnswerer } from "./answerer";
import { trustOf } from "./trust";

export interface Opening {
  progress: Progress;
  /** Of the last four weeks; null until everything has been opened, and where segments have a part in them. */
  first: FirstNumbers | null;
}

/** A sealed project whose events this page can read. */
export interface OpenProject {
  id: string;
  /** Runs a statement of this page's own over what has been opened. */
  run: Reader["run"];
  answerer: Answerer;
  /** What is not part of the numbers, by reason. */
  unopened: () => Progress["unopened"];
  /** More came than this browser can hold, so the latest is missing. */
  truncated: () => boolean;
  segments: () => SegmentProgress | null;
  /** Calls back when one of these three has changed; returns what ends that. */
  whenTold: (listener: () => void) => () => void;
  upkeep: Upkeep;
  close: () => void;
}

const DAY = 86_400_000;
const DAYS = 28;
const LOOK_EVERY_MS = 250;

/** The last four weeks in days of UTC: an overview before the overview. */
function lastWeeks(now: number): { starts: number[]; end: number } {
  const today = now - (now % DAY);
  return { starts: Array.from({ length: DAYS }, (_, day) => today - (DAYS - 1 - day) * DAY), end: today + DAY };
}

const whatIsTold = (progress: Progress | null): string =>
  JSON.stringify([progress?.unopened, progress?.truncated, progress?.segments.refused, progress?.segments.chains]);

/** Fetches and opens everything, telling how far it is. Resolves when the first question can be answered. */
export async function openProject(
  project: Project,
  epochKeys: EpochKeys,
  onOpening: (opening: Opening) => void,
  signal: AbortSignal,
): Promise<OpenProject> {
  let progress: Progress | null = null;
  let told = 0;
  let isOpen = false;
  const listeners = new Set<() => void>();
  const { id, number, identity, allowed_hosts, redacted_parameters, retention_days } = project;
  const rules = { id, number, identity: identity ?? "anonymous", allowed_hosts, redacted_parameters, retention_days };
  const weeks = lastWeeks(Date.now());
  const trust = trustOf(project, epochKeys);
  const reader = await openReader({
    project: rules,
    epochKeys,
    trust,
    first: { from: weeks.starts[0] as number, to: weeks.end },
    onProgress: (now) => {
      const before = progress;
      progress = now;
      if (isOpen && whatIsTold(before) !== whatIsTold(now)) for (const listener of listeners) listener();
      // What arrives later is no matter of opening.
      if (isOpen || Date.now() - told < LOOK_EVERY_MS) return;
      told = Date.now();
      onOpening({ progress: now, first: null });
    },
    signal,
  });
  const { people } = await homeOf(project);
  const named = <T extends { by: string }>(one: T): T => ({ ...one, by: people.get(one.by)?.name || one.by });
  const first = await reader.firstNumbers(weeks, signal);
  if (progress) onOpening({ progress, first });
  isOpen = true;
  return {
    id: project.id,
    run: (...question) => reader.run(...question),
    answerer: sealedAnswerer(project, reader, signal),
    unopened: () => progress?.unopened ?? {},
    truncated: () => progress?.truncated ?? false,
    segments: () => progress && { ...progress.segments, refused: progress.segments.refused.map(named) },
    whenTold: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    upkeep: await openUpkeep({ project, rules, reader, epochKeys, trust, progress: () => progress }),
    close: () => reader.close(),
  };
}
