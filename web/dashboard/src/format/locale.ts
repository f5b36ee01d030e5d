import { recall, remember } from "../shell/theme";

const LOCALE = "footfall.locale";
const WEEK_START = "footfall.week-start";

const isLocale = (text: string | null | undefined): text is string => {
  try {
    return !!text && Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false; // a language that this browser cannot write in
  }
};

/** What the reader has chosen; null: as the browser says. */
export const chosenLocale = (): string | null => recall(LOCALE);

const OTHERWISE = "en-GB";
const ofBrowser = (): string => (typeof navigator === "undefined" ? OTHERWISE : (navigator.language ?? OTHERWISE));

/** How numbers and dates are written on this page. Chosen once a page: what was written stays as it is. */
export const locale: string = [chosenLocale(), ofBrowser()].find(isLocale) ?? OTHERWISE;

export const chooseLocale = (to: string | null): void => remember(LOCALE, to);

/** Ones that are written in this script; others are had by the browser's own language. */
export const LOCALES: readonly { key: string; label: string }[] = [
  { key: "en-GB", label: "22 Nov 2026 · 1,234.5" },
  { key: "en-US", label: "Nov 22, 2026 · 1,234.5" },
  { key: "de-DE", label: "22. Nov. 2026 · 1.234,5" },
  { key: "fr-FR", label: "22 nov. 2026 · 1 234,5" },
  { key: "sv-SE", label: "22 nov. 2026 · 1 234,5" },
  { key: "en-CA", label: "Nov 22, 2026 · 1,234.5 · 2026-11-22" },
];

export type WeekStart = "monday" | "sunday" | "saturday";
export const WEEK_STARTS: readonly WeekStart[] = ["monday", "sunday", "saturday"];

/** The number of a week's first day, 0 for Monday. */
const NUMBERS: Record<WeekStart, number> = { monday: 0, saturday: 5, sunday: 6 };

interface WithWeek {
  getWeekInfo?: () => { firstDay: number };
  weekInfo?: { firstDay: number };
}

export const chosenWeekStart = (): WeekStart | null => WEEK_STARTS.find((day) => day === recall(WEEK_START)) ?? null;
export const chooseWeekStart = (to: WeekStart | null): void => remember(WEEK_START, to);

/** By the setting, else as is usual where the locale is; 0 for Monday to 6 for Sunday. */
export function firstWeekday(): number {
  const chosen = chosenWeekStart();
  if (chosen) return NUMBERS[chosen];
  const known = new Intl.Locale(locale) as WithWeek;
  return ((known.getWeekInfo?.() ?? known.weekInfo)?.firstDay ?? 1) - 1;
}
