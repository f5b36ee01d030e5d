import { Problem } from "../../api/http";
import type { AskedGoal } from "./types";

/** One character for one, as the server compares texts of any case. */
const folded = (text: string): string =>
  Array.from(text, (letter) => {
    const upper = letter.toUpperCase();
    return upper.length === letter.length ? upper : letter;
  }).join("");

/** The places of the goals that a condition names: src/Query/Planning/GoalChoice.cs. */
export function goalsNamed(goals: readonly AskedGoal[], word: string, values: readonly string[], loose: boolean, path: string): number[] {
  const spelt = loose ? folded : (text: string): string => text;
  const names = goals.map((goal) => spelt(goal.display_name));
  const sought = values.map(spelt);
  const isNamed = (name: string, value: string): boolean => (word === "contains" ? name.includes(value) : name === value);
  const unknown = word === "is" ? sought.findIndex((value) => !names.includes(value)) : -1;
  if (unknown >= 0) throw unknownGoal(values[unknown] ?? "", path);
  return names.flatMap((name, place) => (sought.some((value) => isNamed(name, value)) ? [place] : []));
}

const unknownGoal = (name: string, path: string): Problem =>
  new Problem(
    400,
    "The question cannot be answered",
    `${path}: The goal \`${name}\` is not configured for this site.`,
    path,
    "Add it in the project's settings, or name one of the project's goals as they are displayed.",
  );
