// Client hints as the browser's script interface gives them (navigator.userAgentData), in the form of the headers. What is not of its shape is passed over.
import { cut, folded, wellFormed } from "../text/letters";
import { brands, type Rule } from "./table";

export interface Hints {
  brands: string | null;
  fullVersionList: string | null;
  platform: string | null;
  platformVersion: string | null;
  mobile: string | null;
  model: string | null;
}

export const noHints: Hints = { brands: null, fullVersionList: null, platform: null, platformVersion: null, mobile: null, model: null };

/** More brands than any browser sends; the rest is not looked at. */
const mostBrands = 16;
const longest = 100;

/** A list of brands as the header has it. */
const listOf = (value: unknown): string | null => {
  if (!Array.isArray(value)) return textOf(value);
  const list = value.slice(0, mostBrands).map((one) => {
    const { brand, version } = (one ?? {}) as { brand?: unknown; version?: unknown };
    return `"${textOf(brand) ?? ""}";v="${textOf(version) ?? ""}"`;
  });
  return list.length > 0 ? list.join(", ") : null;
};

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? cut(wellFormed(value), longest) : null);

const mobileOf = (value: unknown): string | null => (typeof value === "boolean" ? (value ? "?1" : "?0") : textOf(value));

export const readHints = (value: unknown): Hints => {
  if (typeof value !== "object" || value === null) return noHints;
  const hints = value as Record<string, unknown>;
  return {
    brands: listOf(hints.brands),
    fullVersionList: listOf(hints.fullVersionList),
    platform: textOf(hints.platform),
    platformVersion: textOf(hints.platformVersion),
    mobile: mobileOf(hints.mobile),
    model: textOf(hints.model),
  };
};

const quoted = /"([^"]*)"/y;

/** The text in quotation marks from a place on, and where it ends. */
const quotedFrom = (text: string, from: number): { value: string; end: number } | null => {
  quoted.lastIndex = text.indexOf('"', from);
  if (quoted.lastIndex < 0) return null;
  const found = quoted.exec(text);
  return found ? { value: found[1] as string, end: quoted.lastIndex } : null;
};

/** The brand of a list that tells most, by the order of the table, and its version; null where none is known. */
export const bestBrand = (list: string | null): { rule: Rule; version: string } | null => {
  let best: { rule: Rule; version: string } | null = null;
  let at = 0;
  for (let read = 0; list !== null && read < mostBrands; read++) {
    const brand = quotedFrom(list, at);
    if (!brand) break;
    at = brand.end;
    const comma = list.indexOf(",", at);
    const quote = list.indexOf('"', at);
    const version = quote >= 0 && (comma < 0 || quote < comma) ? quotedFrom(list, at) : null;
    if (version) at = version.end;
    const rule = brands.get(folded(brand.value));
    if (rule && (!best || best.rule.rank > rule.rank)) best = { rule, version: version?.value ?? "" };
  }
  return best;
};
