import { useState } from "preact/hooks";
import { changeProject } from "../../api/projects";
import { forgetAnswers } from "../../api/query";
import type { Project } from "../../api/types";
import { Failed, Late, Skeleton } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { countLabel } from "../../format/labels";
import { StandingContext } from "../../overview/context";
import { PeriodPicker } from "../../overview/PeriodPicker";
import { useStandingOf } from "../../overview/useStandingOf";
import { Course } from "../trends/Course";
import "../trends/trends.css";
import { Exceptions } from "./Exceptions";
import { Signals } from "./Signals";
import { linesOf, useBots, useCourse } from "./useBots";
import { Who } from "./Who";
import { SIGNALS } from "./words";
import "./bots.css";

/** What was kept apart as bots', by which signal, when, and what the owner makes of it. */
export function BotsPage({ project, onChanged }: { project: Project; onChanged: () => void }) {
  const standing = useStandingOf(project);
  const [exceptions, setExceptions] = useState<readonly string[]>(project.bot_exceptions ?? []);
  const [version, setVersion] = useState(0);
  const saving = useSaving();
  const asked = useBots(standing, version);
  const course = useCourse(standing);
  const toggle = async (exception: string): Promise<boolean> => {
    const next = exceptions.includes(exception) ? exceptions.filter((other) => other !== exception) : [...exceptions, exception];
    const change = async (): Promise<void> =>
      setExceptions((await changeProject(project.id, { bot_exceptions: [...next] })).bot_exceptions);
    if (!(await saving.run(change))) return false;
    forgetAnswers(); // of who was counted before
    setVersion(version + 1);
    onChanged();
    return true;
  };
  const rules = { exceptions, busy: saving.busy, onToggle: (exception: string) => void toggle(exception) };
  const lines = course.value ? linesOf(course.value, SIGNALS) : [];
  const apart = asked.value?.reasons.reduce((sum, reason) => sum + reason.events - reason.counted, 0) ?? 0;
  return (
    <StandingContext.Provider value={standing}>
      <div class="stack">
        <header class="page-head">
          <div>
            <h1>Bots</h1>
            <p>What was kept apart as no person’s, by which signal, and what you make of it. It is stored, and in no number but these.</p>
          </div>
        </header>
        <div class="toolbar">
          <PeriodPicker customSignal={0} compares={false} />
        </div>
        <section class="card card-pad" aria-labelledby="bots-apart" aria-busy={asked.loading}>
          <div class="section-head">
            <h2 id="bots-apart">By signal</h2>
            {asked.value && <span class="badge num">{countLabel(apart, "event", "events")} kept apart</span>}
          </div>
          {asked.error && <Failed error={asked.error} retry={asked.retry} />}
          {!asked.value && !asked.error && (
            <>
              <Skeleton rows={4} />
              <Late />
            </>
          )}
          {asked.value && !asked.error && <Signals bots={asked.value} {...rules} />}
        </section>
        {lines.length > 0 && (
          <section class="card card-pad" aria-label="Over time" aria-busy={course.loading}>
            <ul class="bots-legend">
              {lines.map((line, place) => (
                <li key={line.key}>
                  <span class={`trends-key trends-line-${place + 1}`} aria-hidden="true" /> {line.name}
                </li>
              ))}
            </ul>
            <Course lines={lines} labels={course.value?.meta.time_labels ?? []} shape="line" />
          </section>
        )}
        <div class="bots-columns">
          <Who title="Their browsers" dimension="visit:browser" kind={project.mode === "sealed" ? null : "browser"} {...rules} />
          <Who title="Where they went" dimension="event:hostname" kind={project.mode === "sealed" ? null : "hostname"} {...rules} />
          <Who title="Where they came from" dimension="visit:country_name" kind={null} {...rules} />
        </div>
        <Exceptions project={project} exceptions={exceptions} busy={saving.busy} error={saving.error} onToggle={toggle} />
      </div>
    </StandingContext.Provider>
  );
}
