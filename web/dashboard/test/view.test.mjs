import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { readView, writeView } = await load("question/view");
const { readFilter, writeFilter, withFilter, toApi, soleValue, hasGoal } = await load("question/filters");
const { dimensionOf } = await load("question/dimensions");

const is = (key, ...values) => ({ op: "is", key, values });

test("AnEmptyAddressShowsTheDefaults", () => {
  const view = readView("");
  assert.deepEqual(view, {
    period: null,
    comparison: "previous",
    against: null,
    weekday: false,
    interval: null,
    metric: "visitors",
    filters: [],
    details: null,
    report: null,
  });
  assert.equal(writeView(view), "");
});

test("WhatIsWrittenIsReadBack", () => {
  const view = {
    period: { key: "custom", from: "2026-01-01", to: "2026-01-31" },
    comparison: "year",
    against: null,
    weekday: true,
    interval: "week",
    metric: "bounce_rate",
    filters: [is("page", "/a, b", "/100%!?&=#"), { op: "contains_not", key: "prop.plan", values: ["pro+"] }],
    details: "country",
    report: "a=b&c",
  };
  assert.deepEqual(readView(writeView(view)), view);
});

test("ACustomComparisonIsReadBackWithItsDays", () => {
  const view = { ...readView(""), comparison: "custom", against: { from: "2025-12-01", to: "2025-12-31" } };
  assert.equal(writeView(view), "?compare=custom&vs=2025-12-01,2025-12-31");
  assert.deepEqual(readView(writeView(view)), view);
  assert.deepEqual(readView("?compare=custom&vs=2025-12-31,2025-12-01"), view);
  for (const bad of ["?compare=custom", "?compare=custom&vs=2025-02-30,2025-03-01", "?compare=custom&vs=2025-01-01"])
    assert.deepEqual(readView(bad), readView(""), bad);
});

test("AddressesStayReadable", () => {
  assert.equal(writeView({ ...readView(""), filters: [is("page", "/blog/what a visit is")] }), "?f=is,page,/blog/what+a+visit+is");
});

test("NonsenseInAnAddressIsLeftOut", () => {
  const view = readView("?period=ages&compare=x&interval=eon&metric=love&f=is&f=likes,page,/&f=is,nothing,1&f=is,source,Google");
  assert.deepEqual(view.filters, [is("source", "Google")]);
  assert.equal(view.metric, "visitors");
  assert.equal(view.interval, null);
});

test("GoalsCannotBeLeftOut", () => {
  assert.equal(readFilter("is_not,goal,Signup"), null);
  assert.deepEqual(readFilter("contains,goal,Sign"), { op: "contains", key: "goal", values: ["Sign"] });
});

test("EscapesOfFiltersAreUnambiguous", () => {
  for (const value of ["a,b", "!", "!.", "!!.", ",!", "a!!,.b"])
    assert.deepEqual(readFilter(writeFilter(is("page", value))), is("page", value));
});

test("AClickReplacesTheValueAndAnExclusionAdds", () => {
  const google = withFilter([], is("source", "Google"));
  assert.deepEqual(withFilter(google, is("source", "Bing")), [is("source", "Bing")]);
  assert.deepEqual(withFilter(google, is("source", "Google")), google);
  const without = withFilter([], { op: "is_not", key: "source", values: ["Google"] });
  assert.deepEqual(withFilter(without, { op: "is_not", key: "source", values: ["Bing"] })[0].values, ["Google", "Bing"]);
  assert.deepEqual(withFilter(without, is("source", "Google")), [is("source", "Google")]);
});

test("FiltersBecomeThoseOfTheQueryApi", () => {
  const filters = [is("goal", "Signup"), { op: "contains", key: "page", values: ["blog"] }, is("prop.plan", "pro")];
  assert.deepEqual(toApi(filters), [
    ["is", "event:goal", ["Signup"]],
    ["contains", "event:page", ["blog"], { case_sensitive: false }],
    ["is", "event:props:plan", ["pro"]],
  ]);
  assert.equal(hasGoal(filters), true);
});

test("ASoleValueOpensTheNextDimension", () => {
  assert.equal(soleValue([is("country", "DE")], "country"), "DE");
  assert.equal(soleValue([is("country", "DE", "FR")], "country"), null);
  assert.equal(soleValue([{ op: "is_not", key: "country", values: ["DE"] }], "country"), null);
});

test("PropsAreDimensions", () => {
  assert.equal(dimensionOf("prop.timing.duration_seconds").api, "event:props:timing.duration_seconds");
  assert.equal(dimensionOf("prop."), null);
});
