import type { ReportQuestion } from "../api/reports";
import { useStanding } from "../overview/context";
import { SavedMenu } from "./SavedMenu";

interface Props {
  /** The last word of the report's address. */
  report: string;
  /** One of it and several, such as "funnel" and "funnels". */
  one: string;
  many: string;
  /** How the page writes what it asks. */
  draft: string;
  /** What the page asks now; null where it is not whole yet. */
  question: ReportQuestion | null;
}

/** The saved reports of a page. What is opened is asked for the period and the filters that are set now. */
export function ReportMenu({ report, one, many, draft, question }: Props) {
  const { go } = useStanding();
  return (
    <SavedMenu
      kind="report"
      icon="bookmark"
      words={{
        menu: `Saved ${many}`,
        one,
        what: `this ${one}`,
        none: `No ${one} has a name yet. Save this one to find it again.`,
        loss: "Its name is gone; the events that it is asked of stay.",
      }}
      body={() => (question ? { report, question, draft } : null)}
      isShown={({ body }) => body.report === report}
      isCurrent={({ body }) => body.draft === draft}
      onOpen={({ body }) => (body.draft === undefined ? null : () => go({ report: body.draft ?? null }))}
    />
  );
}
