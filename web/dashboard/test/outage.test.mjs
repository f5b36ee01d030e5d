import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { isOutage, pauseAfter } = await load("api/outage");

test("TheFirstPauseIsShortAndTheLongestHalfAMinute", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 40].map(pauseAfter), [2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
});

test("AnErrorOfTheProgramIsNoOutage", () => {
  assert.equal(isOutage(new Error("a bug")), false);
  assert.equal(isOutage(null), false);
});
