import type { Day } from "./calendar";

interface Clock {
  day: Day;
  hour: number;
  /** Wall-clock time read as if it were UTC, in ms. */
  wall: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const options: Intl.DateTimeFormatOptions = {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  };
  const format = new Intl.DateTimeFormat("en-CA", options);
  formats.set(timeZone, format);
  return format;
}

/** What a wall clock in a zone shows at an instant. An unknown zone is an error of the server's, and is read as UTC. */
export function clockIn(timeZone: string, at: Date): Clock {
  let format: Intl.DateTimeFormat;
  try {
    format = formatFor(timeZone);
  } catch {
    format = formatFor("UTC");
  }
  const parts = Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value]));
  const day = `${parts.year}-${parts.month}-${parts.day}`;
  return { day, hour: Number(parts.hour), wall: Date.parse(`${day}T${parts.hour}:${parts.minute}:${parts.second}Z`) };
}

/** The instant at which a day starts in a zone. */
export function startOfDayIn(timeZone: string, day: Day): Date {
  const wanted = Date.parse(`${day}T00:00:00Z`);
  let guess = wanted;
  // Two rounds settle every offset; a midnight that a clock change skips lands on the first moment after it.
  for (let round = 0; round < 2; round++) guess += wanted - clockIn(timeZone, new Date(guess)).wall;
  return new Date(guess);
}
