// Keys and tokens that are told by their looks, as src/Privacy/SecretShapes.cs finds them.
import rules from "../../../../../../schema/rules/secret-shapes.json";
import { isLetterOrDigit } from "../text/letters";
import type { Span } from "./cards";

interface Shape {
  prefix: string;
  fewest: number;
  most?: number;
  letters?: string;
  upper?: boolean;
  contains?: string;
  mixed?: boolean;
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");

/** How far has to be looked to tell a key: texts of nothing but beginnings would be read again from each. */
const reach = 1024;
const shapes = (rules.shapes as Shape[]).map((shape) => ({
  ...shape,
  others: new RegExp(`[^${shape.upper ? "A-Z0-9" : `A-Za-z0-9${escaped(shape.letters ?? "")}`}]`, "g"),
}));
const prefixes = new RegExp(shapes.map((shape) => escaped(shape.prefix)).join("|"), "g");

/** No prose has it: a digit, or a capital right behind a small letter. */
const mixes = /[0-9]|[a-z][A-Z]/;

const runOf = (others: RegExp, text: string, start: number): number => {
  others.lastIndex = start;
  return (others.exec(text)?.index ?? text.length) - start;
};

/** The length of a key of this shape that begins here, or 0. */
const lengthAt = (text: string, at: number, shape: (typeof shapes)[number]): number => {
  const { prefix, fewest, most, contains, mixed, others } = shape;
  if (!text.startsWith(prefix, at)) return 0;
  const start = at + prefix.length;
  const head = text.slice(start, start + (most ? most + 1 : reach));
  let run = runOf(others, head, 0);
  if (run < fewest || (most && run > most) || (contains && !head.slice(0, run).includes(contains))) return 0;
  if (mixed && !mixes.test(head.slice(0, run))) return 0;
  // Of a run this long nothing can be told by what follows, and asking would read it again from each beginning within it.
  if (run === head.length && !most) run = runOf(others, text, start);
  else if (start + run < text.length && isLetterOrDigit(text, start + run)) return 0;
  // Points at the end are the sentence's.
  while (run > 0 && text[start + run - 1] === ".") run--;
  return run < fewest ? 0 : prefix.length + run;
};

export const nextShape = (text: string, from: number): Span | null => {
  prefixes.lastIndex = from;
  for (let found = prefixes.exec(text); found; found = prefixes.exec(text)) {
    const at = found.index;
    // The next one may overlap this one.
    prefixes.lastIndex = at + 1;
    // In the middle of a word, or of other base64, it is no beginning.
    if (at > 0 && isLetterOrDigit(text, at - 1)) continue;
    for (const shape of shapes) {
      const length = lengthAt(text, at, shape);
      if (length > 0) return [at, at + length];
    }
  }
  return null;
};
