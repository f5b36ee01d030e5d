// Flat objects as RFC 8785 (JCS) writes them, as src/Sealing/Signatures/CanonicalJson.cs: one form of bytes to sign for each object.

/** Text of printable ASCII that needs no escape, or whole numbers from 0 to 2^53 - 1. */
export type Flat = Record<string, string | number>;

const mostBytes = 65_536;
const isPlain = (value: unknown): boolean =>
  typeof value === "string" ? /^[ !#-[\]-~]*$/.test(value) : Number.isSafeInteger(value) && (value as number) >= 0;

/** Throws on a name or a value that this form does not have. */
export const canonical = (members: Flat): string => {
  const sorted = Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, value] of sorted) if (!isPlain(name) || !isPlain(value)) throw new RangeError(`${name} cannot be signed.`);
  return `{${sorted.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(",")}}`;
};

/** Null for all that `canonical` would write otherwise, or not at all. */
export const readCanonical = (text: string): Flat | null => {
  if (text.length > mostBytes) return null;
  try {
    const members: unknown = JSON.parse(text);
    return typeof members === "object" && members !== null && !Array.isArray(members) && canonical(members as Flat) === text
      ? (members as Flat)
      : null;
  } catch {
    // No JSON, or JSON with what cannot be signed.
    return null;
  }
};
