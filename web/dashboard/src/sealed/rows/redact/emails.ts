// E-mail addresses, as src/Privacy/EmailAddresses.cs finds them: each character is looked at twice at the most.
import { isLetter, isLetterOrDigit } from "../text/letters";
import type { Span } from "./cards";

/** Endings that look like a domain's but are a picture's in twice its size: `logo@2x.png`. */
const pictures = new Set(["png", "jpg", "jpeg", "gif", "webp", "svg", "avif"]);

const isAt = (text: string, at: number): boolean => text[at] === "@" || text[at] === "\uff20";
const isLocal = (text: string, at: number): boolean => isLetterOrDigit(text, at) || "._-+'%".includes(text[at] as string);
const isDomain = (text: string, at: number): boolean => isLetterOrDigit(text, at) || text[at] === "." || text[at] === "-";

const isHost = (domain: string): boolean => {
  const dot = domain.lastIndexOf(".");
  if (dot < 1 || domain.length - dot < 3) return false;
  const top = domain.slice(dot + 1);
  const encoded = /^xn--/i.test(top);
  for (let at = 0; at < top.length; at++) if (!encoded && !isLetter(top, at)) return false;
  return !(dot === 2 && /^\dx/.test(domain) && pictures.has(top.toLowerCase()));
};

export const nextEmail = (text: string, from: number): Span | null => {
  for (let at = from; at < text.length; at++) {
    if (!isAt(text, at)) continue;
    let start = at;
    while (start > from && isLocal(text, start - 1)) start--;
    while (start < at && !isLetterOrDigit(text, start)) start++;
    let end = at + 1;
    while (end < text.length && isDomain(text, end)) end++;
    while (end > at + 1 && !isLetterOrDigit(text, end - 1)) end--;
    if (start < at && isHost(text.slice(at + 1, end))) return [start, end];
  }
  return null;
};
