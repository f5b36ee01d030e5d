// Takes out of text what must not be kept, as src/Privacy/Redactor.cs: trackers send it as it was, and only here can it be read.
import { unescaped } from "../text/percent";
import { nextCard, type Span } from "./cards";
import { nextEmail } from "./emails";
import { nextJsonField } from "./jsonFields";
import { layers } from "./layers";
import { secretMark } from "./marks";
import { isSecret } from "./names";
import { type MarkedSpan, nextParameter } from "./parameters";
import { nextShape } from "./shapes";
import { nextSocialSecurityNumber } from "./socialSecurity";
import { nextUserInfo } from "./userInfo";

const at = /[@\uff20]/;
/** Fewer digits than this make no number that matters. */
const nineDigits = /(?:[0-9][^0-9]*){9}/;

const replaced = (text: string, find: (text: string, from: number) => Span | MarkedSpan | null, mark: string): string => {
  let clean = "";
  let kept = 0;
  for (let found = find(text, 0); found; found = find(text, kept)) {
    clean += text.slice(kept, found[0]) + (found[2] ?? mark);
    kept = found[1];
  }
  return kept === 0 ? text : clean + text.slice(kept);
};

const plain = (text: string, listed: readonly string[]): string => {
  let clean = text.includes("=") ? replaced(text, (one, from) => nextParameter(one, from, listed), secretMark) : text;
  if (clean.includes('"')) clean = replaced(clean, nextJsonField, secretMark);
  const hasAt = at.test(clean);
  if (hasAt) clean = replaced(clean, nextUserInfo, secretMark);
  clean = replaced(clean, nextShape, secretMark);
  if (hasAt) clean = replaced(clean, nextEmail, "[redacted:email]");
  if (!nineDigits.test(clean)) return clean;
  return replaced(replaced(clean, nextCard, "[redacted:card]"), nextSocialSecurityNumber, "[redacted:ssn]");
};

/** Without anything that must not be kept, percent-encoded or not. `listed` are the project's own secret parameters. */
export const redactText = (text: string, listed: readonly string[]): string => {
  // What hides behind percent-encoding is looked for in the decoded text, and only then is the decoded text what is kept.
  let clean = plain(text, listed);
  let decoded = clean;
  for (let layer = 0; layer < layers && decoded.includes("%"); layer++) {
    decoded = unescaped(decoded);
    const found = plain(decoded, listed);
    if (found !== decoded) clean = decoded = found;
  }
  return clean;
};

/** The value of a field or prop: hidden whole where the name says that it is secret. */
export const redactValue = (name: string, value: string, listed: readonly string[]): string =>
  value.length > 0 && isSecret(name) ? secretMark : redactText(value, listed);

const escapes: Record<string, string> = { "%": "%25", "&": "%26", "#": "%23", "?": "%3F", "=": "%3D", " ": "%20" };

/** A part of a URL. Decoded text that is kept is made safe again, so that it cannot become another parameter. */
export const redactInUrl = (part: string, listed: readonly string[]): string => {
  const clean = redactText(part, listed);
  if (clean === part || !part.includes("%")) return clean;
  return clean.replace(/[%&#?= ]/g, (one) => escapes[one] as string);
};
