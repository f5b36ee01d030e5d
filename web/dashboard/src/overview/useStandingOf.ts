import { useEffect, useMemo, useState } from "preact/hooks";
import { answererOf } from "../api/answerers";
import { LiveConnection, type LiveState, notYetLive } from "../api/live";
import type { Project } from "../api/types";
import { beforeOf } from "../question/comparison";
import { type Interval, intervalFor } from "../question/interval";
import { layOut, type Period, type Present } from "../question/period";
import { clockIn } from "../question/timeZone";
import { readView, type View, writeView } from "../question/view";
import { navigate, usePlace } from "../router";
import type { Standing } from "./context";

const REFRESH_MS = 10_000;
const TEN_MINUTES_MS = 600_000;
const TWO_DAYS_MS = 172_800_000;

/** Of a project's first two days the period to show is today: counted days end yesterday, and there is none yet. */
function defaultPeriod(project: Project, now: number): Period {
  const first = project.first_event_at;
  return { key: !first || now - Date.parse(first) < TWO_DAYS_MS ? "today" : "28d" };
}

function useLive(project: string): LiveState {
  const [state, setState] = useState<LiveState>(notYetLive);
  useEffect(() => {
    const answerer = answererOf(project);
    if (answerer) return answerer.follow(setState);
    const connection = new LiveConnection(project, setState);
    return () => connection.close();
  }, [project]);
  return state;
}

/** Follows the live view at a calm pace: at most one refresh in ten seconds, and none while the page is hidden. */
function useBeat(live: LiveState, running: boolean): number {
  const [beat, setBeat] = useState({ shown: 0, live: 0, at: Date.now() });
  useEffect(() => {
    if (!running || live.beat === beat.live) return undefined;
    const wait = Math.max(0, beat.at + REFRESH_MS - Date.now());
    const timer = setTimeout(() => {
      if (!document.hidden) setBeat({ shown: beat.shown + 1, live: live.beat, at: Date.now() });
    }, wait);
    return () => clearTimeout(timer);
  }, [live.beat, beat, running]);
  return beat.shown;
}

interface Bounds {
  /** The period where the address names none. */
  period: Period;
  intervals: readonly Interval[];
}

/** @param bounds of a page that shows less than the project has. */
export function useStandingOf(project: Project, bounds?: Bounds): Standing {
  const { path, search, hash } = usePlace();
  // What is asked of a sealed project stands behind a #, which browsers keep to themselves.
  const inFragment = project.mode === "sealed";
  const query = inFragment ? hash.slice(1) : search;
  const live = useLive(project.id);
  const [running, setRunning] = useState(true);
  const beat = useBeat(live, running);
  const standing = useMemo(() => {
    const now = Date.now();
    const view = readView(query);
    // Questions that name an instant change every ten minutes, not with every beat.
    const present: Present = {
      now: new Date(now - (now % TEN_MINUTES_MS)),
      timeZone: project.timezone,
      firstDay: clockIn(project.timezone, new Date(project.first_event_at ?? project.created_at)).day,
    };
    const period = view.period ?? bounds?.period ?? defaultPeriod(project, now);
    const span = layOut(period, present);
    const before = beforeOf(span, view, present);
    const href = (change: Partial<View>): string => {
      const written = writeView({ ...view, ...change });
      return path + (inFragment && written ? `#${written}` : written);
    };
    const go = (change: Partial<View>, how: "push" | "replace" = "push"): void => navigate(href(change), how);
    const fitting = intervalFor(span, view.interval);
    const interval = !bounds || bounds.intervals.includes(fitting) ? fitting : (bounds.intervals[0] ?? fitting);
    return { project, view, period, present, span, before, interval, href, go };
  }, [project, path, query, beat]);
  useEffect(() => setRunning(standing.span.running), [standing.span.running]);
  return { ...standing, live, beat };
}
