import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./support/source.mjs";

const [{ Sender }, { MemoryOutbox }, { OpenRoute }, { parcelId }] = await Promise.all(
  ["sender", "outbox", "routes/open", "parcel"].map(load),
);

/** Numbers from 0 to 1 that are the same in each run. */
const randomFrom = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

/** A sender in a world that a seed decides: what the server does with each request, and when time passes. */
const world = (seed) => {
  const random = randomFrom(seed);
  const pick = (...choices) => choices[Math.floor(random() * choices.length)];
  const made = [];
  const stored = new Map();
  const lost = new Set();
  const told = new Map();
  let timers = [];
  let now = 1_800_000_000_000;
  let calm = false;

  const answer = ({ body }) => {
    const { events } = JSON.parse(body);
    const store = () => {
      for (const { id } of events) stored.set(id, (stored.get(id) ?? 0) + 1);
    };
    const fault = calm ? "none" : pick("none", "none", "none", "503", "429", "500", "cut", "lost", "413", "400", "some");
    if (fault === "cut") throw new Error("cut");
    if (fault === "413" && events.length > 1) return { status: 413 };
    if (fault === "400") return { status: 400, body: { detail: "no" } };
    if (fault === "some") {
      const dropped = events.map((_, index) => ({ index, reason: "invalid_field" })).filter(() => random() < 0.3);
      for (const [index, { id }] of events.entries()) if (!dropped.some((drop) => drop.index === index)) stored.set(id, 1);
      return { status: 202, body: { dropped } };
    }
    if (["503", "429", "500"].includes(fault)) return { status: Number(fault), retryAfter: pick(null, "0", "30", "soon") };
    store();
    if (fault === "lost") {
      for (const { id } of events) lost.add(id);
      throw new Error("the answer was lost");
    }
    return { status: 202, body: { accepted: events.length, dropped: [] } };
  };

  const around = {
    ...{ base: "http://server", headers: {}, timeoutMs: 1000, batchSize: 7, mostBytes: 900 },
    context: () => ({}),
    now: () => now,
    id: () => parcelId(now, String(random())),
  };
  const sender = new Sender({
    route: new OpenRoute(around, "ff_test", ""),
    transport: { send: async (request) => answer(request) },
    outbox: new MemoryOutbox(),
    ...{ flushIntervalMs: 5000, maxQueue: 60, held: () => false, now: () => now, random },
    after: (ms, work) => {
      const timer = { at: now + ms, work };
      timers.push(timer);
      return () => {
        timers = timers.filter((one) => one !== timer);
      };
    },
    tell: ({ id, reason }) => told.set(id, [...(told.get(id) ?? []), reason]),
    debug: () => undefined,
    warn: (line) => assert.fail(line),
  });

  const settled = () => new Promise(setImmediate);
  const steps = {
    add: () => {
      for (let i = Math.ceil(random() * 12); i > 0; i--) {
        const id = `event-${made.length}`;
        made.push(id);
        sender.add({ id, name: "tick", time: "2026-01-01T00:00:00Z", props: { text: "x".repeat(random() * 300) } });
      }
    },
    wait: async () => {
      now += random() * 60_000;
      const due = timers.filter(({ at }) => at <= now);
      timers = timers.filter(({ at }) => at > now);
      for (const { work } of due) work();
      await settled();
    },
    flush: () => sender.flush(),
    leave: async () => {
      sender.leave();
      await settled();
    },
    discard: () => random() < 0.2 && sender.discard("opted_out"),
  };
  const run = async () => {
    for (let step = 0; step < 60; step++) {
      await steps[pick("add", "add", "wait", "wait", "flush", "leave", "discard")]();
      assert.ok(sender.status().waiting <= 60, "the queue has a bound");
    }
    calm = true;
    for (let i = 0; i < 3; i++) await sender.flush();
  };
  return { run, made, stored, lost, told, sender };
};

test("WhateverTheServerDoesEachEventIsStoredOrGivenUpByNameAndNeverBoth", async () => {
  for (let seed = 1; seed <= 200; seed++) {
    const { run, made, stored, lost, told, sender } = world(seed);
    await run();
    const { waiting, sent, dropped } = sender.status();
    assert.deepEqual([waiting, sent + dropped], [0, made.length], `seed ${seed}: the books balance`);
    for (const id of made) {
      const [times, reasons] = [stored.get(id) ?? 0, told.get(id) ?? []];
      assert.ok(reasons.length <= 1, `seed ${seed}: ${id} was given up as ${reasons}`);
      // An answer that was lost leaves the sender in the dark: what is given up then may have been stored.
      const once = times > 0 !== reasons.length > 0 || (times > 0 && lost.has(id));
      assert.ok(once, `seed ${seed}: ${id} was stored ${times} times and given up as ${reasons}`);
      assert.ok(times <= 1 || lost.has(id), `seed ${seed}: ${id} was sent again although its answer had come`);
    }
  }
});
