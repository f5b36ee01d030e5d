// The page of experiments: what its address keeps, what is kept of it, and how long an experiment takes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { bodyOf, draftOf, missing, NEW_DRAFT, readDraft, writeDraft } = await load("pages/experiments/draft");
const { neededFor, remaining } = await load("pages/experiments/remaining");

const draft = {
  key: "checkout",
  variants: [
    { name: "control", weight: 3 },
    { name: "b", weight: 1 },
  ],
  goal: { kind: "page", value: "/thanks" },
  revenue: "EUR",
  effect: 5,
};

test("AnAddressKeepsADraft", () => {
  assert.deepEqual(readDraft(writeDraft(draft)), draft);
  for (const damaged of [null, "", "[]", "{}", "[1,2]", '["k",[["a",1]],"none","g","",-1]'])
    assert.equal(readDraft(damaged).variants.length, 2);
});

test("WhatIsKeptIsShownAgain", () => {
  const body = bodyOf(draft, "draft", "2026-11-26");
  assert.deepEqual(draftOf({ name: "checkout", body }), draft);
  assert.deepEqual(body.question, {
    date_range: "all",
    experiment: "checkout",
    goal: { page: "/thanks" },
    control: "control",
    weights: { control: 3, b: 1 },
    value: { revenue: "EUR" },
  });
});

test("AnExperimentKeepsTheDaysOfItsStartAndStop", () => {
  const running = bodyOf(draft, "running", "2026-11-01");
  assert.deepEqual([running.status, running.since, running.until], ["running", "2026-11-01", undefined]);
  const stopped = bodyOf(draft, "stopped", "2026-11-26", running);
  assert.deepEqual([stopped.since, stopped.until], ["2026-11-01", "2026-11-26"]);
  assert.deepEqual(
    [bodyOf(draft, "running", "2026-12-01", stopped).since, bodyOf(draft, "running", "2026-12-01", stopped).until],
    ["2026-11-01", undefined],
  );
});

test("WhatIsMissingIsNamed", () => {
  assert.equal(missing(draft), null);
  assert.equal(missing(NEW_DRAFT), "Give the experiment a key");
  assert.equal(missing({ ...draft, goal: { kind: "event", value: " " } }), "Name the goal");
  assert.equal(
    missing({
      ...draft,
      variants: [
        { name: "a", weight: 1 },
        { name: "a ", weight: 1 },
      ],
    }),
    "Name every variant differently",
  );
  assert.equal(
    missing({
      ...draft,
      variants: [
        { name: "a", weight: 0 },
        { name: "b", weight: 0 },
      ],
    }),
    "Give a variant a weight above 0",
  );
});

test("HowLongItTakesFollowsTheRuleOfThumb", () => {
  // Lehr's rule: 16 p (1 - p) / d² visitors a variant, which is 15.7 more exactly.
  assert.ok(Math.abs(neededFor(0.1, 0.1) / ((15.7 * 0.1 * 0.9) / 0.01 ** 2) - 1) < 0.001);
  const rows = [
    { variant: "control", visitors: 2000, conversions: 200 },
    { variant: "b", visitors: 1000, conversions: 110 },
  ];
  assert.deepEqual(remaining(rows, "control", 0.1, 10), {
    needed: neededFor(0.1, 0.1),
    days: Math.ceil((neededFor(0.1, 0.1) - 1000) / 100),
  });
  assert.deepEqual(remaining(rows, "control", 1, 10), { needed: neededFor(0.1, 1), days: 0 });
  assert.equal(remaining([{ variant: "control", visitors: 20, conversions: 0 }], "control", 0.1, 1), null);
  assert.equal(remaining(rows, "nobody", 0.1, 1), null);
});
