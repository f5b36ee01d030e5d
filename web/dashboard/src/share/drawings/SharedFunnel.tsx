import type { ReportAnswer } from "../../api/reports";
import { Breakdown } from "../../pages/funnels/Breakdown";
import { readDraft } from "../../pages/funnels/draft";
import { Steps } from "../../pages/funnels/Steps";
import { Trend } from "../../pages/funnels/Trend";
import type { FunnelAnswer } from "../../pages/funnels/useFunnel";
import "../../pages/funnels/funnels.css";

export function SharedFunnel({ answer, draft }: { answer: ReportAnswer; draft: string }) {
  const { steps, trend, breakdown, time_labels } = answer as FunnelAnswer;
  const read = readDraft(draft);
  return (
    <>
      <Steps rows={steps} draft={read} onExplore={() => undefined} />
      {trend && trend.length > 0 && <Trend rows={trend} labels={time_labels ?? []} />}
      {breakdown && <Breakdown rows={breakdown} draft={read} />}
    </>
  );
}
