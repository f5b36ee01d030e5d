// US social security numbers, as src/Privacy/SocialSecurityNumbers.cs finds them.
import { isAsciiDigit, isLetterOrDigit } from "../text/letters";
import type { Span } from "./cards";

const length = 11;
const form = /^(?!000|666|9)\d{3}([- \u2011\u2013])(?!00)\d\d\1(?!0000)\d{4}$/;

const standsAlone = (text: string, start: number, end: number): boolean => {
  if (start > 0 && isLetterOrDigit(text, start - 1)) return false;
  if (start > 1 && text[start - 1] === "-" && isAsciiDigit(text, start - 2)) return false;
  if (end < text.length && isLetterOrDigit(text, end)) return false;
  return !(end + 1 < text.length && text[end] === "-" && isAsciiDigit(text, end + 1));
};

export const nextSocialSecurityNumber = (text: string, from: number): Span | null => {
  for (let at = from; at + length <= text.length; ) {
    if (!isAsciiDigit(text, at)) {
      at++;
      continue;
    }
    if (form.test(text.slice(at, at + length)) && standsAlone(text, at, at + length)) return [at, at + length];
    while (at < text.length && isAsciiDigit(text, at)) at++;
  }
  return null;
};
