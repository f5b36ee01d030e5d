import type { ReportAnswer, ReportQuestion } from "../api/reports";
import { useStanding } from "../overview/context";
import { Take } from "./Take";
import { tablesOf } from "./tables";

interface Props {
  /** The last word of the report's address. */
  kind: string;
  question: ReportQuestion;
  answer: ReportAnswer;
  /** What its tables are called, by their names in the answer; those that it does not have are left out. */
  titles: Readonly<Record<string, string>>;
}

/** Takes a report's answer away. */
export function TakeReport({ kind, question, answer, titles }: Props) {
  const { project } = useStanding();
  const there = Object.fromEntries(Object.entries(titles).filter(([name]) => name in answer));
  return (
    <Take
      project={project.id}
      name={`footfall-${kind}`}
      path={`/api/v1/projects/${project.id}/${kind}`}
      body={question}
      answer={async () => answer}
      tables={(taken) => tablesOf(taken as ReportAnswer)}
      titles={there}
    />
  );
}
