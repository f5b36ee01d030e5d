// The rows of user-agents.json, found by the first word of their phrase, as src/Ingestion/Enrichment/UserAgentTable.cs.
import rules from "../../../../../../schema/rules/user-agents.json";

export type Kind = "browser" | "system" | "device" | "mark";

export interface Rule {
  kind: Kind;
  phrase: string;
  /** The phrase in lower case. */
  key: string;
  index: number;
  /** Of two rows of a kind that both match, the lower rank wins. */
  rank: number;
  name: string | null;
  device: string | null;
  /** The row whose version is the true one, or null for the row's own. */
  versionFrom: Rule | null;
  /** The version where the phrase itself implies it. */
  fixed: string | null;
}

interface Row {
  phrase: string;
  name?: string;
  device?: string;
  version?: string;
  fixed?: string;
}

/** What ends a word. A phrase may hold some of these; its first word never does. */
export const separators = ' /;()[],:"\t';

const all: Rule[] = [];

const rule = (kind: Kind, row: Row, index: number, rank: number): Rule => ({
  kind,
  phrase: row.phrase,
  key: row.phrase.toLowerCase(),
  index,
  rank,
  name: row.name ?? null,
  device: row.device ?? null,
  versionFrom:
    row.version === undefined
      ? null
      : (all.find((known) => known.kind !== "device" && known.phrase === row.version) ?? missing(row.version)),
  fixed: row.fixed ?? null,
});

const missing = (phrase: string): never => {
  throw new Error(`user-agents.json takes a version from "${phrase}", which is no row below.`);
};

/** From the end, since a row may take its version from one that stands below it. */
const add = (kind: Kind, rows: Row[]): void => {
  for (let rank = rows.length - 1; rank >= 0; rank--) all.push(rule(kind, rows[rank] as Row, all.length, rank));
};

for (const mark of rules.marks) all.push(rule("mark", { phrase: mark }, all.length, 0));
add("browser", rules.browsers);
add("system", rules.systems);
add("device", rules.devices);

const firstWord = (phrase: string): string => {
  let end = 0;
  while (end < phrase.length && !separators.includes(phrase[end] as string)) end++;
  return end > 0 ? phrase.slice(0, end) : phrase;
};

const byWord = new Map<string, Rule[]>();
// Longest first: "Windows Phone" must have its say before "Windows".
for (const one of [...all].sort((left, right) => right.phrase.length - left.phrase.length)) {
  const word = firstWord(one.key);
  byWord.set(word, [...(byWord.get(word) ?? []), one]);
}

const mark = (phrase: string): Rule => all.find((one) => one.kind === "mark" && one.phrase === phrase) ?? missing(phrase);
const byPhrase = (kind: Kind, rows: Row[]): Map<string, Rule> =>
  new Map(rows.map((row, rank) => [row.phrase.toLowerCase(), rule(kind, row, rank, rank)]));

export const ruleCount = all.length;
export const longestWord = Math.max(...all.map((one) => firstWord(one.phrase).length));
export const versionMark = mark("Version");
export const webKitMark = mark("AppleWebKit");
export const webViewMark = mark("wv");
/** Kernel version to marketing name. */
export const windows: Record<string, string> = rules.windows;
/** Brands of Sec-CH-UA, in lower case. */
export const brands = byPhrase("browser", rules.brands);
/** Values of Sec-CH-UA-Platform, in lower case. */
export const platforms = byPhrase("system", rules.platforms);
/** The rows whose phrase begins with the word (in lower case), longest phrase first. */
export const rulesOf = (word: string): Rule[] | undefined => byWord.get(word);
