// Payment card numbers, as src/Privacy/CardNumbers.cs finds them.
import { isAsciiDigit, isLetterOrDigit } from "../text/letters";

const fewest = 13;
const most = 19;
const separators = " -.+_\u00a0\u2011\u2013";

/** A place in a text: from the first unit to behind the last one. */
export type Span = [from: number, to: number];

const digitsAt = (text: string, at: number): number => {
  let end = at;
  while (end < text.length && isAsciiDigit(text, end)) end++;
  return end - at;
};

const separatorAt = (text: string, at: number): number => {
  if (at >= text.length) return 0;
  if (separators.includes(text[at] as string)) return 1;
  return text.startsWith("%20", at) ? 3 : 0;
};

const isCard = (digits: string, inOnePiece: boolean): boolean => {
  // No issuer's number begins with 0; with 1 only UATP's of 15 digits, while times in ms, µs and ns all begin with 1 until 2033.
  if (digits[0] === "0" || (digits[0] === "1" && (digits.length !== 15 || !inOnePiece))) return false;
  if (digits === (digits[0] as string).repeat(digits.length)) return false;
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    let digit = digits.charCodeAt(digits.length - 1 - i) - 48;
    if (i % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
};

const mayStart = (text: string, start: number): boolean => {
  if (start === 0) return true;
  if (isLetterOrDigit(text, start - 1)) return false;
  // Digits behind a decimal point are a fraction, unless they are a group of four like those before them.
  return !(text[start - 1] === "." && start >= 2 && isAsciiDigit(text, start - 2) && digitsAt(text, start) !== 4);
};

/** Where the longest card number that begins here ends, or 0. */
const endOf = (text: string, start: number): number => {
  let digits = "";
  let at = start;
  let longest = 0;
  for (let group = 0; ; group++) {
    const size = digitsAt(text, at);
    if (digits.length + size > most) return longest;
    digits += text.slice(at, at + size);
    at += size;
    const ends = at === text.length || !isLetterOrDigit(text, at);
    if (digits.length >= fewest && ends && isCard(digits, group === 0)) longest = at;
    if (group === 0 && digits.length >= fewest) return longest;
    // Printed groups have three to seven digits and begin with four or six; dates and phone numbers do not.
    if (group === 0 ? size !== 4 && size !== 6 : size < 3 || size > 13) return longest;
    const separator = separatorAt(text, at);
    if (separator === 0 || !isAsciiDigit(text, at + separator)) return longest;
    at += separator;
  }
};

export const nextCard = (text: string, from: number): Span | null => {
  for (let at = from; at < text.length; ) {
    if (!isAsciiDigit(text, at)) {
      at++;
      continue;
    }
    const end = mayStart(text, at) ? endOf(text, at) : 0;
    if (end > 0) return [at, end];
    at += digitsAt(text, at);
  }
  return null;
};
