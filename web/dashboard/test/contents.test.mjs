import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { sealedBots, sealedRealtime, sealedSeenEvents, sealedRecentEvents, sealedFirstDay, sealedFirstEvent } =
  await load("sealed/answer/contents");

const never = new AbortController().signal;
const at = Date.parse("2026-11-22T23:30:00.120Z");

/** Means whose statements are called what they are about, with these rows. */
const means = (tables, expected) => ({
  plan: async (request) => {
    assert.deepEqual(request, expected);
    return { statements: Object.fromEntries(Object.keys(tables).map((name) => [name, { sql: name, parameters: [] }])) };
  },
  run: async (sql) => tables[sql],
});

test("BotsHaveTheirExamplesBesideThem", async () => {
  const reasons = [
    ["headless", 3, 2, 0],
    ["user_agent", 1n, 1n, 1n],
  ];
  const examples = [
    ["user_agent", null, "a.example", "/x", at],
    ["headless", "Chrome", "a.example", null, at],
  ];
  assert.deepEqual(
    await sealedBots(
      "all",
      "2026-11-01",
      means({ reasons, examples }, { contents: "bots", date_range: "all", first_day: "2026-11-01" }),
      never,
    ),
    {
      total: 4,
      reasons: [
        {
          reason: "headless",
          events: 3,
          visitors: 2,
          counted: 0,
          examples: [{ browser: "Chrome", hostname: "a.example", path: null, time: "2026-11-22T23:30:00.120Z" }],
        },
        {
          reason: "user_agent",
          events: 1,
          visitors: 1,
          counted: 1,
          examples: [{ browser: null, hostname: "a.example", path: "/x", time: "2026-11-22T23:30:00.120Z" }],
        },
      ],
    },
  );
});

test("RecentEventsAreWordedAsTheServerWordsThem", async () => {
  const row = [
    7,
    "0198",
    at,
    at,
    "signup",
    "a.example",
    "/",
    "Home",
    "Google",
    "Search",
    "DE",
    "Chrome",
    null,
    "Desktop",
    null,
    null,
    { plan: "pro" },
  ];
  const { items } = await sealedRecentEvents("p-1", 5, means({ events: [row] }, { contents: "recent_events", limit: 5 }), never);
  assert.deepEqual(items, [
    {
      project: "p-1",
      id: "0198",
      time: "2026-11-22T23:30:00.120Z",
      received_at: "2026-11-22T23:30:00.120Z",
      name: "signup",
      hostname: "a.example",
      path: "/",
      title: "Home",
      source: "Google",
      channel: "Search",
      country: "DE",
      browser: "Chrome",
      os: null,
      device: "Desktop",
      props: { plan: "pro" },
    },
  ]);
});

test("NamesVisitorsAndTheFirstDayAreRead", async () => {
  const names = await sealedSeenEvents(new Set(["signup"]), means({ names: [["signup", 2, at]] }, { contents: "seen_events" }), never);
  assert.deepEqual(names, { items: [{ name: "signup", events: 2, last_seen: "2026-11-22T23:30:00.120Z", declared: true }] });
  assert.deepEqual(await sealedRealtime(means({ visitors: [[4n]] }, { contents: "realtime" }), never), { visitors: 4 });
  const first = means({ first: [[null, at]] }, { contents: "first_event" });
  assert.equal(await sealedFirstDay(false, "Europe/Berlin", first, never), null);
  assert.equal(await sealedFirstEvent(first, never), null);
  assert.equal(await sealedFirstEvent(means({ first: [[at, at]] }, { contents: "first_event" }), never), "2026-11-22T23:30:00.120Z");
  assert.equal(await sealedFirstDay(true, "Europe/Berlin", first, never), "2026-11-23");
});

test("NamesOfEventsSaySinceWhenTheyWereGatheredWhereThatIsNotAll", async () => {
  const { contentsOf } = await load("sealed/project/contents");
  const fetching = globalThis.fetch;
  globalThis.fetch = async () => new Response(JSON.stringify({ items: [{ name: "signup" }] }));
  try {
    const until = Date.UTC(2026, 5, 30);
    const rows = { names: [["signup", 3, until]] };
    const seen = (since) =>
      contentsOf(
        { id: "p", timezone: "UTC" },
        means(rows, { contents: "seen_events" }),
        { since: () => since, until: () => until, periodOf: async () => undefined },
        never,
      ).seenEvents();
    const items = [{ name: "signup", events: 3, last_seen: "2026-06-30T00:00:00.000Z", declared: true }];
    assert.deepEqual(await seen(null), { items });
    assert.deepEqual(await seen(Date.UTC(2026, 5, 3)), { items });
    assert.deepEqual(await seen(Date.UTC(2026, 0, 1)), { items, since: "2026-06-02T00:00:00.000Z" });
  } finally {
    globalThis.fetch = fetching;
  }
});
