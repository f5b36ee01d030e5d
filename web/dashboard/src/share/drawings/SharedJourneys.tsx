import type { ReportAnswer } from "../../api/reports";
import { Empty } from "../../controls/States";
import { readDraft } from "../../pages/journeys/draft";
import { LinkTable } from "../../pages/journeys/LinkTable";
import { draw } from "../../pages/journeys/layout";
import { Sankey } from "../../pages/journeys/Sankey";
import type { JourneysAnswer } from "../../pages/journeys/useJourneys";
import "../../pages/journeys/journeys.css";

export function SharedJourneys({ answer, draft }: { answer: ReportAnswer; draft: string }) {
  const told = answer as JourneysAnswer;
  const read = readDraft(draft);
  if (told.places.length === 0) return <Empty title="No visit took such a way">Choose a longer period.</Empty>;
  return (
    <>
      <Sankey drawing={draw(told, read.backwards)} draft={read} onWalk={() => undefined} />
      <LinkTable answer={told} draft={read} />
    </>
  );
}
