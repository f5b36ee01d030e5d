// Measures reading a sealed project whose events are in segments: node bench/sealed-segments.mjs [events]. The segments are made once and kept in the
// system's temporary folder. Writes bench/results/sealed-segments.md.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { databaseFile } from "../web/dashboard/test/sealed/databaseFile.mjs";
import { compact, makeEpoch } from "../web/dashboard/test/sealed/sealing.mjs";
import { makeVault, makeWriter, serveSealed } from "../web/dashboard/test/sealed/segments.mjs";
import { startReaderStage } from "../web/dashboard/test/sealed/stage.mjs";
import { FIRST_DAY, makeVisits } from "../web/dashboard/test/sealed/traffic.mjs";
import { load } from "../web/dashboard/test/source.mjs";

const EVENTS = Number(process.argv[2] ?? 1_000_000);
const PIECE = 100_000;
const DAYS = 30;
const DAY = 86_400_000;
const ROUNDS = 5;
const FILES = 10;
const PROJECT = "0b8f3c52-7a3e-4d5b-9c01-5f2f6a7b8c9d";
const RULES = { number: 1, identity: "anonymous", allowed_hosts: [], redacted_parameters: [], retention_days: null };
const RESULTS = new URL("results/sealed-segments.md", import.meta.url);
const KEPT = join(tmpdir(), `footfall-bench-segments-${EVENTS}`);
const MIGRATIONS = new URL("../src/Storage/Events/Migrations/", import.meta.url);

const counted = "v.events > 0 AND v.bot_reason IS NULL";
/** What the overview asks when it is opened: totals, the chart, and its panels. */
const OVERVIEW = {
  totals: `SELECT count(DISTINCT visitor), count(*), sum(pageviews), avg(is_bounce::INTEGER) FROM visits v WHERE ${counted}`,
  events: "SELECT count(*), count(*) FILTER (WHERE name = 'pageview') FROM events WHERE bot_reason IS NULL",
  "visitors by day": `SELECT date_trunc('day', started_at), count(DISTINCT visitor) FROM visits v WHERE ${counted} GROUP BY 1 ORDER BY 1`,
  sources: `SELECT source, count(DISTINCT visitor) FROM visits v WHERE ${counted} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
  "top pages":
    "SELECT path, count(DISTINCT visitor) FROM events WHERE name = 'pageview' AND bot_reason IS NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
  countries: `SELECT country, count(DISTINCT visitor) FROM visits v WHERE ${counted} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
  browsers: `SELECT browser, count(DISTINCT visitor) FROM visits v WHERE ${counted} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10`,
  "event names":
    "SELECT name, count(*), count(DISTINCT visitor) FROM events WHERE bot_reason IS NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10",
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;
const migrations = readdirSync(MIGRATIONS)
  .sort()
  .map((name) => readFileSync(new URL(name, MIGRATIONS), "utf8"));

const { Bookkeeper } = await load("sealed/engine/tables/bookkeeper");
const { contentOf } = await load("sealed/engine/segments/content");
const { columnsOf } = await load("sealed/engine/tables/columns");
const columns = { events: columnsOf("events", migrations), visits: columnsOf("visits", migrations) };

/** The rows of some visits, as a reader of their messages has them. */
const rowsOf = async (visits) => {
  const books = await Bookkeeper.open(RULES);
  const messages = visits.map(({ context, events }) => compact(context, events));
  const ends = new Uint32Array(messages.length);
  messages.reduce((sum, { length }, place) => (ends[place] = sum + length), 0);
  const notes = visits.map(({ note }) => ({
    region: null,
    bot_reason: null,
    opted_out: false,
    ...note,
    visitor: BigInt(`0x${note.visitor}`),
  }));
  const ids = visits.map((_, place) => `${place}`);
  books.add({ ids, notes, ends, contents: new Uint8Array(Buffer.concat(messages)), every: [], unopened: {} });
  return books;
};

/** Ten of 100,000 as browsers make them, and one of all as an agent does. */
const makeContents = async () => {
  mkdirSync(KEPT, { recursive: true });
  const visits = makeVisits({ events: EVENTS, days: DAYS });
  const all = { events: [], visits: [] };
  const perPiece = PIECE / 5;
  for (let at = 0; at < visits.length; at += perPiece) {
    const books = await rowsOf(visits.slice(at, at + perPiece));
    const [events, placed] = [books.events.map((row) => ({ ...row })), Array.from(books.visits.values(), (row) => ({ ...row }))];
    const numbers = new Map(books.events.map(({ visit }, place) => [visit, events[place]]));
    const { content, rows, hours } = contentOf(columns, [...events], placed);
    writeFileSync(join(KEPT, `arrow-${at / perPiece}.bin`), content);
    writeFileSync(join(KEPT, `arrow-${at / perPiece}.json`), JSON.stringify({ rows, hours }));
    const before = all.visits.length;
    events.sort((one, other) => one.time - other.time);
    for (const row of events) all.events.push({ ...row, visit: row.visit + before });
    for (const row of placed) all.visits.push({ ...row, visit: numbers.get(row.visit).visit + before });
    process.stderr.write(`${at + perPiece} visits\n`);
  }
  const hours = { first: Math.floor(all.events[0].time / 3_600_000), last: Math.floor(all.events.at(-1).time / 3_600_000) };
  writeFileSync(join(KEPT, "duckdb-0.bin"), await databaseFile(migrations, columns, all));
  writeFileSync(join(KEPT, "duckdb-0.json"), JSON.stringify({ rows: all.events.length, hours }));
};

if (!existsSync(join(KEPT, "duckdb-0.json"))) await makeContents();

const epoch = await makeEpoch(PROJECT, "0102030405060708");
const vault = await makeVault();

/** A server that has these contents, sealed. */
const serve = async (form) => {
  const served = serveSealed(PROJECT);
  const put = await makeWriter(served, PROJECT, epoch, vault, FIRST_DAY + 40 * DAY);
  let sealedBytes = 0;
  for (const name of readdirSync(KEPT).filter((name) => name.startsWith(form) && name.endsWith(".bin"))) {
    const { rows, hours } = JSON.parse(readFileSync(join(KEPT, name.replace(".bin", ".json"))));
    const envelopes = served.add({ epoch: epoch.id, hour: hours.first, note: new Uint8Array(0), envelope: new Uint8Array(120) });
    const content = new Uint8Array(readFileSync(join(KEPT, name)));
    sealedBytes += await put({ form, schema: migrations.length, content, rows, hours }, envelopes);
  }
  return { ...served, sealedBytes };
};

/** Of a project that is ten times as old, whose newest file is what is asked about. The others have its bytes: they are not to be opened. */
const serveYears = async () => {
  const served = serveSealed(PROJECT);
  const put = await makeWriter(served, PROJECT, epoch, vault, FIRST_DAY + 40 * DAY);
  const { rows, hours } = JSON.parse(readFileSync(join(KEPT, "duckdb-0.json")));
  const content = new Uint8Array(readFileSync(join(KEPT, "duckdb-0.bin")));
  let sealedBytes = 0;
  for (let before = FILES - 1; before >= 0; before--) {
    // Two days lie between them: a file that ends within a day of the question would be opened for the visits that run into it.
    const earlier = before * (DAYS + 2) * 24;
    const moved = { first: hours.first - earlier, last: hours.last - earlier };
    const envelopes = served.add({ epoch: epoch.id, hour: moved.first, note: new Uint8Array(0), envelope: new Uint8Array(120) });
    sealedBytes += await put({ form: "duckdb", schema: migrations.length, content, rows, hours: moved }, envelopes);
  }
  return { ...served, sealedBytes };
};

const what = {
  project: { ...RULES, id: PROJECT },
  epochs: { [epoch.id]: { scalar: [...epoch.scalar], point: [...epoch.point] } },
  vault: { id: vault.id, entries: vault.entries.map(({ entry, signature }) => ({ entry, signature: [...signature] })) },
  period: { from: FIRST_DAY, to: FIRST_DAY + DAYS * DAY },
  overview: OVERVIEW,
  rounds: ROUNDS,
};

const openOnce = async (stage, profile) => {
  const page = await stage.open();
  const times = await page.evaluate(async ({ project, epochs, vault, period, overview, rounds }) => {
    const [epochKeys, trust] = [await window.epochKeys(epochs), await window.trustOf(epochs, vault)];
    const began = performance.now();
    const since = () => performance.now() - began;
    const ask = async (reader) => {
      for (const sql of Object.values(overview)) await reader.run(sql, [], undefined, period);
    };
    const reader = await window.openReader({ project, epochKeys, trust, first: period });
    await reader.run("SELECT 1", [], undefined, { from: Number.MAX_SAFE_INTEGER, to: 0 });
    const started = since();
    const [[count]] = await reader.run("SELECT count(*) FROM events", [], undefined, period);
    const opened = since();
    await ask(reader);
    const overviewAt = since();
    const asked = {};
    for (const [name, sql] of Object.entries(overview)) {
      asked[name] = [];
      for (let round = 0; round < rounds; round++) {
        const from = performance.now();
        await reader.run(sql, [], undefined, period);
        asked[name].push(performance.now() - from);
      }
    }
    window.reader = reader;
    return { started, opened, overviewAt, asked, count };
  }, what);
  times.memory = peakOfPages(profile);
  await page.close();
  return times;
};

/** The most memory that any page of the browser with this profile ever had, in MB, as Linux tells it. */
const peakOfPages = (profile) => {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      try {
        const [commandLine, stat, status] = ["cmdline", "stat", "status"].map((name) => readFileSync(`/proc/${id}/${name}`, "utf8"));
        return [{ commandLine, group: stat.split(") ")[1].split(" ")[2], peak: Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024 }];
      } catch {
        // It ended while it was looked at.
        return [];
      }
    });
  const { group } = all.find(({ commandLine }) => commandLine.includes(`--user-data-dir=${profile}`) && !commandLine.includes("--type="));
  return Math.round(
    Math.max(...all.filter((one) => one.group === group && one.commandLine.includes("--type=renderer")).map(({ peak }) => peak)),
  );
};

const measure = async (served) => {
  const profile = mkdtempSync(join(tmpdir(), "footfall-bench-"));
  const stage = await startReaderStage({ answer: served.answer, profile, mode: "production" });
  const first = await openOnce(stage, profile);
  const fetched = new Set(served.fetched).size;
  const again = [];
  for (let round = 0; round < 3; round++) again.push(await openOnce(stage, profile));
  await stage.close();
  rmSync(profile, { recursive: true });
  if (first.count !== EVENTS) throw new Error(`${first.count} events were read, ${EVENTS} are in the segments.`);
  return { first, again, fetched, segments: served.live().length, megabytes: served.sealedBytes / 1e6 };
};

const told = ({ first, again, fetched, segments, megabytes }, title, events = EVENTS) => {
  const row = (name, pick) => `| ${name} | ${seconds(pick(first))} | ${seconds(median(again.map(pick)))} |`;
  return [
    `## ${title}: ${segments} of ${Math.round(events / segments).toLocaleString("en")} events, ${megabytes.toFixed(1)} MB sealed, of which ${fetched} had to be fetched`,
    "",
    "| from the call to open the reader | a browser that has seen nothing | the next time (median of 3) |",
    "|---|---|---|",
    row("database up", ({ started }) => started),
    row("segments open, first count", ({ opened }) => opened),
    row("full overview, eight statements", ({ overviewAt }) => overviewAt),
    row("**full overview after the database is up**", ({ started, overviewAt }) => overviewAt - started),
    "",
    "| | |",
    "|---|---|",
    `| memory of the page and its workers, at most | ${Math.max(first.memory, ...again.map(({ memory }) => memory))} MB |`,
    ...Object.keys(OVERVIEW).map(
      (name) => `| ${name}, warm (median) | ${Math.round(median(again.flatMap(({ asked }) => asked[name])))} ms |`,
    ),
    "",
  ];
};

const lines = [
  "# A sealed project in segments",
  "",
  `\`node bench/sealed-segments.mjs ${EVENTS}\`: ${EVENTS.toLocaleString("en")} events of ${DAYS} days in visits of five, headless Chromium, ${cpus().length} processors, which also serve; load average ${loadavg()[0].toFixed(1)} when it began.`,
  "",
];
for (const [form, title] of Object.entries({
  duckdb: "DuckDB database files, as an agent writes them",
  arrow: "Arrow, as browsers write it",
}))
  lines.push(...told(await measure(await serve(form)), title));
const project = `A project of ${(FILES * EVENTS).toLocaleString("en")} events in database files, asked about the last ${DAYS} days`;
lines.push(...told(await measure(await serveYears()), project, FILES * EVENTS));
mkdirSync(new URL(".", RESULTS), { recursive: true });
writeFileSync(RESULTS, `${lines.join("\n").trimEnd()}\n`);
process.stdout.write(`${lines.join("\n")}\n`);
