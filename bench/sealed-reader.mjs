// Measures the reader of sealed projects in a real browser: node bench/sealed-reader.mjs [events]. Writes bench/results/sealed-reader.md.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { serveEnvelopes } from "../web/dashboard/test/sealed/envelopes.mjs";
import { makeEpoch } from "../web/dashboard/test/sealed/sealing.mjs";
import { startReaderStage } from "../web/dashboard/test/sealed/stage.mjs";
import { FIRST_DAY, makeVisits } from "../web/dashboard/test/sealed/traffic.mjs";

const EVENTS = Number(process.argv[2] ?? 100_000);
const DAYS = 30;
const DAY = 86_400_000;
const ROUNDS = 5;
const PROJECT = "0b8f3c52-7a3e-4d5b-9c01-5f2f6a7b8c9d";
const RESULTS = new URL("results/sealed-reader.md", import.meta.url);

const QUESTIONS = {
  "totals of visits": "SELECT count(DISTINCT visitor), count(*), sum(pageviews) FROM visits WHERE events > 0",
  "visitors by day": "SELECT date_trunc('day', started_at), count(DISTINCT visitor) FROM visits GROUP BY 1 ORDER BY 1",
  "top pages": "SELECT path, count(DISTINCT visitor) FROM events WHERE name = 'pageview' GROUP BY path ORDER BY 2 DESC, 1 LIMIT 10",
  "a prop": "SELECT props['kind'], count(*) FROM events WHERE name = 'tea.chosen' GROUP BY 1 ORDER BY 2 DESC",
};

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

const epoch = await makeEpoch(PROJECT, "0102030405060708");
const served = serveEnvelopes(PROJECT);
const visits = makeVisits({ events: EVENTS, days: DAYS });
for (const { note, context, events } of visits) served.add(...(await epoch.seal(note, context, events)));

const profile = mkdtempSync(join(tmpdir(), "footfall-bench-"));
let stage;
const what = {
  project: { id: PROJECT, number: 1, identity: "anonymous", allowed_hosts: [], redacted_parameters: [], retention_days: null },
  epochs: { [epoch.id]: { scalar: [...epoch.scalar], point: [...epoch.point] } },
  span: { starts: Array.from({ length: DAYS }, (_, day) => FIRST_DAY + day * DAY), end: FIRST_DAY + DAYS * DAY },
  questions: QUESTIONS,
  rounds: ROUNDS,
};

/** One opening as a person has it: page, keys, reader, first numbers, database, questions. */
const openOnce = async () => {
  const page = await stage.open();
  const times = await page.evaluate(async ({ project, epochs, span, questions, rounds }) => {
    const epochKeys = await window.epochKeys(epochs);
    const began = performance.now();
    const since = () => performance.now() - began;
    const reader = await window.openReader({ project, epochKeys });
    const opened = since();
    const { totals } = await reader.firstNumbers(span);
    const first = since();
    const [[count]] = await reader.run("SELECT count(*) FROM events", []);
    const ready = since();
    const asked = {};
    for (const [name, sql] of Object.entries(questions)) {
      asked[name] = [];
      for (let round = 0; round < rounds; round++) {
        const from = performance.now();
        await reader.run(sql, []);
        asked[name].push(performance.now() - from);
      }
    }
    window.reader = reader;
    return { opened, first, ready, asked, count, events: totals.events };
  }, what);
  times.memory = peakOfPages();
  await page.close();
  return times;
};

/** Envelopes a second of one worker: opened, their notes as well, their ids hashed. */
const openingRate = async () => {
  const page = await stage.open();
  const rate = await page.evaluate(async ({ project, epochs }) => {
    const openers = window.startOpeners(project.id, await window.epochKeys(epochs), 1);
    const { cutPage, readRecords } = window;
    let after = 0;
    let messages = 0;
    let spent = 0;
    for (;;) {
      const answer = await fetch(`/api/v1/projects/${project.id}/envelopes?after=${after}`, {
        headers: { accept: "application/octet-stream" },
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (bytes.length === 0) break;
      after = readRecords(bytes).at(-1).seq;
      const parts = cutPage(bytes, 1000);
      const from = performance.now();
      const pages = await Promise.all(parts.map((part) => openers.open(part)));
      spent += performance.now() - from;
      messages += pages.reduce((sum, { ids }) => sum + ids.length, 0);
    }
    openers.end();
    return (1000 * messages) / spent;
  }, what);
  await page.close();
  return rate;
};

const engineStart = async () => {
  const page = await stage.open();
  const ms = await page.evaluate(async () => {
    const from = performance.now();
    const database = window.openDatabase();
    await database.call("start", { megabytes: 512 });
    database.end();
    return performance.now() - from;
  });
  await page.close();
  return ms;
};

/** What runs on this machine, as Linux tells it: the command line, the group of processes, and the most memory it ever had, in MB. */
const processes = () =>
  readdirSync("/proc")
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

/** Of the pages of this browser, whose processes are in the group of the one that was started with the profile. */
const peakOfPages = () => {
  const all = processes();
  const { group } = all.find(({ commandLine }) => commandLine.includes(`--user-data-dir=${profile}`) && !commandLine.includes("--type="));
  const pages = all.filter((one) => one.group === group && one.commandLine.includes("--type=renderer"));
  return Math.round(Math.max(...pages.map(({ peak }) => peak)));
};

// Each in a browser that has seen nothing yet: the engine alone, then a whole opening.
stage = await startReaderStage({ answer: served.answer, mode: "production" });
const startCold = await engineStart();
await stage.close();
stage = await startReaderStage({ answer: served.answer, profile, mode: "production" });
const first = await openOnce();
const again = [];
for (let round = 0; round < 3; round++) again.push(await openOnce());
const startWarm = [];
for (let round = 0; round < ROUNDS; round++) startWarm.push(await engineStart());
const rates = [];
for (let round = 0; round < 3; round++) rates.push(await openingRate());
await stage.close();
rmSync(profile, { recursive: true });
if (first.count !== visits.length * 5) throw new Error(`${first.count} events were opened, ${visits.length * 5} were sealed.`);

const row = (name, pick) => `| ${name} | ${seconds(pick(first))} | ${seconds(median(again.map(pick)))} |`;
const lines = [
  "# The reader of sealed projects",
  "",
  `\`node bench/sealed-reader.mjs ${EVENTS}\`: ${EVENTS.toLocaleString("en")} events in ${visits.length.toLocaleString("en")} envelopes (${(served.size() / 1e6).toFixed(1)} MB), each sealed by a page load of its own; headless Chromium, ${cpus().length} processors, which also serve.`,
  "",
  "| from the call to open the reader | a browser that has seen nothing | the next time (median of 3) |",
  "|---|---|---|",
  row("all envelopes opened, rows made", ({ opened }) => opened),
  row("first numbers: totals and 30 days", ({ first }) => first),
  row("database up with all rows", ({ ready }) => ready),
  "",
  "| | |",
  "|---|---|",
  `| DuckDB-WASM's start, nothing cached | ${seconds(startCold)} |`,
  `| the same, compiled code cached (median of ${ROUNDS}) | ${seconds(median(startWarm))} |`,
  `| memory of the page and its workers, at most | ${first.memory} MB |`,
  `| envelopes a second, one worker (median of 3) | ${Math.round(median(rates)).toLocaleString("en")} |`,
  ...Object.keys(QUESTIONS).map(
    (name) => `| ${name}, warm (median) | ${Math.round(median(again.flatMap(({ asked }) => asked[name])))} ms |`,
  ),
];
mkdirSync(new URL(".", RESULTS), { recursive: true });
writeFileSync(RESULTS, `${lines.join("\n")}\n`);
process.stdout.write(`${lines.join("\n")}\n`);
