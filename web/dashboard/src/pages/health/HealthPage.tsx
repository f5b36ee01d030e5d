import { useState } from "preact/hooks";
import type { Project } from "../../api/types";
import { Tabs } from "../../controls/Tabs";
import { addDays } from "../../question/calendar";
import { clockIn } from "../../question/timeZone";
import { AuditPage } from "../audit/AuditPage";
import { BotsSection } from "./BotsSection";
import { LedgerSection } from "./LedgerSection";
import "./health.css";

const RANGES = [
  { key: "1", label: "Today" },
  { key: "7", label: "7 days" },
  { key: "30", label: "30 days" },
] as const;

type Days = (typeof RANGES)[number]["key"];

/** Whether the numbers can be believed: what came in, what became of it, and who was left out. */
export function HealthPage({ project }: { project: Project }) {
  const [days, setDays] = useState<Days>("7");
  const today = clockIn(project.timezone, new Date()).day;
  const from = addDays(today, 1 - Number(days));
  return (
    <div class="stack">
      <header class="page-head">
        <div>
          <h1>Data health</h1>
          <p>Every event that reached this server is accounted for here: stored, dropped with a reason, or left out as a bot’s.</p>
        </div>
        <Tabs label="Days" tabs={RANGES} chosen={days} onChoose={setDays} controls="health" />
      </header>
      <div id="health" class="stack" role="tabpanel" aria-label={RANGES.find((range) => range.key === days)?.label}>
        <LedgerSection project={project} from={from} to={today} />
        <BotsSection project={project} from={from} to={today} />
      </div>
      <section class="stack" aria-labelledby="audit-title">
        <div class="section-head">
          <h2 id="audit-title">Changes to this project</h2>
          <p>Who changed its settings, and when.</p>
        </div>
        <AuditPage project={project.id} />
      </section>
    </div>
  );
}
