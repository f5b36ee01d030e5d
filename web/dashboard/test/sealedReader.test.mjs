import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serveEnvelopes } from "./sealed/envelopes.mjs";
import { makeEpoch } from "./sealed/sealing.mjs";
import { startReaderStage } from "./sealed/stage.mjs";
import { FIRST_DAY, makeVisits, truthOf } from "./sealed/traffic.mjs";

const EVENTS = 20_000;
const DAYS = 14;
const DAY = 86_400_000;
const PROJECT = "0b8f3c52-7a3e-4d5b-9c01-5f2f6a7b8c9d";
const RULES = { number: 1, identity: "anonymous", allowed_hosts: [], redacted_parameters: [], retention_days: null };

const visits = makeVisits({ events: EVENTS, days: DAYS });
const truth = truthOf(visits);
const served = serveEnvelopes(PROJECT, { mostBytes: 1_500_000 });

let stage;
let page;
let epoch;
before(async () => {
  epoch = await makeEpoch(PROJECT, "0102030405060708");
  // A page load is one visit, in two messages.
  for (const { note, context, events } of visits) served.add(...(await epoch.seal(note, context, events.slice(0, 3), events.slice(3))));
  stage = await startReaderStage({ answer: served.answer });
  page = await stage.open();
});
after(async () => {
  await stage.close();
});

/** Opens a reader in the page under a name; what it reports of its progress is kept beside it. */
const open = (name, options = {}) =>
  page.evaluate(
    async ({ name, project, epochs, options }) => {
      const progress = [];
      window[`${name}Progress`] = progress;
      const epochKeys = await window.epochKeys(epochs);
      window[name] = await window.openReader({ project, epochKeys, onProgress: (step) => progress.push(step), ...options });
    },
    {
      name,
      project: { ...RULES, id: PROJECT },
      epochs: { [epoch.id]: { scalar: [...epoch.scalar], point: [...epoch.point] } },
      options,
    },
  );

const progressOf = (name) => page.evaluate((name) => window[`${name}Progress`].at(-1), name);

const run = (sql, parameters = [], name = "reader") =>
  page.evaluate(({ name, sql, parameters }) => window[name].run(sql, parameters), { name, sql, parameters });

const numbers = (span, name = "reader") => page.evaluate(({ name, span }) => window[name].firstNumbers(span), { name, span });

const span = { starts: Array.from({ length: DAYS }, (_, day) => FIRST_DAY + day * DAY), end: FIRST_DAY + DAYS * DAY };

test("EveryEventThatWasSealedIsOpened", async () => {
  await open("reader");
  const progress = await progressOf("reader");
  assert.equal(progress.events, EVENTS);
  assert.equal(progress.messages, 2 * visits.length);
  assert.deepEqual([progress.unopened, progress.malformed, progress.dropped, progress.repeated], [{}, 0, 0, 0]);
  assert.ok(served.asked.length > 3, "more than one page was fetched");
});

test("FirstNumbersAreThoseOfTheDatabase", async () => {
  const { totals, series } = await numbers(span);
  const { visitors, visits, pageviews, events } = totals;
  assert.deepEqual([visitors, visits, pageviews, events], truth.totals);
  const [fromDatabase] = await run(
    `SELECT count(DISTINCT visitor), count(*), round(sum(pageviews) / count(*), 2), round(100.0 * count(*) FILTER (WHERE is_bounce) / count(*), 0),
       round(sum(epoch_ms(ended_at) - epoch_ms(started_at)) / count(*) / 1000, 0) FROM visits WHERE events > 0`,
  );
  assert.deepEqual([visitors, visits, totals.views_per_visit, totals.bounce_rate, totals.visit_duration], fromDatabase);
  const perDay = await run("SELECT count(*) FROM events GROUP BY date_trunc('day', time) ORDER BY date_trunc('day', time)");
  assert.deepEqual(
    series.map(({ events }) => [events]),
    perDay.slice(0, DAYS),
  );
});

test("AnswersAreThoseOfTheEventsThatWereMade", async () => {
  const counts = "SELECT count(DISTINCT visitor), count(DISTINCT visit), count(*) FILTER (WHERE name = 'pageview'), count(*) FROM events";
  assert.deepEqual(await run(counts), [truth.totals]);
  assert.deepEqual(
    await run("SELECT path, count(*) FROM events WHERE name = $1 GROUP BY path ORDER BY 2 DESC, 1", ["pageview"]),
    truth.pages,
  );
  assert.deepEqual(await run("SELECT browser, count(*) FROM visits GROUP BY browser ORDER BY 2 DESC, 1"), truth.browsers);
  assert.deepEqual(await run("SELECT country, count(*) FROM visits GROUP BY country ORDER BY 2 DESC, 1"), truth.countries);
  assert.deepEqual(
    await run("SELECT strftime(started_at, '%Y-%m-%d'), count(DISTINCT visitor) FROM visits GROUP BY 1 ORDER BY 1"),
    truth.visitorsByDay,
  );
  assert.deepEqual(await run("SELECT count(*) FROM events WHERE props['kind'] = $1", ["it's black"]), [[truth.black]]);
  assert.deepEqual(await run("SELECT sum(revenue_amount), any_value(revenue_currency), max(numbers['grams']) FROM events"), [
    [truth.revenue, "EUR", 50],
  ]);
});

test("EnvelopesThatArriveChangeTheirVisitAndComeOnce", async () => {
  const [{ note, context, events, truth: about }] = visits.slice(-1);
  const [late] = makeVisits({ events: 5, seed: 2 });
  const time = new Date(Date.parse(events[4].time) + 60_000).toISOString();
  const more = { ...late.events[0], id: "ffffffff-0000-4000-8000-000000000000", time };
  const arrived = served.add(...(await epoch.seal(note, context, [more])));
  for (let sent = 0; sent < 2; sent++)
    await page.evaluate(
      (envelopes) =>
        window.reader.append(
          envelopes.map(({ note, envelope, ...rest }) => ({ ...rest, note: Uint8Array.from(note), envelope: Uint8Array.from(envelope) })),
        ),
      arrived.map(({ note, envelope, ...rest }) => ({ ...rest, note: [...note], envelope: [...envelope] })),
    );
  const started = new Date(events[0].time);
  assert.deepEqual(
    await run("SELECT events, pageviews FROM visits WHERE visitor = $1::UBIGINT AND started_at = $2::TIMESTAMP", [
      `${about.visitor}`,
      started.toISOString().slice(0, -1),
    ]),
    [[6, 3]],
  );
  assert.deepEqual(await run("SELECT count(*), count(DISTINCT visit) FROM events"), [[EVENTS + 1, visits.length]]);
  assert.deepEqual(await run("SELECT count(*) FROM visits"), [[visits.length]]);
  await page.evaluate(() => window.reader.catchUp());
  assert.deepEqual(await run("SELECT count(*) FROM events"), [[EVENTS + 1]]);
});

test("WhatABrokenConnectionKeptBackIsCaughtUpWith", async () => {
  const catchUp = () =>
    page.evaluate(() =>
      window.reader.catchUp().then(
        () => "caught up",
        (error) => error.name,
      ),
    );
  const [{ note, context, events }] = visits;
  const later = { ...events[0], id: "dddddddd-0000-4000-8000-000000000000" };
  const [{ seq }] = served.add(...(await epoch.seal(note, context, [later])));
  served.breaksAfter = seq;
  assert.equal(await catchUp(), "TypeError");
  assert.deepEqual(await run("SELECT count(*) FROM events"), [[EVENTS + 2]]);
  served.breaksAfter = null;
  served.add(...(await epoch.seal(note, context, [{ ...later, id: "cccccccc-0000-4000-8000-000000000000" }])));
  const asked = served.asked.length;
  assert.equal(await catchUp(), "caught up");
  assert.deepEqual(served.asked.slice(asked), [seq, seq + 1]);
  assert.deepEqual(await run("SELECT count(*) FROM events"), [[EVENTS + 3]]);
});

test("ASecondReaderFetchesOnlyWhatIsNotOnTheDisk", async () => {
  const before = served.asked.length;
  await open("second");
  const progress = await progressOf("second");
  assert.equal(progress.events, EVENTS + 3);
  assert.ok(progress.cachedBytes > progress.bytes / 2);
  assert.ok(served.asked.length - before < before);
  await page.evaluate(() => window.second.close());
});

test("WhatTheServerHasRemovedIsNotReadFromTheDisk", async () => {
  served.remove(1);
  await open("third");
  // The first message of the first visit had three events.
  assert.equal((await progressOf("third")).events, EVENTS);
  assert.deepEqual(await run("SELECT count(*) FROM events", [], "third"), [[EVENTS]]);
  await page.evaluate(() => window.third.close());
});

test("WhatIsOnTheDiskIsSealed", async () => {
  const seen = await page.evaluate(async () => {
    const found = [];
    for (const name of await caches.keys()) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(await (await cache.match(request)).text());
    }
    return { pages: found.length, clear: found.some((text) => /shop\.example|pageview|tea\.chosen|Firefox/.test(text)) };
  });
  assert.ok(seen.pages > 0);
  assert.equal(seen.clear, false);
});

test("AQuestionIsCancelledWhileItRuns", async () => {
  const name = await page.evaluate(async () => {
    const stop = new AbortController();
    const answer = window.reader.run("SELECT count(DISTINCT a.i * b.i) FROM range(40000) a(i), range(4000) b(i)", [], stop.signal);
    setTimeout(() => stop.abort());
    return answer.then(
      () => "answered",
      (error) => error.name,
    );
  });
  assert.equal(name, "AbortError");
  assert.deepEqual(await run("SELECT 1"), [[1]]);
});

test("OpeningIsCancelled", async () => {
  const name = await page.evaluate(
    async ({ project, epochs }) => {
      const stop = new AbortController();
      const onProgress = () => stop.abort();
      const opening = window.openReader({
        project,
        epochKeys: await window.epochKeys(epochs),
        onProgress,
        signal: stop.signal,
        generation: "1",
      });
      return opening.then(
        () => "opened",
        (error) => error.name,
      );
    },
    { project: { ...RULES, id: PROJECT }, epochs: { [epoch.id]: { scalar: [...epoch.scalar], point: [...epoch.point] } } },
  );
  assert.equal(name, "AbortError");
});

test("OfMoreEventsThanTheBrowserMayHoldTheFirstAreReadAndTheRestIsTold", async () => {
  await open("small", { limits: { events: 1000, contentBytes: 1 << 20, databaseMegabytes: 64 } });
  const { truncated, events } = await progressOf("small");
  assert.equal(truncated, true);
  assert.ok(events > 950 && events <= 1000, `${events} events`);
  assert.deepEqual(await run("SELECT count(*) FROM events", [], "small"), [[events]]);
  await page.evaluate(() => window.small.catchUp());
  assert.equal((await progressOf("small")).events, events);
  await page.evaluate(() => window.small.close());
});

test("FewEventsThatSayTooMuchEndReadingAsWell", async () => {
  await open("wordy", { limits: { events: 400_000, contentBytes: 100_000, databaseMegabytes: 64 } });
  const { truncated, events } = await progressOf("wordy");
  assert.equal(truncated, true);
  assert.deepEqual(await run("SELECT count(*) FROM events", [], "wordy"), [[events]]);
  await page.evaluate(() => window.wordy.close());
});

test("EnvelopesOfOthersAreCountedAndLeftOut", async () => {
  const elsewhere = await makeEpoch(PROJECT, "ffffffffffffffff");
  const [{ note, context, events }] = visits;
  const [foreign] = await elsewhere.seal(note, context, events);
  const [forged] = await elsewhere.seal(note, context, events);
  const [swapped] = await epoch.seal(note, context, [{ ...events[0], id: "eeeeeeee-0000-4000-8000-000000000000" }]);
  const nonsense = await epoch.seal(note, {}, [{ name: "" }]);
  served.add(foreign, { ...forged, epoch: epoch.id }, { ...swapped, note: nonsense[0].note }, ...nonsense);
  await page.evaluate(() => window.reader.catchUp());
  const progress = await progressOf("reader");
  assert.deepEqual(progress.unopened, { no_key: 1, elsewhere: 1, no_note: 1 });
  assert.equal(progress.dropped, 1);
  assert.deepEqual(await run("SELECT count(*) FROM events"), [[EVENTS + 3]]);
});

test("AClosedReaderAnswersNothingMore", async () => {
  const names = await page.evaluate(async () => {
    const late = window.reader.run("SELECT count(*) FROM events", []).catch(({ name }) => name);
    window.reader.close();
    const after = window.reader.firstNumbers({ starts: [0], end: 1 }).catch(({ name }) => name);
    return Promise.all([late, after]);
  });
  assert.deepEqual(names, ["AbortError", "AbortError"]);
});

test("NothingWasComplainedOfAndNoOtherOriginWasAsked", () => {
  // The connection that was broken on purpose.
  const complaints = stage.complaints.filter((text) => !text.includes("net::ERR_EMPTY_RESPONSE"));
  assert.deepEqual(complaints, []);
  assert.deepEqual(
    stage.asked.filter((url) => !url.startsWith(stage.address)),
    [],
  );
});
