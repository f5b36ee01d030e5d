import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { expandFilters, expandIn, namesSegments } = await load("sealed/answer/segments");
const { atOf, placeOf, wallOf } = await load("definitions/annotation");
const { addDefinition, changeDefinition, listDefinitions, removeDefinition } = await load("api/definitions");

const phones = ["is", "visit:device", ["Mobile"]];
const german = ["is", "visit:country", ["DE"]];
const home = ["is", "event:page", ["/"]];
const segments = [
  { id: "a", name: "Phones in Germany", revision: 1, body: { filters: [phones, german] } },
  { id: "b", name: "Home", revision: 1, body: { filters: [home] } },
];
const named = (op, ...ids) => [op, "segment", ids];

// The same cases as the server's SegmentFilterTests.
for (const [written, filter] of [
  [[phones, german], named("is", "a")],
  [[phones, german], named("is", "Phones in Germany")],
  [[["not", ["and", [phones, german]]]], named("is_not", "a")],
  [
    [
      [
        "or",
        [
          ["and", [phones, german]],
          ["and", [home]],
        ],
      ],
    ],
    named("is", "a", "b"),
  ],
  [[["or", [["and", [home]], phones]]], ["or", [named("is", "b"), phones]]],
  [[["has_done", ["and", [home]]]], ["has_done", named("is", "b")]],
  [[phones], phones],
])
  test(`ASegmentIsTheFiltersThatItStandsFor: ${JSON.stringify(filter)}`, () =>
    assert.deepEqual(expandFilters([filter], segments), written));

for (const filter of [named("is", "gone"), named("is"), named("contains", "a"), ["is", "segment", "a"], [...named("is", "a"), {}]])
  test(`WhatCannotStandForASegmentIsRefused: ${JSON.stringify(filter)}`, () =>
    assert.throws(() => expandFilters([filter], segments), { status: 400 }));

test("AReportIsWrittenOutWhereverItHasFilters", () => {
  const report = { date_range: "30d", filters: [named("is", "b")], steps: [{ event: "a", filters: [named("is", "a")] }, { page: "/" }] };
  assert.deepEqual(expandIn(report, segments), {
    date_range: "30d",
    filters: [home],
    steps: [{ event: "a", filters: [phones, german] }, { page: "/" }],
  });
  assert.ok(namesSegments(report));
  assert.ok(!namesSegments(expandIn(report, segments)));
});

const at = (text) => ({ body: { at: text } });
const days = ["2026-11-20", "2026-11-21", "2026-11-22"].map((label) => ({ label }));

test("AnAnnotationStandsAtTheBucketThatItHappenedIn", () => {
  const place = (text, buckets = days, last = "2026-11-22", zone = "Europe/Berlin") => placeOf(at(text), buckets, last, zone);
  assert.equal(place("2026-11-21"), 1);
  assert.equal(place("2026-11-21T23:30:00Z"), 2, "half past midnight in Berlin");
  assert.equal(place("2026-11-19"), -1);
  assert.equal(place("2026-11-23"), -1);
  const weeks = [{ label: "2026-11-02" }, { label: "2026-11-09" }];
  assert.equal(place("2026-11-15", weeks, "2026-11-15"), 1);
  const hours = ["00", "01", "02"].map((hour) => ({ label: `2026-11-21 ${hour}:00:00` }));
  assert.equal(place("2026-11-21", hours, "2026-11-21"), 0);
  assert.equal(place("2026-11-21T00:59:00Z", hours, "2026-11-21"), 1);
});

test("ATimeOnTheWallComesBackAsItWasTyped", () => {
  assert.equal(atOf("2026-11-22", "", "Europe/Berlin"), "2026-11-22");
  for (const [day, time, zone] of [
    ["2026-11-22", "14:30", "Europe/Berlin"],
    ["2026-07-01", "00:05", "America/New_York"],
    ["2026-03-29", "03:30", "Europe/Berlin"],
  ])
    assert.deepEqual(wallOf(at(atOf(day, time, zone)), zone), { day, time });
});

test("AnOpenProjectsDefinitionsAreKeptByTheServerByRevision", async () => {
  const sent = [];
  globalThis.fetch = async (path, { method, headers, body }) => {
    sent.push([method, path, headers["if-match"] ?? null, body ? JSON.parse(body) : null]);
    return new Response(JSON.stringify({ items: [] }));
  };
  const project = { id: "p", mode: "identified" };
  const [segment] = segments;
  await listDefinitions(project, "segment");
  await addDefinition(project, "segment", "Home", segment.body);
  await changeDefinition(project, "segment", segment, "House", segment.body);
  await removeDefinition(project, "segment", segment);
  assert.deepEqual(sent, [
    ["GET", "/api/v1/projects/p/definitions?kind=segment", null, null],
    ["POST", "/api/v1/projects/p/definitions", null, { kind: "segment", name: "Home", body: segment.body }],
    ["PUT", "/api/v1/projects/p/definitions/a", '"1"', { name: "House", body: segment.body }],
    ["DELETE", "/api/v1/projects/p/definitions/a", '"1"', null],
  ]);
});
