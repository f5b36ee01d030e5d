const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** A country by its ISO code; what is no code is shown as it came. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return names.of(code) ?? code;
}

const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "none" });

/** A language by its tag: `de` is German, `pt-BR` is Brazilian Portuguese. */
export function languageName(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag; // not a language tag: shown as it came
  }
}
