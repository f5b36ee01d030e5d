// One pass over a user agent, as src/Ingestion/Enrichment/UserAgentScan.cs: each word is looked up once, and the rows that match leave their version behind.
import { folded, isAsciiDigit, isAsciiLetter } from "../text/letters";
import { longestWord, type Rule, ruleCount, rulesOf, separators } from "./table";

export interface Scan {
  browser: Rule | null;
  system: Rule | null;
  hasTv: boolean;
  hasTablet: boolean;
  hasMobile: boolean;
  /** The first word that calls itself a bot, spider or crawler; empty if none does. */
  botName: string;
  saw(rule: Rule): boolean;
  /** The version that stood behind the rule's phrase; empty if none did. */
  versionOf(rule: Rule): string;
}

const longestVersion = 24;

const callsItselfBot = (word: string): boolean =>
  // Cubot makes telephones.
  word.length > 2 && word.length < 64 && word !== "cubot" && (word.endsWith("bot") || word.endsWith("spider") || word.endsWith("crawler"));

/** Digits, dots and underscores behind at most two separators; longer than 24 characters is no version. */
const versionAt = (text: string, at: number): string => {
  let start = at;
  while (start < text.length && start - at < 2 && "/ :-_".includes(text[start] as string)) start++;
  let end = start;
  while (end < text.length && end - start <= longestVersion && (isAsciiDigit(text, end) || text[end] === "." || text[end] === "_")) end++;
  return end - start > longestVersion || !isAsciiDigit(text, start) ? "" : text.slice(start, end);
};

export const scan = (text: string): Scan => {
  const lower = folded(text);
  /** By rule index: the version seen, or undefined where the rule was not. */
  const seen: (string | undefined)[] = new Array(ruleCount);
  const found: Scan = {
    browser: null,
    system: null,
    hasTv: false,
    hasTablet: false,
    hasMobile: false,
    botName: "",
    saw: (rule) => seen[rule.index] !== undefined,
    versionOf: (rule) => (rule.versionFrom && seen[rule.versionFrom.index]) || (seen[rule.index] ?? ""),
  };

  const note = (rule: Rule, end: number): void => {
    if (!seen[rule.index]) seen[rule.index] = versionAt(text, end);
    if (rule.kind === "browser" && (!found.browser || rule.rank < found.browser.rank)) found.browser = rule;
    if (rule.kind === "system" && (!found.system || rule.rank < found.system.rank)) found.system = rule;
    if (rule.kind !== "device") return;
    found.hasTv ||= rule.device === "TV";
    found.hasTablet ||= rule.device === "Tablet";
    found.hasMobile ||= rule.device === "Mobile";
  };

  const word = (start: number, end: number): void => {
    const spelled = lower.slice(start, end);
    if (found.botName === "" && callsItselfBot(spelled)) found.botName = text.slice(start, end);
    // A digit at the end may be a model's or a version's: "BlackBerry9700", "SmartTV2013".
    if (spelled.length > longestWord + 6) return;
    const matched = new Set<string>();
    for (const rule of rulesOf(spelled) ?? rulesOf(spelled.replace(/[0-9]+$/, "")) ?? []) {
      const behind = start + rule.key.length;
      // A longer phrase silences the shorter ones of its kind, which it contains.
      if (matched.has(rule.kind) || !lower.startsWith(rule.key, start) || (behind < text.length && isAsciiLetter(text, behind))) continue;
      matched.add(rule.kind);
      note(rule, behind);
    }
  };

  for (let at = 0; at < text.length; ) {
    let end = at;
    while (end < text.length && !separators.includes(text[end] as string)) end++;
    if (end > at) word(at, end);
    at = end + 1;
  }
  return found;
};
