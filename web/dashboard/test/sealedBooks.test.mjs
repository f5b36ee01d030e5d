import assert from "node:assert/strict";
import { before, test } from "node:test";
import { makeEpoch, pairKey, record } from "./sealed/sealing.mjs";
import { FIRST_DAY, makeVisits, truthOf } from "./sealed/traffic.mjs";
import { load } from "./source.mjs";

const PROJECT = "0b8f3c52-7a3e-4d5b-9c01-5f2f6a7b8c9d";
const RULES = { number: 1, identity: "anonymous", allowed_hosts: [], redacted_parameters: [], retention_days: null };
const DAY = 86_400_000;

const { Opening } = await load("sealed/engine/opening/opening");
const { Bookkeeper } = await load("sealed/engine/tables/bookkeeper");
const { firstNumbers } = await load("sealed/engine/numbers/numbers");
const { BrokenPage, readRecords, writeRecords } = await load("sealed/engine/fetching/records");
const { pages, Refused } = await load("sealed/engine/fetching/pages");
const { cutPage } = await load("sealed/engine/fetching/parts");

const visits = makeVisits({ events: 200, days: 2 });
let epoch;
let keys;
let records;
let page;
before(async () => {
  epoch = await makeEpoch(PROJECT, "0102030405060708");
  keys = new Map([[epoch.id, { key: await pairKey(epoch), point: epoch.point }]]);
  records = (
    await Promise.all(visits.map(({ note, context, events }) => epoch.seal(note, context, events.slice(0, 3), events.slice(3))))
  ).flat();
  records = records.map((one, place) => ({ ...one, seq: place + 1 }));
  page = new Uint8Array(Buffer.concat(records.map(record)));
});

const openAll = async (...parts) => {
  const opening = await Opening.begin(PROJECT, keys);
  const books = await Bookkeeper.open(RULES);
  for (const part of parts) books.add(await opening.open(part));
  return books;
};

test("RecordsAreReadAsTheServerWritesThem", () => {
  const read = readRecords(page);
  assert.deepEqual(
    read.map(({ seq, hour, epoch }) => [seq, hour, epoch]),
    records.map(({ seq, hour, epoch }) => [seq, hour, epoch]),
  );
  assert.deepEqual(writeRecords(read), page);
  assert.deepEqual(readRecords(new Uint8Array(0)), []);
});

test("APageThatEndsTooEarlyOrNamesLengthsThatItDoesNotHaveIsRefused", () => {
  const first = record(records[0]);
  for (let length = 1; length < first.length; length++) assert.throws(() => readRecords(first.slice(0, length)), BrokenPage);
  const note = first.slice();
  new DataView(note.buffer).setUint16(24, 0xffff);
  assert.throws(() => readRecords(note), BrokenPage);
  const short = first.slice();
  new DataView(short.buffer).setUint32(0, 3);
  assert.throws(() => readRecords(short), BrokenPage);
});

test("PartsAreThePage", () => {
  const parts = cutPage(page, 7);
  assert.equal(parts.length, Math.ceil(records.length / 7));
  assert.deepEqual(new Uint8Array(Buffer.concat(parts)), page);
  assert.deepEqual(cutPage(new Uint8Array(0), 7), []);
});

test("FirstNumbersAreThoseOfTheMadeVisits", async () => {
  const books = await openAll(...cutPage(page, 11));
  const span = { starts: [FIRST_DAY, FIRST_DAY + DAY], end: FIRST_DAY + 2 * DAY };
  const { totals, series } = firstNumbers(books.events, books.visits.values(), span);
  const [visitors, visited, pageviews, events] = truthOf(visits).totals;
  assert.deepEqual([totals.visitors, totals.visits, totals.pageviews, totals.events], [visitors, visited, pageviews, events]);
  assert.deepEqual([totals.views_per_visit, totals.bounce_rate, totals.visit_duration], [2, 0, 240]);
  assert.deepEqual(
    series.map(({ visitors }) => visitors),
    truthOf(visits).visitorsByDay.map(([, count]) => count),
  );
  const nobody = firstNumbers(books.events, books.visits.values(), { starts: [0], end: DAY });
  assert.deepEqual(nobody.totals, {
    visitors: 0,
    visits: 0,
    pageviews: 0,
    events: 0,
    views_per_visit: 0,
    bounce_rate: 0,
    visit_duration: 0,
  });
});

test("AVisitOverMidnightCountsOnBothDays", async () => {
  const made = { visitor: 1n, started_at: DAY - 1, ended_at: DAY, pageviews: 1, events: 1, is_bounce: true, bot_reason: null };
  const { totals, series } = firstNumbers([], [made], { starts: [0, DAY], end: 2 * DAY });
  assert.deepEqual([totals.visits, ...series.map(({ visits }) => visits)], [1, 1, 1]);
  const before = firstNumbers([], [{ ...made, ended_at: DAY - 1 }], { starts: [DAY], end: 2 * DAY });
  assert.equal(before.totals.visits, 0);
});

test("WhatTheTablesLackIsTakenOnce", async () => {
  const books = await openAll(page);
  const all = books.take();
  assert.deepEqual([all.events.length, all.visits.length, all.goneEvents, all.goneVisits], [200, 40, [], []]);
  assert.deepEqual(books.take(), { events: [], visits: [], goneEvents: [], goneVisits: [] });
});

test("EventsThatComeTwiceAreKeptOnce", async () => {
  const opening = await Opening.begin(PROJECT, keys);
  const books = await Bookkeeper.open(RULES);
  assert.equal(books.add(await opening.open(page)).repeated, 0);
  assert.deepEqual(books.add(await opening.open(page)), { events: 0, malformed: 0, dropped: 0, repeated: 200, isFull: false });
});

test("AMessageThatComesLaterChangesItsVisitOnly", async () => {
  const late = page.length - record(records.at(-1)).length;
  const opening = await Opening.begin(PROJECT, keys);
  const books = await Bookkeeper.open(RULES);
  books.add(await opening.open(page.slice(0, late)));
  books.take();
  books.add(await opening.open(page.slice(late)));
  const { events, visits, goneEvents, goneVisits } = books.take();
  assert.deepEqual([events.length, visits.map(({ events }) => events), goneEvents], [2, [5], []]);
  assert.deepEqual(
    goneVisits,
    visits.map(({ visit }) => visit),
  );
});

const noCache = { read: async () => null, keep: async () => undefined, forget: async () => undefined };

/** The last numbers of all pages that come of `answers`, which is given the query and the tag of each request. */
const fetched = async (answers, cache = noCache) => {
  const fetch = async (address, { headers }) => answers(new URL(address, "http://server").searchParams, headers["if-none-match"]);
  const found = [];
  for await (const page of pages({ project: PROJECT, fetch, cache, signal: new AbortController().signal })) found.push(page.last);
  return found;
};

test("PagesAreAskedForUntilOneIsEmpty", async () => {
  const bodies = [record(records[0]), record(records[1]), new Uint8Array(0)];
  assert.deepEqual(await fetched((query) => new Response(bodies[query.get("after")])), [1, 2]);
});

test("AServerThatWouldHaveUsReadForEverOrTooMuchIsNotFollowed", async () => {
  const again = record(records[0]);
  await assert.rejects(
    fetched(() => new Response(again)),
    /does not go on/,
  );
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1 << 20)) });
  await assert.rejects(
    fetched(() => new Response(endless)),
    /longer than any/,
  );
  await assert.rejects(
    fetched(() => new Response("", { status: 403 })),
    (error) => error instanceof Refused && error.status === 403,
  );
});

test("WhatIsOnTheDiskIsConfirmedAndWhatHasGoneIsForgotten", async () => {
  const kept = new Map();
  const cache = {
    read: async (after) => kept.get(after) ?? null,
    keep: async (after, page) => void kept.set(after, page),
    forget: async (after) => void kept.delete(after),
  };
  const there = new Set([1, 2, 3]);
  const sent = [];
  /** One envelope a page. */
  const answers = (query, tag) => {
    const until = Number(query.get("until") ?? 3);
    const seq = [1, 2, 3].find((one) => one > Number(query.get("after")) && one <= until && there.has(one));
    const etag = `"${seq}"`;
    if (tag === etag) return new Response(null, { status: 304 });
    sent.push(seq);
    return new Response(seq ? record(records[seq - 1]) : new Uint8Array(0), { headers: { etag } });
  };
  assert.deepEqual(await fetched(answers, cache), [1, 2, 3]);
  assert.deepEqual(await fetched(answers, cache), [1, 2, 3]);
  assert.deepEqual(sent, [1, 2, 3, undefined, undefined]);
  there.delete(2);
  assert.deepEqual(await fetched(answers, cache), [1, 3]);
  assert.deepEqual([...kept.keys()], [0, 2]);
});
