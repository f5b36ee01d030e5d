// Versions shortened to what is worth counting, as src/Ingestion/Enrichment/VersionText.cs.
const form = /^(\d{1,5})(?!\d)(?:[._](\d{1,5})(?!\d))?/;

/** Major, or major.minor where the minor is not zero; null for what is no version. */
export const shortened = (version: string): string | null => {
  const found = form.exec(version);
  if (!found) return null;
  const [, major = "", minor] = found;
  return minor === undefined || /^0+$/.test(minor) ? major : `${major}.${minor}`;
};

/** The major number, or -1. */
export const majorOf = (version: string | null): number => {
  const digits = /^\d+/.exec(version ?? "")?.[0] ?? "";
  return digits.length > 0 && digits.length < 6 ? Number(digits) : -1;
};
