import type { ReportAnswer } from "../../api/reports";
import { Empty } from "../../controls/States";
import { Curve } from "../../pages/retention/Curve";
import { readDraft } from "../../pages/retention/draft";
import { HeatMap } from "../../pages/retention/HeatMap";
import type { RetentionAnswer } from "../../pages/retention/useRetention";
import "../../pages/retention/retention.css";

export function SharedRetention({ answer, draft }: { answer: ReportAnswer; draft: string }) {
  const told = answer as RetentionAnswer;
  const { interval } = readDraft(draft);
  if (told.cohorts.length === 0) return <Empty title="No cohort has a later period yet">Choose a longer range.</Empty>;
  return (
    <>
      <Curve rows={told.average} interval={interval} />
      <HeatMap answer={told} interval={interval} />
    </>
  );
}
