import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { load } from "./source.mjs";

const { Plans } = await load("sealed/answer/plans");

const never = new AbortController().signal;
const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

/** Answers each request with its number; keeps what was asked. */
function serve(status, answer) {
  const asked = [];
  globalThis.fetch = async (path, { body }) => {
    asked.push([path, JSON.parse(body)]);
    return new Response(JSON.stringify(answer(asked.length)), { status });
  };
  return asked;
}

test("APlanOfNamedDaysIsAskedForOnceAndOneFromNowEachTime", async () => {
  const asked = serve(200, (count) => ({ count }));
  const plans = new Plans("p/1");
  const days = { question: { date_range: ["2026-11-01", "2026-11-02"] }, goals: [] };
  assert.deepEqual([await plans.plan(days, never), await plans.plan(days, never)], [{ count: 1 }, { count: 1 }]);
  const rolling = { question: { date_range: "24h" }, goals: [] };
  assert.deepEqual([await plans.plan(rolling, never), await plans.plan(rolling, never)], [{ count: 2 }, { count: 3 }]);
  plans.forget();
  assert.deepEqual(await plans.plan(days, never), { count: 4 });
  assert.deepEqual(asked[0], ["/api/v1/projects/p%2F1/plan", days]);
});

test("ARefusalNamesThePlaceInTheQuestion", async () => {
  serve(400, () => ({ title: "No", detail: "#/question/dimensions/0: Too wide.", field: "#/question/dimensions/0" }));
  await assert.rejects(new Plans("p").plan({ question: {}, goals: [] }, never), (problem) => {
    assert.deepEqual([problem.detail, problem.field], ["#/dimensions/0: Too wide.", "#/dimensions/0"]);
    return true;
  });
});
