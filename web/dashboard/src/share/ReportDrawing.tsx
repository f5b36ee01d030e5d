import type { ReportAnswer } from "../api/reports";
import type { SharedReport } from "../api/shared";
import { later } from "../controls/later";
import { ScrollRegion } from "../controls/ScrollRegion";

interface Props {
  report: SharedReport;
  answer: ReportAnswer;
}

const Funnel = later("shared funnel", async () => (await import("./drawings/SharedFunnel")).SharedFunnel);
const Retention = later("shared retention", async () => (await import("./drawings/SharedRetention")).SharedRetention);
const Journeys = later("shared journeys", async () => (await import("./drawings/SharedJourneys")).SharedJourneys);

/** As its own page draws it; of a kind that no page saves, or without the page's own notes, its tables. */
export function ReportDrawing({ report, answer }: Props) {
  if (report.draft && report.report === "funnels") return <Funnel answer={answer} draft={report.draft} />;
  if (report.draft && report.report === "retention") return <Retention answer={answer} draft={report.draft} />;
  if (report.draft && report.report === "journeys") return <Journeys answer={answer} draft={report.draft} />;
  return <Tables answer={answer} />;
}

type Row = Record<string, unknown>;

const wordsOf = (name: string): string => name.replace(/_/g, " ").replace(/^./, (first) => first.toUpperCase());

function Tables({ answer }: { answer: ReportAnswer }) {
  const tables = Object.entries(answer).filter((entry): entry is [string, Row[]] => {
    const [first] = Array.isArray(entry[1]) ? (entry[1] as unknown[]) : [];
    return typeof first === "object" && first !== null;
  });
  return (
    <>
      {tables.map(([name, rows]) => (
        <ScrollRegion key={name} label={wordsOf(name)}>
          <table class="table">
            <caption>{wordsOf(name)}</caption>
            <thead>
              <tr>
                {Object.keys(rows[0] ?? {}).map((column) => (
                  <th key={column} scope="col">
                    {wordsOf(column)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, place) => (
                <tr key={place}>
                  {Object.entries(row).map(([column, value]) => (
                    <td key={column}>{value === null ? "–" : String(value)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      ))}
    </>
  );
}
