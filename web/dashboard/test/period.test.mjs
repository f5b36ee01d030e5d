import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { layOut, step, nameRange, readPeriod } = await load("question/period");
const { beforeOf } = await load("question/comparison");
const { intervalFor, intervalsOf, defaultInterval } = await load("question/interval");
const { addMonths, daysBetween, isDay, startOfWeek, endOfMonth } = await load("question/calendar");
const { clockIn, startOfDayIn } = await load("question/timeZone");

const present = { now: new Date("2026-11-22T10:30:00Z"), timeZone: "UTC", firstDay: "2026-02-03" };
const by = (comparison, weekday = false, against = null) => ({ comparison, weekday, against });
const span = (key, from, to) => layOut({ key, from, to }, present);

test("CountedDaysEndYesterday", () => {
  assert.deepEqual(span("7d").range, ["2026-11-15", "2026-11-21"]);
  assert.deepEqual(span("28d").range, ["2026-10-25", "2026-11-21"]);
  assert.equal(span("91d").days, 91);
  assert.equal(span("30d").running, false);
});

test("MonthsAndYearsRunToToday", () => {
  assert.deepEqual(span("month").range, ["2026-11-01", "2026-11-22"]);
  assert.deepEqual(span("last_month").range, ["2026-10-01", "2026-10-31"]);
  assert.deepEqual(span("year").range, ["2026-01-01", "2026-11-22"]);
  assert.deepEqual(span("12mo").range, ["2025-11-01", "2026-10-31"]);
  assert.equal(span("month").running, true);
});

test("AllTimeStartsAtTheFirstDay", () => {
  assert.equal(span("all").range, "all");
  assert.equal(span("all").from, "2026-02-03");
});

test("TodayIsThatOfTheProjectsZone", () => {
  const inAuckland = { ...present, timeZone: "Pacific/Auckland", now: new Date("2026-11-22T12:00:00Z") };
  assert.equal(layOut({ key: "today" }, inAuckland).from, "2026-11-23");
});

test("StepsMoveByTheLengthOfThePeriod", () => {
  assert.deepEqual(step({ key: "7d" }, -1, present), { key: "custom", from: "2026-11-08", to: "2026-11-14" });
  assert.deepEqual(step({ key: "today" }, -1, present), { key: "yesterday" });
  assert.equal(step({ key: "today" }, 1, present), null);
  assert.equal(step({ key: "24h" }, -1, present), null);
});

test("StepsMoveWholeMonthsByMonths", () => {
  assert.deepEqual(step({ key: "last_month" }, -1, present), { key: "custom", from: "2026-09-01", to: "2026-09-30" });
  assert.deepEqual(step({ key: "custom", from: "2026-02-01", to: "2026-02-28" }, 1, present), {
    key: "custom",
    from: "2026-03-01",
    to: "2026-03-31",
  });
});

test("AStepIntoTheFutureEndsToday", () => {
  assert.deepEqual(step({ key: "7d" }, 1, present), { key: "today" });
});

test("ARangeIsCalledByItsShortestName", () => {
  assert.deepEqual(nameRange("2026-11-22", "2026-11-22", "2026-11-22"), { key: "today" });
  assert.deepEqual(nameRange("2026-11-05", "2026-11-01", "2026-11-22"), { key: "custom", from: "2026-11-01", to: "2026-11-05" });
});

test("ABadPeriodOfAnAddressIsNoPeriod", () => {
  assert.equal(readPeriod("fortnight", null, null), null);
  assert.equal(readPeriod("custom", "2026-02-30", "2026-03-01"), null);
  assert.equal(readPeriod("custom", "0001-01-01", "2026-03-01"), null, "what is compared with it has no year of four digits");
  assert.equal(readPeriod("custom", "2026-02-01", "9999-12-31"), null);
  assert.deepEqual(readPeriod("custom", "2026-03-02", "2026-03-01"), { key: "custom", from: "2026-03-01", to: "2026-03-02" });
});

test("ThePeriodBeforeIsAsLong", () => {
  assert.deepEqual(beforeOf(span("7d"), by("previous"), present).range, ["2026-11-08", "2026-11-14"]);
  assert.deepEqual(beforeOf(span("7d"), by("year"), present).range, ["2025-11-15", "2025-11-21"]);
  assert.equal(beforeOf(span("7d"), by("none"), present), null);
  assert.equal(beforeOf(span("all"), by("previous"), present), null);
});

test("ARunningPeriodIsComparedUpToTheSameTimeOfDay", () => {
  const before = beforeOf(span("today"), by("previous"), present);
  assert.deepEqual(before.range, ["2026-11-21T00:00:00.000Z", "2026-11-21T10:30:00.000Z"]);
  assert.deepEqual(before.whole, ["2026-11-21", "2026-11-21"]);
  assert.deepEqual(beforeOf(span("month"), by("previous"), present).range, ["2026-10-01T00:00:00.000Z", "2026-10-22T10:30:00.000Z"]);
});

test("RollingPeriodsCompareWithTheHoursBefore", () => {
  assert.deepEqual(beforeOf(span("24h"), by("previous"), present).range, ["2026-11-20T10:30:00.000Z", "2026-11-21T10:30:00.000Z"]);
  assert.deepEqual(beforeOf(span("30m"), by("previous"), present).range, ["2026-11-22T09:30:00.000Z", "2026-11-22T10:00:00.000Z"]);
});

test("AlignedPeriodsBeginOnTheSameDayOfTheWeek", () => {
  // The 25th of October 2026 is a Sunday, and so is the 27th of September, four weeks before; the 26th of October 2025 is the nearest one of the year before.
  assert.deepEqual(beforeOf(span("28d"), by("previous", true), present).range, ["2026-09-27", "2026-10-24"]);
  assert.deepEqual(beforeOf(span("28d"), by("year", true), present).range, ["2025-10-26", "2025-11-22"]);
  // Thirty days: the day thirty days before is a Thursday, two days early, and the Saturday after it would overlap.
  assert.deepEqual(beforeOf(span("30d"), by("previous", true), present).range, ["2026-09-18", "2026-10-17"]);
  assert.deepEqual(beforeOf(span("yesterday"), by("previous", true), present).range, ["2026-11-14", "2026-11-14"]);
  assert.deepEqual(beforeOf(span("today"), by("previous", true), present).range, ["2026-11-15T00:00:00.000Z", "2026-11-15T10:30:00.000Z"]);
  assert.deepEqual(beforeOf(span("24h"), by("previous", true), present).range, ["2026-11-14T10:30:00.000Z", "2026-11-15T10:30:00.000Z"]);
  assert.deepEqual(beforeOf(span("24h"), by("year", true), present).range, ["2025-11-22T10:30:00.000Z", "2025-11-23T10:30:00.000Z"]);
});

test("AnAlignedPeriodNeverOverlapsTheOneThatIsShown", () => {
  for (let days = 1; days <= 40; days++) {
    const to = new Date(Date.UTC(2026, 9, 1 + days - 1)).toISOString().slice(0, 10);
    const before = beforeOf(span("custom", "2026-10-01", to), by("previous", true), present);
    assert.ok(before.whole[1] < "2026-10-01", `${days} days`);
    assert.equal(daysBetween(...before.whole), days);
    assert.equal(new Date(`${before.whole[0]}T00:00:00Z`).getUTCDay(), 4, `${days} days`);
    assert.ok(daysBetween(before.whole[1], "2026-10-01") <= 8, "and lies no further away than a week");
  }
});

test("ACustomComparisonIsTheDaysThatWereChosen", () => {
  const march = by("custom", true, { from: "2026-03-01", to: "2026-03-07" });
  assert.deepEqual(beforeOf(span("7d"), march, present), {
    range: ["2026-03-01", "2026-03-07"],
    whole: ["2026-03-01", "2026-03-07"],
    from: "2026-03-01",
    to: "2026-03-07",
  });
  assert.deepEqual(beforeOf(span("24h"), march, present).range, ["2026-03-01", "2026-03-07"]);
  // As long as a running month it is cut at the same time of day; shorter it stands as it was chosen.
  const may = by("custom", false, { from: "2026-05-01", to: "2026-05-22" });
  assert.deepEqual(beforeOf(span("month"), may, present).range, ["2026-05-01T00:00:00.000Z", "2026-05-22T10:30:00.000Z"]);
  assert.deepEqual(beforeOf(span("month"), march, present).range, ["2026-03-01", "2026-03-07"]);
});

test("BucketsFitTheSpan", () => {
  assert.deepEqual(intervalsOf(span("today")), ["hour"]);
  assert.deepEqual(intervalsOf(span("7d")), ["hour", "day"]);
  assert.deepEqual(intervalsOf(span("28d")), ["day", "week"]);
  assert.equal(defaultInterval(span("12mo")), "month");
  assert.equal(defaultInterval(span("30m")), "minute");
  assert.equal(intervalFor(span("28d"), "hour"), "day");
  assert.equal(intervalFor(span("91d"), "week"), "week");
});

test("TheCalendarKnowsShortMonthsAndLeapYears", () => {
  assert.equal(addMonths("2026-03-31", -1), "2026-02-28");
  assert.equal(addMonths("2024-01-31", 1), "2024-02-29");
  assert.equal(endOfMonth("2024-02-10"), "2024-02-29");
  assert.equal(daysBetween("2026-03-28", "2026-03-30"), 3);
  assert.equal(startOfWeek("2026-11-22"), "2026-11-16");
  assert.equal(isDay("2026-02-29"), false);
});

test("ADayOfAZoneStartsAtItsMidnight", () => {
  assert.equal(startOfDayIn("Europe/Berlin", "2026-07-01").toISOString(), "2026-06-30T22:00:00.000Z");
  assert.equal(startOfDayIn("America/New_York", "2026-03-08").toISOString(), "2026-03-08T05:00:00.000Z");
  assert.equal(clockIn("Europe/Berlin", new Date("2026-12-31T23:30:00Z")).day, "2027-01-01");
  assert.equal(clockIn("Not/AZone", new Date("2026-01-01T00:00:00Z")).day, "2026-01-01");
});
