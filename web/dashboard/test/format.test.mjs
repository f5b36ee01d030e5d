import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { load } from "./source.mjs";

const { shortCount, duration, percent, show, change, showChange } = await load("format/numbers");
const { showRange, showBucket, showTick, showAgo } = await load("format/dates");
const { deed } = await load("format/deeds");
const { toCsv } = await load("format/csv");
const { showValue, countLabel, botsLeftOut } = await load("format/labels");
const { valueTicks, tickStep, linePath, areaPath } = await load("panels/chart/scale");
const { bucketsOf } = await load("panels/chart/series");
const { retryDelay } = await load("api/live");

const SERVER = fileURLToPath(new URL("../../../src/", import.meta.url));

test("CountsKeepAboutFourCharacters", () => {
  assert.deepEqual([0, 999, 9999, 10_000, 12_345, 999_499, 1_234_567, 999_400_000].map(shortCount), [
    "0",
    "999",
    "9,999",
    "10k",
    "12.3k",
    "999k",
    "1.23M",
    "999M",
  ]);
});

test("DurationsAreReadAsOnAClock", () => {
  assert.deepEqual([0, 9.4, 59.6, 65, 3599, 3780].map(duration), ["0s", "9s", "1m 00s", "1m 05s", "59m 59s", "1h 03m"]);
});

test("MissingValuesAreADash", () => {
  assert.equal(show("visitors", null), "–");
  assert.equal(show("total_revenue", { value: 5, currency: "EUR", short: "€5", long: "€5.00" }), "€5.00");
  assert.equal(percent(9.25), "9.3%");
});

test("SmallAmountsKeepTheirCents", () => {
  const money = (value, short, long) => show("total_revenue", { value, currency: "EUR", short, long }, true);
  assert.equal(money(18.9, "€18.9", "€18.90"), "€18.90");
  assert.equal(money(-18.9, "-€18.9", "-€18.90"), "-€18.90");
  assert.equal(money(12_345, "€12.3K", "€12,345.00"), "€12.3K");
});

test("TheEventsOfBotsAreCountedInWords", () => {
  assert.equal(botsLeftOut(0), "Bots are left out of every number here.");
  assert.equal(botsLeftOut(1), "1 event of bots is left out of every number here.");
  assert.equal(botsLeftOut(1234), "1,234 events of bots are left out of every number here.");
});

test("RatesChangeByPointsAndCountsByPercent", () => {
  assert.equal(change("visitors", 150, 100), 50);
  assert.equal(change("bounce_rate", 40, 50), -10);
  assert.equal(change("visitors", 5, 0), null);
  assert.equal(showChange("bounce_rate", -10), "10 pts");
  assert.equal(showChange("bounce_rate", 1), "1 pt");
  assert.equal(showChange("visitors", 12.34), "12%");
});

test("RangesSayEachYearAndMonthOnce", () => {
  assert.equal(showRange("2026-11-01", "2026-11-21"), "1–21 Nov 2026");
  assert.equal(showRange("2026-10-25", "2026-11-21"), "25 Oct – 21 Nov 2026");
  assert.equal(showRange("2025-12-25", "2026-01-05"), "25 Dec 2025 – 5 Jan 2026");
});

test("BucketsAreNamedInTheProjectsOwnTime", () => {
  assert.equal(showBucket("2026-11-22 13:00:00", "hour"), "Sun 22 Nov, 13:00");
  assert.equal(showBucket("2026-11-01", "month"), "November 2026");
  assert.equal(showTick("2026-01-01", "month", true), "2026");
  assert.equal(showTick("2026-11-22 00:00:00", "hour", true), "22 Nov");
});

test("AgesAreShort", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");
  assert.equal(showAgo("2026-11-22T11:59:58Z", now), "now");
  assert.equal(showAgo("2026-11-22T11:58:00Z", now), "2m ago");
});

test("CsvIsSafeForSpreadsheets", () => {
  assert.equal(
    toCsv(
      ["Page", "Visitors"],
      [
        ["/a,b", 3],
        ['say "hi"', null],
        ["=1+1", 0],
      ],
    ),
    'Page,Visitors\r\n"/a,b",3\r\n"say ""hi""",\r\n\'=1+1,0\r\n',
  );
});

test("CountriesAndLanguagesAreShownByName", () => {
  assert.equal(showValue("country", "DE"), "Germany");
  assert.equal(showValue("country", "(not set)"), "(not set)");
  assert.equal(showValue("language", "de"), "German");
  assert.equal(showValue("source", "DE"), "DE");
  assert.equal(countLabel(1, "visitor", "visitors"), "1 visitor");
});

test("AxisMarksAreRoundAndReachTheHighestValue", () => {
  assert.deepEqual(valueTicks(143, "count"), [0, 50, 100, 150]);
  assert.deepEqual(valueTicks(1, "count"), [0, 1]);
  assert.deepEqual(valueTicks(3.3, "decimal"), [0, 1, 2, 3, 4]);
  assert.deepEqual(valueTicks(200, "duration"), [0, 60, 120, 180, 240]);
  assert.deepEqual(valueTicks(0, "percent"), [0, 50, 100]);
  assert.equal(tickStep(28, 1000, 70), 2);
});

test("LinesBreakWhereNothingIsKnown", () => {
  assert.equal(linePath([{ x: 0, y: 1 }, null, { x: 2, y: 3 }]), "M0.0 1.0M2.0 3.0");
  assert.equal(areaPath([{ x: 0, y: 1 }], 9), "");
  assert.equal(areaPath([{ x: 0, y: 1 }, { x: 1, y: 2 }, null, { x: 3, y: 4 }], 9), "M0.0 1.0L1.0 2.0L1.0 9L0.0 9Z");
});

const answer = (labels, rows) => ({
  meta: { time_labels: labels },
  results: rows.map(([label, value]) => ({ dimensions: [label], metrics: [value] })),
});

test("EmptyBucketsAreZeroAndFutureOnesUnknown", () => {
  const now = answer(
    ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"],
    [
      ["2026-11-20", 4],
      ["2026-11-22", 2],
    ],
  );
  const buckets = bucketsOf("visitors", now, null, "2026-11-22 10:00:00");
  assert.deepEqual(
    buckets.map((bucket) => bucket.value),
    [4, 0, 2, null],
  );
  assert.deepEqual(
    buckets.map((bucket) => bucket.partial),
    [false, false, true, false],
  );
});

test("ARateOfAnEmptyBucketIsUnknown", () => {
  const now = answer(["2026-11-20", "2026-11-21"], [["2026-11-21", 40]]);
  assert.deepEqual(
    bucketsOf("bounce_rate", now, null, null).map((bucket) => bucket.value),
    [null, 40],
  );
});

test("TheRepeatedHourOfAClockChangeIsOneBucket", () => {
  const label = "2026-10-25 02:00:00";
  const now = answer(
    [label],
    [
      [label, 3],
      [label, 4],
    ],
  );
  assert.equal(bucketsOf("pageviews", now, null, null)[0].value, 7);
});

test("ThePeriodBeforeIsMatchedByPlace", () => {
  const now = answer(["2026-11-21", "2026-11-22"], [["2026-11-21", 1]]);
  const before = answer(["2026-11-19", "2026-11-20"], [["2026-11-20", 9]]);
  const buckets = bucketsOf("visitors", now, before, null);
  assert.deepEqual(
    buckets.map((bucket) => [bucket.beforeLabel, bucket.before]),
    [
      ["2026-11-19", 0],
      ["2026-11-20", 9],
    ],
  );
});

test("RetriesSlowDownToAMinute", () => {
  assert.deepEqual([1, 2, 3, 20].map(retryDelay), [1000, 2000, 4000, 60_000]);
});

test("EveryActionOfTheAuditLogHasWords", async () => {
  const actions = new Set();
  for (const file of readdirSync(SERVER, { recursive: true }).filter((name) => name.endsWith(".cs") && !/(^|\/)(bin|obj)\//.test(name))) {
    const text = readFileSync(join(SERVER, file), "utf8");
    if (!text.includes("AppendAsync(")) continue;
    for (const [, action] of text.matchAll(/"((?:[a-z]+)\.(?:[a-z]+_)*[a-z]+(?:ed|begun|began|kept|made))"/g)) actions.add(action);
  }
  assert.ok(actions.size >= 30, `${actions.size} actions were found`);
  assert.deepEqual(
    [...actions].filter((action) => deed(action) === action),
    [],
  );
  assert.equal(deed("of.tomorrow"), "of.tomorrow");
});
