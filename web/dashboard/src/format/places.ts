const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });

/** A country by its ISO code; what is no code is shown as it came. */
export function countryName(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return names.of(code) ?? code;
}

/** `US-CA` is shown as it is known, and a region's name as it came. */
export const regionName = (region: string): string => region;
