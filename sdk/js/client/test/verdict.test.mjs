import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./support/source.mjs";

const { judge, retryAfterMs, waitAfter } = await load("verdict");
const now = Date.parse("2026-01-01T00:00:00Z");

test("WhatIsTheServersFaultOrAsksForItIsTriedAgain", () => {
  for (const status of [408, 425, 429, 500, 502, 503, 504]) assert.equal(judge({ status }, now).kind, "later", String(status));
  assert.equal(judge(undefined, now).kind, "later");
});

test("WhatTheSenderDidWrongIsNot", () => {
  for (const status of [300, 400, 401, 403, 404, 405]) assert.equal(judge({ status }, now).kind, "refused", String(status));
  assert.equal(judge({ status: 413 }, now).kind, "split");
});

test("ADroppedListOfAnyShapeIsRead", () => {
  const dropped = [{ index: 1, reason: "invalid_field", detail: "no" }, { index: "2", reason: "x" }, null, 7, { index: 3 }];
  assert.deepEqual(judge({ status: 202, body: { dropped } }, now).dropped, [{ index: 1, reason: "invalid_field", detail: "no" }]);
  for (const body of [undefined, null, "", "ok", { dropped: 5 }, []]) assert.deepEqual(judge({ status: 202, body }, now).dropped, []);
});

test("RetryAfterIsSecondsOrADateAndAnHourAtMost", () => {
  assert.equal(retryAfterMs("7", now), 7000);
  assert.equal(retryAfterMs("Thu, 01 Jan 2026 00:00:30 GMT", now), 30_000);
  assert.equal(retryAfterMs("Thu, 01 Jan 2020 00:00:30 GMT", now), 0);
  assert.equal(retryAfterMs("86400", now), 3_600_000);
  for (const header of [undefined, null, "", "soon"]) assert.equal(retryAfterMs(header, now), undefined);
});

test("WithoutAWordOfTheServerTheWaitDoublesUpToAnHour", () => {
  assert.deepEqual(
    [1, 2, 3, 4].map((failures) => waitAfter(failures, undefined, 0)),
    [1000, 2000, 4000, 8000],
  );
  assert.equal(waitAfter(1, undefined, 0.5), 1500);
  assert.equal(waitAfter(5000, undefined, 1), 3_600_000);
  assert.equal(waitAfter(3, 5000, 0.5), 5000);
});
