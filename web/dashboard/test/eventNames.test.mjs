import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { load } from "./source.mjs";

const { eventNames } = await load("overview/eventNames");
const real = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = real;
});

/** A server that has these events in the period, and has seen those. Null: it fails. */
const answering = (shown, seen) => {
  const asked = [];
  const json = (body, status = 200) => new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
  globalThis.fetch = async (url, { body } = {}) => {
    if (`${url}`.endsWith("/seen-events"))
      return seen ? json({ items: seen.map((name) => ({ name, declared: false, events: 1 })) }) : json({ title: "away" }, 503);
    asked.push(JSON.parse(body));
    return shown ? json({ results: shown.map((name) => ({ dimensions: [name], metrics: [1] })), meta: {}, query: {} }) : json({}, 503);
  };
  return asked;
};
const standing = (id) => ({ project: { id }, span: { range: ["2026-01-01", "2026-03-31"] } });

test("NamesOfThePeriodComeFirstAndTheOthersThatAreKnownAfterThem", async () => {
  const asked = answering(["pageview", "signup"], ["purchase", "signup"]);
  assert.deepEqual(await eventNames(standing("p1")), ["pageview", "signup", "purchase"]);
  assert.deepEqual(asked[0].date_range, ["2026-01-01", "2026-03-31"]);
  assert.deepEqual(asked[0].dimensions, ["event:name"]);
});

test("ASourceThatCannotBeReadIsLeftOut", async () => {
  answering(null, ["purchase"]);
  assert.deepEqual(await eventNames(standing("p2")), ["purchase"]);
  answering(["pageview"], null);
  assert.deepEqual(await eventNames(standing("p3")), ["pageview"]);
});
