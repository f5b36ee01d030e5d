// What the page of trends makes of an address, of an answer and of the events that a project has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { NEW_DRAFT, isWhole, readDraft, seriesOf, writeDraft } = await load("pages/trends/draft");
const { boundsOf, changeOf, linesOf } = await load("pages/trends/lines");
const { barsOf, layOut, nearest } = await load("pages/trends/layout");
const { merge, presetsFor } = await load("pages/trends/presets");
const { kindOf, nameOf, show } = await load("pages/trends/words");

const runs = { kind: "event", value: "run", measure: "visitors", prop: "" };
const waits = { kind: "any", value: "", measure: "p90", prop: "wait_seconds" };

test("ADraftIsReadAsItWasWritten", () => {
  const draft = { series: [runs, waits], ratio: true, breakdown: "prop.version", average: 7, shape: "bar" };
  assert.deepEqual(readDraft(writeDraft(draft)), draft);
});

test("WhatCannotBeReadIsANewDraft", () => {
  for (const text of [null, "", "7", "[]", "{", '[[["x"]]', '{"series":[]}']) assert.deepEqual(readDraft(text), NEW_DRAFT);
  assert.deepEqual(readDraft('[[["odd","a","odd",""]],7,"odd",5,"odd"]'), {
    ...NEW_DRAFT,
    series: [{ ...NEW_DRAFT.series[0], value: "a" }],
  });
});

test("ASeriesWaitsForItsNameAndItsProp", () => {
  assert.ok(isWhole({ ...NEW_DRAFT, series: [runs, waits] }));
  assert.ok(!isWhole({ ...NEW_DRAFT, series: [{ ...runs, value: " " }] }));
  assert.ok(!isWhole({ ...NEW_DRAFT, series: [{ ...waits, prop: "" }] }));
});

test("ASeriesIsAskedWithItsEventsAndItsProp", () => {
  assert.deepEqual(seriesOf(runs), { measure: "visitors", events: { event: "run" } });
  assert.deepEqual(seriesOf(waits), { measure: "p90", property: "event:props:wait_seconds" });
});

const answer = {
  totals: [
    { series: 1, number: 12, events: 20 },
    { series: 2, number: 4, events: 8 },
  ],
  trend: ["2024-03-01", "2024-03-02"].flatMap((time, at) => [1, 2].map((series) => ({ time, series, number: at * series, events: 1 }))),
};

test("LinesEndWhereTheFutureBegins", () => {
  const lines = linesOf({ ...NEW_DRAFT, series: [runs, waits] }, answer, { cut: null, whole: null }, 1);
  assert.deepEqual(
    lines.map(({ name, values, number, filters }) => [name, values, number, filters]),
    [
      ["Visitors · run", [0, null], 12, [{ op: "is", key: "event", values: ["run"] }]],
      ["p90 of wait_seconds", [0, null], 4, []],
    ],
  );
});

test("AValueLeadsToItselfAndTheOthersNowhere", () => {
  const value = (place, name, different) => ({ place, value: name, different, series: 1, number: 3, events: 3 });
  const broken = { ...answer, breakdown: [value(1, "2.1", 1), value(2, null, 4)], breakdown_trend: [] };
  const before = { ...broken, breakdown: [{ ...value(1, "2.1", 1), number: 2 }] };
  const [first, others] = linesOf({ ...NEW_DRAFT, series: [runs], breakdown: "prop.version" }, broken, { cut: before, whole: null }, 2);
  assert.deepEqual(first.filters.at(-1), { op: "is", key: "prop.version", values: ["2.1"] });
  assert.equal(changeOf(first), "+50%");
  assert.deepEqual([others.name, others.filters, changeOf(others)], ["4 others", null, null]);
});

test("TheCourseBeforeIsThatOfTheSameValueWhateverItsPlaceWas", () => {
  const row = (place, value, series = 1) => ({ place, value, different: 1, series, number: 1, events: 1 });
  const at = (place, number, series = 1) => ({ time: "t", place, series, number, events: 1 });
  const now = { ...answer, breakdown: [row(1, "2.1"), row(2, "2.0"), row(3, null)], breakdown_trend: [at(1, 5), at(2, 6), at(3, 7)] };
  const whole = {
    ...answer,
    breakdown: [row(1, "2.0"), row(2, "2.1"), row(3, null)],
    breakdown_trend: [at(1, 8), at(1, 99, 2), at(2, 9), at(3, 10)],
  };
  const lines = linesOf({ ...NEW_DRAFT, series: [runs], breakdown: "prop.version" }, now, { cut: null, whole }, 1);
  assert.deepEqual(
    lines.map(({ name, olds }) => [name, olds]),
    [
      ["2.1", [9]],
      ["2.0", [8]],
      ["1 others", []],
    ],
  );
  const [first, second] = linesOf({ ...NEW_DRAFT, series: [runs, waits] }, answer, { cut: null, whole: answer }, 1);
  assert.deepEqual(
    [first.olds, second.olds],
    [
      [0, 1],
      [0, 2],
    ],
    "what is the future now was known then",
  );
});

test("WhatIsBelowNoughtHasRoomOnTheAxis", () => {
  const lines = [{ key: "a", kind: "decimal", values: [-3, 6, null], olds: [-4], smooth: [] }];
  assert.deepEqual(boundsOf(lines), { lowest: -4, highest: 6 });
  const layout = layOut(800, lines, 3, true);
  assert.ok(layout.ticks[0] <= -4 && layout.ticks.at(-1) >= 6 && layout.ticks.includes(0));
  const [below, above] = barsOf(lines[0].values, 0, 1, layout);
  assert.equal(below.y, layout.y(0));
  assert.equal(above.y + above.height, layout.y(0));
  assert.equal(nearest(layout.x(1) + 5, 3, layout), 1);
});

test("NumbersAreShownByWhatTheyAre", () => {
  const draft = { ...NEW_DRAFT, series: [runs, waits] };
  assert.deepEqual([kindOf(draft, 1), kindOf(draft, 2), kindOf(draft, 3)], ["count", "duration", "decimal"]);
  assert.deepEqual(
    [show("duration", 2.25), show("duration", 125), show("percent", 66.6667), show("decimal", null)],
    ["2.25s", "2m 05s", "67%", "–"],
  );
  assert.equal(nameOf({ ...runs, value: "" }), "Visitors · …");
});

test("ReadyQuestionsAreThoseThatTheEventsCanAnswer", () => {
  assert.deepEqual(presetsFor([{ name: "pageview", props: [] }]), []);
  const events = merge([
    { name: "tool.approved", props: ["seconds"] },
    { name: "start", props: ["version", "provider"] },
    { name: "tool.approved", props: ["requires_approval"] },
  ]);
  const presets = presetsFor(events);
  assert.deepEqual(
    presets.map((preset) => preset.name),
    ["Active installations", "Versions in use", "Providers in use", "Time to approval", "Share that requires approval"],
  );
  assert.deepEqual(presets[3].draft.series.map(nameOf), ["Median of seconds · tool.approved", "p90 of seconds · tool.approved"]);
  assert.ok(presets.every((preset) => isWhole(preset.draft)));
});
