import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

const send = (page, name) => page.evaluate((name) => window.footfall.event(name), name);
const many = (page, count, props) =>
  page.evaluate(
    ([count, props]) => Array.from({ length: count }, (_, i) => window.footfall.event(`n${i}`, props)) && undefined,
    [count, props],
  );
const names = (request) => request.events.map((event) => event.name);
const ids = (request) => request.events.map((event) => event.id);

/** The page has read the answer to its next request, or that there is none. */
const nextAnswer = async (page) => {
  const ours = (request) => request.url().endsWith("/collect");
  await Promise.race(["requestfinished", "requestfailed"].map((name) => page.waitForEvent(name, ours)));
  await page.evaluate(() => fetch("/").then((response) => response.text()));
};

/** Moves the page's clock to where it must send, and waits until it has its answer. */
const moved = async (page, ms) => {
  const answered = nextAnswer(page);
  await page.clock.runFor(ms);
  await answered;
};

/** Opens a page with a standing clock, its first pageview received and forgotten. */
const opened = async ({ collector, site, page: open }, attributes) => {
  const { origin } = await site(attributes);
  const page = await open();
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 3_600_000);
  const answered = nextAnswer(page);
  await page.goto(origin);
  await answered;
  collector.clear();
  return page;
};

group("delivery", (using) => {
  test(
    "LaterEventsWaitForFiveSecondsOfQuiet",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench);
      await send(page, "first");
      await page.clock.runFor(4_900);
      await send(page, "second");
      await page.clock.runFor(4_900);
      assert.equal(collector.requests.length, 0);
      await page.clock.runFor(200);
      await collector.first("second");
      assert.deepEqual(collector.requests.map(names), [["first", "second"]]);
    }),
  );

  test(
    "NoEventWaitsLongerThanAMinute",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench);
      for (let second = 0; second < 60; second += 4) {
        await send(page, `at_${second}`);
        await page.clock.runFor(4_000);
      }
      await page.clock.runFor(100);
      await collector.first("at_0");
      assert.equal(collector.requests.length, 1);
      assert.ok(names(collector.requests[0]).includes("at_56"));
    }),
  );

  test(
    "FiftyEventsGoAtOnce",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench);
      await many(page, 49);
      await page.clock.runFor(1_000);
      assert.equal(collector.requests.length, 0);
      await send(page, "fiftieth");
      await page.clock.runFor(1);
      await collector.first("fiftieth");
      assert.equal(collector.requests[0].events.length, 50);
    }),
  );

  test(
    "RequestsNeedNoPreflightAndCarryNoCookie",
    using(async ({ collector, site, context }) => {
      const { origin } = await site();
      const browser = await context();
      await browser.addCookies([{ name: "stranger", value: "1", url: collector.origin }]);
      const page = await browser.newPage();
      await page.goto(origin);
      await collector.first("pageview");
      await send(page, "more");
      await page.evaluate(() => window.footfall.flush());
      await collector.first("more");
      assert.deepEqual([...new Set(collector.requests.map(({ method }) => method))], ["POST"]);
      for (const { headers } of collector.requests) {
        assert.match(headers["content-type"], /^text\/plain/);
        assert.equal(headers.cookie, undefined);
      }
    }),
  );

  test(
    "A503IsRepeatedWithTheSameIdsWhenRetryAfterHasPassed",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench);
      collector.answers.push({ status: 503, headers: { "retry-after": "20" } });
      await send(page, "kept");
      await moved(page, 5_000);
      await send(page, "meanwhile");
      await page.clock.runFor(19_000);
      assert.equal(collector.requests.length, 1);
      await page.clock.runFor(1_500);
      await collector.first("kept");
      assert.deepEqual(names(collector.requests[1]), ["kept", "meanwhile"]);
      assert.equal(ids(collector.requests[1])[0], ids(collector.requests[0])[0]);
      assert.notEqual(collector.requests[1].sent_at, collector.requests[0].sent_at);
    }),
  );

  test(
    "ALineThatWasTooSlowIsTriedAgain",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench);
      collector.answers.push({ status: 408 });
      await send(page, "kept");
      await moved(page, 5_000);
      await moved(page, 5_000);
      await collector.first("kept");
      assert.deepEqual(collector.requests.map(names), [["kept"], ["kept"]]);
    }),
  );

  test(
    "ANetworkFailureIsRepeatedLaterAndLater",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench);
      collector.answers.push("drop", "drop", "drop");
      await send(page, "kept");
      await moved(page, 5_000);
      for (const [attempt, soonest, latest] of [
        [2, 950, 2_050],
        [3, 1_950, 4_050],
        [4, 3_950, 8_050],
      ]) {
        await page.clock.runFor(soonest);
        assert.equal(collector.requests.length, attempt - 1, `attempt ${attempt} comes after ${soonest} ms at the soonest`);
        await moved(page, latest - soonest);
        assert.equal(collector.requests.length, attempt);
      }
      assert.equal(collector.events("kept").length, 1);
      assert.equal(new Set(collector.requests.flatMap(ids)).size, 1);
    }),
  );

  test(
    "ARefusalIsNotRepeatedButTooManyRequestsIs",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench);
      collector.answers.push({ status: 400 }, { status: 429, headers: { "retry-after": "2" } });
      await send(page, "refused");
      await moved(page, 5_000);
      await send(page, "kept");
      await moved(page, 5_000);
      await moved(page, 2_000);
      assert.deepEqual(collector.requests.map(names), [["refused"], ["kept"], ["kept"]]);
    }),
  );

  test(
    "TheQueueIsBoundedAndKeepsTheBeginning",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench);
      collector.answers.push({ status: 503, headers: { "retry-after": "60" } });
      await send(page, "first");
      await moved(page, 5_000);
      await many(page, 700);
      await page.evaluate(() => window.footfall.flush());
      await collector.until(() => collector.events().length >= 500);
      await send(page, "fence");
      await page.evaluate(() => window.footfall.flush());
      await collector.first("fence");
      const received = collector.events().map((event) => event.name);
      assert.equal(received.length, 501);
      assert.ok(received.includes("first") && received.includes("n498") && !received.includes("n499"));
    }),
  );
});

group(
  "delivery from a page that goes away",
  (using) => {
    test(
      "AHiddenTabSendsWhatWaits",
      using(async ({ collector, site, tab }) => {
        const { origin } = await site();
        const page = await tab();
        await page.goto(origin);
        await collector.first("pageview");
        await send(page, "waiting");
        const other = await tab();
        await other.bringToFront();
        await collector.first("waiting");
        assert.equal(collector.events("page_leave").length, 0);
        assert.equal(collector.events("engagement").length, 1);
      }),
    );

    test(
      "AClosedPageSendsItsLastWords",
      using(async ({ collector, site, tab }) => {
        const { origin } = await site();
        const page = await tab();
        await page.goto(origin);
        await collector.first("pageview");
        await send(page, "waiting");
        await page.close();
        await collector.first("session_end");
        assert.deepEqual(
          collector.events().map((event) => event.name),
          ["session_start", "pageview", "waiting", "page_leave", "session_end"],
        );
      }),
    );

    test(
      "WhatABrowserWouldRefuseAsTooLargeGoesInParts",
      using(async ({ collector, site, tab }) => {
        const { origin } = await site();
        const page = await tab();
        await page.goto(origin);
        await collector.first("pageview");
        // 45 events of 1,200 bytes: under the batch size, over 20,000 characters.
        await many(page, 45, { text: "x".repeat(1_000) });
        await page.close();
        await collector.first("session_end");
        await collector.until(() => collector.events().filter((event) => /^n\d/.test(event.name)).length === 45);
        assert.ok(collector.requests.every(({ body }) => Buffer.byteLength(body) < 64 * 1024));
        assert.ok(collector.requests.length > 2);
      }),
    );

    test(
      "ABrowserWithoutKeepaliveUsesABeacon",
      using(async ({ collector, site, tab }) => {
        const { origin } = await site();
        const page = await tab();
        await page.addInitScript(() => {
          Reflect.deleteProperty(Request.prototype, "keepalive");
          const original = navigator.sendBeacon;
          navigator.sendBeacon = function (...args) {
            window.beacons = (window.beacons ?? 0) + 1;
            return original.apply(this, args);
          };
        });
        await page.goto(origin);
        await collector.first("pageview");
        await send(page, "waiting");
        await page.evaluate(() => window.footfall.flush());
        await collector.first("waiting");
        assert.equal(await page.evaluate(() => window.beacons), 1);
        await page.close();
        await collector.first("page_leave");
      }),
    );
  },
  { alone: true },
);
