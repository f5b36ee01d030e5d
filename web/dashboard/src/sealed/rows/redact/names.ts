// Which names say that their value is a secret, as src/Privacy/SensitiveNames.cs judges them.
import rules from "../../../../../../schema/rules/sensitive-names.json";
import { folded, isAsciiDigit, isLetterOrDigit, isLower, isUpper, lowered } from "../text/letters";

const remembered = 4096;
const words = new Set(rules.words);
const lastWords = new Set(rules.lastWords);
const pairs = new Set(rules.pairs);
const harmless = new Set(rules.harmless);
/** Last words that tell where in a field the value stands, not what it is. */
const places = new Set(rules.places);
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

/** `token[0]`, `token.value` and `token2` are tokens. */
const withoutPlaces = (parts: string[]): string[] => {
  while (parts.length > 1 && (places.has(parts.at(-1) as string) || /^[0-9]+$/.test(parts.at(-1) as string))) parts.pop();
  let last = parts.pop();
  if (last === undefined) return parts;
  let end = last.length;
  while (end > 0 && isAsciiDigit(last, end - 1)) end--;
  if (end > 0) last = last.slice(0, end);
  return [...parts, last];
};

const judge = (name: string): boolean => {
  const parts = withoutPlaces(split(name));
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
