/** A day of the calendar, `YYYY-MM-DD`, without a time zone. Such strings sort as their days do. */
export type Day = string;

const MS_PER_DAY = 86_400_000;

const toUtc = (day: Day): number => Date.parse(`${day}T00:00:00Z`);
const fromUtc = (ms: number): Day => new Date(ms).toISOString().slice(0, 10);

/** Days that somebody may ask for. What is compared with them, or lies a step away, still has a year of four digits. */
export const isDay = (text: string | null | undefined): text is Day =>
  !!text && /^(19[789]|20\d|21\d)\d-\d{2}-\d{2}$/.test(text) && !Number.isNaN(toUtc(text)) && fromUtc(toUtc(text)) === text;

export const addDays = (day: Day, days: number): Day => fromUtc(toUtc(day) + days * MS_PER_DAY);

/** Days from one day to another, both counted: 1 for the same day. */
export const daysBetween = (from: Day, to: Day): number => Math.round((toUtc(to) - toUtc(from)) / MS_PER_DAY) + 1;

/** The same day of another month, or that month's last day where it is shorter. */
export function addMonths(day: Day, months: number): Day {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  const first = Date.UTC(year, month - 1 + months, 1);
  const length = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return fromUtc(first + (Math.min(date, length) - 1) * MS_PER_DAY);
}

export const startOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;
export const endOfMonth = (day: Day): Day => addDays(startOfMonth(addMonths(startOfMonth(day), 1)), -1);
export const startOfYear = (day: Day): Day => `${day.slice(0, 4)}-01-01`;

/** 0 for Monday to 6 for Sunday. */
export const weekday = (day: Day): number => (new Date(toUtc(day)).getUTCDay() + 6) % 7;
export const startOfWeek = (day: Day): Day => addDays(day, -weekday(day));

export const earlier = (a: Day, b: Day): Day => (a < b ? a : b);
export const later = (a: Day, b: Day): Day => (a > b ? a : b);
