// The tables of sources.json, as src/Ingestion/Enrichment/SourceTable.cs.

import spam from "../../../../../../schema/rules/referrer-spam.json";
import rules from "../../../../../../schema/rules/sources.json";
import { folded } from "../text/letters";
import { readReferrer } from "./referrer";

export interface Source {
  name: string;
  kind: string;
}

/** A query parameter that an advertising or mailing system adds to links. */
export interface ClickId {
  parameter: string;
  source: Source;
  /** What the click was bought as; null where the parameter is added to unpaid links too. */
  bought: string | null;
}

interface Row extends Source {
  hosts?: string[];
  tags?: string[];
  apps?: string[];
}

const rows: Row[] = rules.sources;

const index = (list: "hosts" | "tags" | "apps"): Map<string, Source> =>
  new Map(rows.flatMap((row) => (row[list] ?? []).map((key): [string, Source] => [folded(key), { name: row.name, kind: row.kind }])));

const hosts = index("hosts");
const tags = index("tags");
const apps = index("apps");
const byName = new Map([...rows].reverse().map((row) => [row.name, { name: row.name, kind: row.kind }]));
const clickIds = new Map(
  (rules.clickIds as { parameter: string; source: string; bought?: string }[]).map((row): [string, ClickId] => [
    folded(row.parameter),
    { parameter: row.parameter, source: byName.get(row.source) ?? { name: row.source, kind: "email" }, bought: row.bought ?? null },
  ]),
);
const spamDomains = new Set(spam.domains);

/** Whether it looks like `de`, `com`, `co.uk` or `com.br`. */
const isCountrySuffix = (suffix: string): boolean => {
  const dot = suffix.indexOf(".");
  return dot < 0 ? suffix.length === 2 || suffix.length === 3 : (dot === 2 || dot === 3) && suffix.length - dot === 3;
};

/** The source of a lower-case host: its own row, or the nearest parent domain's. `google.*` stands for any country's google. */
export const byHost = (host: string): Source | null => {
  for (let rest = host; rest !== ""; ) {
    const dot = rest.indexOf(".");
    const known =
      hosts.get(rest) ?? (dot > 0 && dot < 64 && isCountrySuffix(rest.slice(dot + 1)) ? hosts.get(`${rest.slice(0, dot)}.*`) : undefined);
    if (known) return known;
    if (dot < 0) return null;
    rest = rest.slice(dot + 1);
  }
  return null;
};

export const byTag = (tag: string): Source | null => tags.get(folded(tag)) ?? null;
export const byApp = (app: string): Source | null => apps.get(folded(app)) ?? null;
export const byParameter = (parameter: string): ClickId | null => clickIds.get(folded(parameter)) ?? null;

/** True for referrers of sites that are known to advertise themselves by false ones. */
export const isReferrerSpam = (referrer: string): boolean => {
  const read = readReferrer(referrer);
  if (!read || read.isApp) return false;
  const labels = read.host.split(".");
  return labels.some((_, at) => spamDomains.has(labels.slice(at).join(".")));
};
