// Takes out of text what must not be kept, as src/Privacy/Redactor.cs: trackers send it as it was, and only here can it be read.
import { unescaped } from "../text/percent";
import { nextCard, type Span } from "./cards";
import { nextEmail } from "./emails";
import { isSecret } from "./names";
import { nextSocialSecurityNumber } from "./socialSecurity";

export const secretMark = "[redacted:secret]";
export const parameterMark = "[redacted:parameter]";

const suspicious = /[@\uff20%0-9]/;
const at = /[@\uff20]/;
/** Fewer digits than this make no number that matters. */
const nineDigits = /(?:[0-9][^0-9]*){9}/;
/** Times that percent-encoding is peeled off: links in links in links. */
const rounds = 3;

const replaced = (text: string, find: (text: string, from: number) => Span | null, mark: string): string => {
  let clean = "";
  let kept = 0;
  for (let found = find(text, 0); found; found = find(text, kept)) {
    clean += text.slice(kept, found[0]) + mark;
    kept = found[1];
  }
  return kept === 0 ? text : clean + text.slice(kept);
};

const plain = (text: string): string => {
  const first = at.test(text) ? replaced(text, nextEmail, "[redacted:email]") : text;
  if (!nineDigits.test(first)) return first;
  return replaced(replaced(first, nextCard, "[redacted:card]"), nextSocialSecurityNumber, "[redacted:ssn]");
};

/** Without card numbers, social security numbers and e-mail addresses, percent-encoded ones included. */
export const redactText = (text: string): string => {
  if (!suspicious.test(text)) return text;
  const clean = plain(text);
  if (!clean.includes("%")) return clean;
  // What hides behind percent-encoding is looked for in the decoded text, and only then is the decoded text what is kept.
  let decoded = clean;
  for (let round = 0; round < rounds; round++) {
    const next = unescaped(decoded);
    if (next === decoded) break;
    decoded = next;
    const found = plain(decoded);
    if (found !== decoded) return redactText(found);
  }
  return clean;
};

/** The value of a field or prop: hidden whole where the name says that it is secret. */
export const redactValue = (name: string, value: string): string => (value.length > 0 && isSecret(name) ? secretMark : redactText(value));

const escapes: Record<string, string> = { "%": "%25", "&": "%26", "#": "%23", "?": "%3F", "=": "%3D", " ": "%20" };

/** A part of a URL. Decoded text that is kept is made safe again, so that it cannot become another parameter. */
export const redactInUrl = (part: string): string => {
  const clean = redactText(part);
  if (clean === part || !part.includes("%")) return clean;
  return clean.replace(/[%&#?= ]/g, (one) => escapes[one] as string);
};
