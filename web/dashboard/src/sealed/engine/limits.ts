/** More than this browser is to hold. What to do about it is in the message. */
export class TooMuch extends Error {
  override name = "TooMuch";
}

/** What a reader may use of the machine. */
export interface Limits {
  /** Rows of events, which stay in memory as long as the reader is open; a hundred thousand take about 100 MB, and half as much again in the database. */
  events: number;
  /** Bytes of the messages that those came in: few events may say much. */
  contentBytes: number;
  /** Events of segments that are open at once. */
  segmentRows: number;
  /** Of the database, in megabytes. */
  databaseMegabytes: number;
}

export const usualLimits: Limits = { events: 400_000, contentBytes: 160 << 20, segmentRows: 3_000_000, databaseMegabytes: 512 };

/** DuckDB's own word for it says nothing of what to do. */
export const orTooMuch = (error: unknown): unknown =>
  error instanceof Error && /^Out of Memory/.test(error.message)
    ? new TooMuch("The question needs more memory than the reader may use. Ask for a shorter period or close other readers.")
    : error;

export const tooManyRows = (rows: number, { segmentRows }: Limits): TooMuch =>
  new TooMuch(
    `This question is about ${rows.toLocaleString("en")} events, and a browser can hold ${segmentRows.toLocaleString("en")} of them at once. Ask for a shorter period.`,
  );
