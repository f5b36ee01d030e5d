// User names and passwords in front of a URL's host, as src/Privacy/UserInfo.cs finds them.
import { isAsciiDigit, isAsciiLetter } from "../text/letters";
import type { Span } from "./cards";
import { secretMark } from "./marks";

const ends = /[/?#\\"<>` \t\r\n]/g;

export const nextUserInfo = (text: string, from: number): Span | null => {
  for (let search = from; search < text.length; ) {
    const slashes = text.indexOf("//", search);
    if (slashes < 0) return null;
    const start = slashes + 2;
    ends.lastIndex = start;
    const authority = text.slice(start, ends.exec(text)?.index ?? text.length);
    const at = authority.lastIndexOf("@");
    const user = authority.slice(0, Math.max(at, 0));
    const hasScheme = start >= 4 && text[start - 3] === ":" && (isAsciiLetter(text, start - 4) || isAsciiDigit(text, start - 4));
    if (at > 0 && (hasScheme || user.includes(":")) && user !== secretMark) return [start, start + at];
    search = start + authority.length;
  }
  return null;
};
