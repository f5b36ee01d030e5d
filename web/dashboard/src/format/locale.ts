import { recall } from "../shell/theme";

export const LOCALE = "footfall.locale";

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
