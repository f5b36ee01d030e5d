import { useMemo } from "preact/hooks";
import type { ReportAnswer } from "../api/reports";
import { askSharedReport, type SharedReport, type SharedView } from "../api/shared";
import { useAsked } from "../api/useAnswer";
import { Failed, Late, Skeleton } from "../controls/States";
import { StandingContext } from "../overview/context";
import { PeriodPicker } from "../overview/PeriodPicker";
import { useStandingOf } from "../overview/useStandingOf";
import { boundsOf, projectOf } from "./project";
import { ReportDrawing } from "./ReportDrawing";

interface Props {
  slug: string;
  shared: SharedView;
  report: SharedReport;
}

/** A saved report as it was saved; only its period is the reader's to choose. */
export function SharedReportPage({ slug, shared, report }: Props) {
  const project = useMemo(() => projectOf(slug, shared), [slug, shared]);
  const bounds = useMemo(() => boundsOf(shared), [shared]);
  const standing = { ...useStandingOf(project, bounds), shared };
  const { range } = standing.span;
  const asked = useAsked(JSON.stringify([slug, report.id, range]), (signal) =>
    askSharedReport<ReportAnswer>(slug, report.id, range, signal),
  );
  return (
    <StandingContext.Provider value={standing}>
      <div class="toolbar">
        <h2 class="share-report">{report.name}</h2>
        <PeriodPicker customSignal={0} compares={false} />
      </div>
      <section class="card card-pad" aria-label={report.name} aria-busy={asked.loading}>
        {asked.error && <Failed error={asked.error} retry={asked.retry} />}
        {!asked.value && !asked.error && (
          <>
            <Skeleton rows={6} />
            <Late />
          </>
        )}
        {asked.value && !asked.error && <ReportDrawing report={report} answer={asked.value} />}
      </section>
    </StandingContext.Provider>
  );
}
