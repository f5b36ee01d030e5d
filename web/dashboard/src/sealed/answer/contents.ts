import type { Bots, LiveEvent, SeenEvent } from "../../api/types";
import type { Day } from "../../question/calendar";
import { clockIn } from "../../question/timeZone";
import type { Period } from "./ask";
import { bind } from "./bind";
import type { Cell, Statement } from "./types";

/** What pages read of events beside answers to questions, as src/Query/Endpoints/ContentsPlan.cs plans it. */
export type ContentsRequest =
  | { contents: "bots"; date_range: unknown; first_day?: string }
  | { contents: "realtime" | "seen_events" | "first_event" }
  | { contents: "recent_events"; limit: number };

export interface ContentsPlan {
  statements: Readonly<Record<string, Statement>>;
}

type Value = Cell | { [key: string]: Value } | Value[];
type Rows = readonly (readonly Value[])[];

export interface ContentsMeans {
  plan: (request: ContentsRequest, signal: AbortSignal) => Promise<ContentsPlan>;
  /** Without a `period` it is about all there ever was. */
  run: (sql: string, parameters: readonly string[], signal: AbortSignal, period?: Period) => Promise<Rows>;
}

/** The columns of an event, in order: `ContentsSql.EventColumns`. */
const COLUMNS =
  "project id time received_at name hostname path title source channel country browser os device client_visitor bot_reason props".split(
    " ",
  );

const ABSENT = new Set(["client_visitor", "bot_reason", "props"]);

const instant = (cell: Value | undefined): string => new Date(Number(cell)).toISOString();

const text = (cell: Value | undefined): string | null => (cell === null || cell === undefined ? null : String(cell));

async function read(
  request: ContentsRequest,
  means: ContentsMeans,
  signal: AbortSignal,
  period?: Period,
): Promise<Readonly<Record<string, Rows>>> {
  const { statements } = await means.plan(request, signal);
  const tables: Record<string, Rows> = {};
  for (const [name, statement] of Object.entries(statements))
    tables[name] = await means.run(statement.sql, bind(statement, {}), signal, period);
  return tables;
}

/** As `GET …/bots`. */
export async function sealedBots(
  range: unknown,
  firstDay: Day | null,
  means: ContentsMeans,
  signal: AbortSignal,
  period?: Period,
): Promise<Bots> {
  const known = firstDay === null ? {} : { first_day: firstDay };
  const { reasons = [], examples = [] } = await read({ contents: "bots", date_range: range, ...known }, means, signal, period);
  return {
    total: reasons.reduce((sum, row) => sum + Number(row[1]), 0),
    reasons: reasons.map(([reason, events, visitors, counted]) => ({
      reason: String(reason),
      events: Number(events),
      visitors: Number(visitors),
      counted: Number(counted),
      examples: examples
        .filter((example) => example[0] === reason)
        .map((example) => ({ browser: text(example[1]), hostname: text(example[2]), path: text(example[3]), time: instant(example[4]) })),
    })),
  };
}

/** As `GET …/realtime`. */
export async function sealedRealtime(means: ContentsMeans, signal: AbortSignal, period?: Period): Promise<{ visitors: number }> {
  const { visitors = [] } = await read({ contents: "realtime" }, means, signal, period);
  return { visitors: Number(visitors[0]?.[0] ?? 0) };
}

/** As `GET …/seen-events`. */
export async function sealedSeenEvents(
  declared: ReadonlySet<string>,
  means: ContentsMeans,
  signal: AbortSignal,
  period?: Period,
): Promise<{ items: SeenEvent[] }> {
  const { names = [] } = await read({ contents: "seen_events" }, means, signal, period);
  const items = names.map(([name, events, last]) => ({
    name: String(name),
    events: Number(events),
    last_seen: instant(last),
    declared: declared.has(String(name)),
  }));
  return { items };
}

/** As `GET /events/recent`, of one project. */
export async function sealedRecentEvents(
  project: string,
  limit: number,
  means: ContentsMeans,
  signal: AbortSignal,
  period?: Period,
): Promise<{ items: LiveEvent[] }> {
  const { events = [] } = await read({ contents: "recent_events", limit }, means, signal, period);
  return { items: events.map((row) => eventOf(row, project)) };
}

function eventOf(row: readonly Value[], project: string): LiveEvent {
  const event: Record<string, unknown> = { project };
  COLUMNS.forEach((column, place) => {
    const cell = row[place] ?? null;
    if (column === "project" || (cell === null && ABSENT.has(column))) return;
    event[column === "client_visitor" ? "visitor" : column] =
      column === "time" || column === "received_at" ? instant(cell) : column === "props" ? cell : text(cell);
  });
  return event as unknown as LiveEvent;
}

async function firstAt(withBots: boolean, means: ContentsMeans, signal: AbortSignal, period?: Period): Promise<number | null> {
  const { first = [] } = await read({ contents: "first_event" }, means, signal, period);
  const at = first[0]?.[withBots ? 1 : 0] ?? null;
  return at === null ? null : Number(at);
}

/** When a person's first event happened, as a project's `first_event_at`. */
export async function sealedFirstEvent(means: ContentsMeans, signal: AbortSignal, period?: Period): Promise<string | null> {
  const at = await firstAt(false, means, signal, period);
  return at === null ? null : new Date(at).toISOString();
}

/** The day of the first event in the project's time zone: a person's, or anybody's. */
export async function sealedFirstDay(withBots: boolean, timeZone: string, means: ContentsMeans, signal: AbortSignal): Promise<Day | null> {
  const at = await firstAt(withBots, means, signal);
  return at === null ? null : clockIn(timeZone, new Date(at)).day;
}
