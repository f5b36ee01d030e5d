import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { isDue, lastRipeHour, mergeable } = await load("sealed/compaction/rules");

const HOUR = 3_600_000;
const now = 500_000 * HOUR + 30 * 60_000;
const waiting = (hoursAgo, envelopes, epoch = "a") => ({ epoch, hour: 500_000 - hoursAgo, envelopes });

test("OnlyWhatCameMoreThanTwoHoursAgoIsRipe", () => {
  const latest = (lastRipeHour(now) + 1) * HOUR;
  assert.ok(now - latest >= 2 * HOUR, "also what came at the end of that hour");
  assert.equal(lastRipeHour(now), 499_997);
});

test("AHundredThousandEventsAreDueAndTenThousandOnceTheyAreADayOld", () => {
  assert.equal(isDue([], 5, now), false);
  assert.equal(isDue([waiting(3, 19_999)], 5, now), false);
  assert.equal(isDue([waiting(3, 20_000)], 5, now), true);
  assert.equal(isDue([waiting(3, 10_000), waiting(5, 10_000)], 5, now), true);
  assert.equal(isDue([waiting(1, 1_000_000)], 5, now), false, "not ripe");
  assert.equal(isDue([waiting(26, 2000)], 5, now), false);
  assert.equal(isDue([waiting(29, 2000)], 5, now), true);
  assert.equal(isDue([waiting(29, 1999)], 5, now), false);
});

test("EpochsAreCountedApart", () => {
  assert.equal(isDue([waiting(3, 10_000), waiting(3, 10_000, "b")], 5, now), false);
});

test("TenFreshSegmentsOfAnEpochAreMergedTheOldestFirst", () => {
  const segments = (count, epoch = "a", rows = 100_000) =>
    Array.from({ length: count }, (_, place) => ({ epoch, madeAt: count - place, description: { rows } }));
  assert.deepEqual(mergeable(segments(9)), []);
  const [group] = mergeable(segments(12));
  assert.deepEqual(
    group.map(({ madeAt }) => madeAt),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.deepEqual(mergeable([...segments(9), ...segments(9, "b")]), []);
  assert.equal(mergeable([...segments(10), ...segments(10, "b")]).length, 2);
  assert.deepEqual(mergeable(segments(10, "a", 500_000)), [], "large ones stay as they are");
  assert.deepEqual(mergeable(segments(10, "a", 200_000)), [], "together too large");
});
