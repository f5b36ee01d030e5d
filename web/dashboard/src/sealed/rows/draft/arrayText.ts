// An array as compact JSON text without escapes that could hide something from redaction, as src/Ingestion/Endpoints/ArrayText.cs. The values of secret
// field names are hidden here already: in the finished text there are no fields any more.
import { secretMark } from "../redact/marks";
import { isSecret } from "../redact/names";
import { cut, wellFormed } from "../text/letters";
import { isObject } from "./values";

const quoted = (text: string): string => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;

/** At most `limit` UTF-16 units of the array's text. */
export const arrayText = (array: unknown[], limit: number): string => {
  let text = "";

  const append = (value: unknown, hidden: boolean): void => {
    // What lies beyond the limit is cut off in the end.
    if (text.length > limit) return;
    if (typeof value === "string") text += quoted(hidden ? secretMark : cut(wellFormed(value), limit));
    else if (typeof value === "number") text += hidden ? quoted(secretMark) : String(value);
    else if (Array.isArray(value)) list("[", "]", value, (member) => append(member, hidden));
    else if (isObject(value)) list("{", "}", Object.entries(value), ([name, member]) => field(name, member, hidden));
    else text += String(value);
  };

  const field = (spelled: string, value: unknown, hidden: boolean): void => {
    const name = cut(wellFormed(spelled), limit);
    text += `${quoted(name)}:`;
    append(value, hidden || isSecret(name));
  };

  const list = <T>(open: string, close: string, members: T[], each: (member: T) => void): void => {
    text += open;
    members.forEach((member, at) => {
      if (text.length > limit) return;
      if (at > 0) text += ",";
      each(member);
    });
    text += close;
  };

  append(array, false);
  return cut(text, limit);
};
