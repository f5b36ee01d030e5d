// Letters as .NET sees them: the pipeline in src/Ingestion and src/Privacy looks at UTF-16 units one by one, with simple case mappings.

const letterOrDigit = /^[\p{L}\p{Nd}]$/u;
const letter = /^\p{L}$/u;
const upper = /^\p{Lu}$/u;
const lower = /^\p{Ll}$/u;
const notAscii = /[^\0-\x7f]/;

export const isAsciiDigit = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
};

export const isAsciiLetter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at) | 32;
  return code >= 97 && code <= 122;
};

export const isLetterOrDigit = (text: string, at: number): boolean => {
  if (text.charCodeAt(at) < 128) return isAsciiDigit(text, at) || isAsciiLetter(text, at);
  return letterOrDigit.test(text[at] ?? "");
};

export const isLetter = (text: string, at: number): boolean =>
  text.charCodeAt(at) < 128 ? isAsciiLetter(text, at) : letter.test(text[at] ?? "");

export const isUpper = (text: string, at: number): boolean => upper.test(text[at] ?? "");

export const isLower = (text: string, at: number): boolean => lower.test(text[at] ?? "");

/** Lower case where that is one letter for one; the dotted capital I, which has no such, stays. */
export const lowered = (text: string): string => {
  if (!notAscii.test(text)) return text.toLowerCase();
  return Array.from(text, (one) => {
    const small = one.toLowerCase();
    return small.length === one.length && one !== "\u2126" && one !== "\u212a" && one !== "\u212b" ? small : one;
  }).join("");
};

/** The key by which names in tables are found: ASCII letters in any case are equal, and nothing else is. */
export const folded = (text: string): string =>
  notAscii.test(text) ? text.replace(/[A-Z]/g, (one) => one.toLowerCase()) : text.toLowerCase();

const isWhite = (code: number): boolean =>
  code === 32 ||
  (code >= 9 && code <= 13) ||
  code === 0x85 ||
  code === 0xa0 ||
  code === 0x1680 ||
  (code >= 0x2000 && code <= 0x200a) ||
  code === 0x2028 ||
  code === 0x2029 ||
  code === 0x202f ||
  code === 0x205f ||
  code === 0x3000;

/** Without white space at the ends. Unlike the method of strings it knows U+0085, and leaves a byte order mark. */
export const trimmed = (text: string): string => {
  let start = 0;
  let end = text.length;
  while (start < end && isWhite(text.charCodeAt(start))) start++;
  while (end > start && isWhite(text.charCodeAt(end - 1))) end--;
  return start === 0 && end === text.length ? text : text.slice(start, end);
};

const isHigh = (text: string, at: number): boolean => (text.charCodeAt(at) & 0xfc00) === 0xd800;

/** At most so many UTF-16 units, never half of a surrogate pair. */
export const cut = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  return text.slice(0, limit > 0 && isHigh(text, limit - 1) ? limit - 1 : limit);
};

/** The text, or its beginning and a mark, so many UTF-16 units together. */
export const cutMarked = (text: string, limit: number): string => {
  if (text.length <= limit) return text;
  const end = limit - 1;
  return `${text.slice(0, end > 0 && isHigh(text, end - 1) ? end - 1 : end)}…`;
};

const lonely = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\0/g;

/** Lone surrogates and U+0000, which no column can hold, become U+FFFD. */
export const wellFormed = (text: string): string => (/[\0\ud800-\udfff]/.test(text) ? text.replace(lonely, "\ufffd") : text);

/** By hand, since an expression would try each dot of a long row anew. */
export const withoutLastDots = (text: string): string => {
  let end = text.length;
  while (end > 0 && text[end - 1] === ".") end--;
  return text.slice(0, end);
};
