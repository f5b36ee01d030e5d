import { recall, remember } from "../shell/theme";
import { locale } from "./locale";

const WEEK_START = "footfall.week-start";

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
