// Which names say that their value is a secret, as src/Privacy/SensitiveNames.cs judges them.
import rules from "../../../../../../schema/rules/sensitive-names.json";
import { folded, isLetterOrDigit, isLower, isUpper, lowered } from "../text/letters";

const remembered = 4096;
const words = new Set(rules.words);
const lastWords = new Set(rules.lastWords);
const pairs = new Set(rules.pairs);
const harmless = new Set(rules.harmless);
const parameters = new Set(rules.parameters);
const answers = new Map<string, boolean>();

const split = (name: string): string[] => {
  const found: string[] = [];
  let start = 0;
  for (let i = 0; i <= name.length; i++) {
    const inWord = i < name.length && isLetterOrDigit(name, i);
    const hump = inWord && i > start && isUpper(name, i) && isLower(name, i - 1);
    if (inWord && !hump) continue;
    if (i > start) found.push(lowered(name.slice(start, i)));
    start = hump ? i : i + 1;
  }
  return found;
};

const judge = (name: string): boolean => {
  const parts = split(name);
  const last = parts.at(-1);
  if (last === undefined || harmless.has(last)) return false;
  if (parts.some((part) => words.has(part)) || lastWords.has(last)) return true;
  if (parts.length > 1 && pairs.has(`${parts.at(-2)} ${last}`)) return true;
  const joined = parts.join("");
  return rules.joined.some((part) => joined.includes(part));
};

/** True where the value of a field, prop or parameter of this name is hidden whole. */
export const isSecret = (name: string): boolean => {
  const known = answers.get(name);
  if (known !== undefined) return known;
  const answer = judge(name);
  if (answers.size >= remembered) answers.clear();
  answers.set(name, answer);
  return answer;
};

/** True for query parameters whose values are hidden although their names are no secret's. */
export const isListed = (parameter: string): boolean => parameters.has(folded(parameter));
