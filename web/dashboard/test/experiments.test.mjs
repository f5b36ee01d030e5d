// What follows from an experiment's counts, held against what the server concludes from the same (schema/vectors/experiments.json).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./source.mjs";

const cases = JSON.parse(readFileSync(new URL("../../../schema/vectors/experiments.json", import.meta.url), "utf8"));
const { ratioOf, rateOf, results, meanOf } = await load("experiments/results");

test("TheServersConclusionsAreDrawn", () => {
  assert.ok(cases.length > 5);
  for (const { variants, control, weights, conversion, value, sample_ratio } of cases) {
    assert.deepEqual(results(variants.map(rateOf), control), conversion);
    assert.deepEqual(results(variants.map(meanOf), control), value);
    assert.deepEqual(ratioOf(variants, weights), sample_ratio);
  }
});
