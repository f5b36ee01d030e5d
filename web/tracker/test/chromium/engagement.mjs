import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

/** A tab of the person's window with a standing clock, on a page 10 windows high, its first pageview received. */
const opened = async ({ collector, site, tab }, attributes, page = { body: '<div style="height: 1000vh"></div>' }) => {
  const { origin } = await site(attributes, { "/": page });
  const opened = await tab();
  await opened.clock.install();
  await opened.clock.pauseAt(Date.now() + 3_600_000);
  await opened.goto(origin);
  await collector.first("pageview");
  return opened;
};
const total = (collector) => collector.events().reduce((sum, event) => sum + (event.engagement_ms ?? 0), 0);
const scrollTo = (page, share) =>
  page.evaluate(
    (share) =>
      new Promise((resolve) => {
        addEventListener("scroll", resolve, { once: true });
        scrollTo(0, share * document.documentElement.scrollHeight - innerHeight);
      }),
    share,
  );

group(
  "engagement",
  (using) => {
    test(
      "OnlyVisibleTimeCountsAndEachMillisecondOnce",
      using(async (bench) => {
        const { collector, tab } = bench;
        const page = await opened(bench);
        await page.clock.runFor(10_000);
        const other = await tab();
        await other.bringToFront();
        const hidden = await collector.first("engagement");
        assert.equal(hidden.engagement_ms, 10_000);

        await page.clock.runFor(300_000);
        await page.bringToFront();
        await page.clock.runFor(5_000);
        await page.close();
        const left = await collector.first("page_leave");
        assert.equal(left.engagement_ms, 5_000);
        assert.equal(total(collector), 15_000);
      }),
    );

    test(
      "ATabOpenedInTheBackgroundCountsFromWhenItIsSeen",
      using(async (bench) => {
        const { collector, site, tab } = bench;
        const { origin } = await site({}, { "/": '<a href="/next" target="_blank">next</a>' });
        const page = await tab();
        await page.clock.install();
        await page.goto(origin);
        const [next] = await Promise.all([page.context().waitForEvent("page"), page.click("a", { modifiers: ["Control"] })]);
        await collector.until(() => collector.events("pageview").length === 2);
        await next.clock.runFor(20_000);
        await next.bringToFront();
        await next.clock.runFor(3_000);
        await next.close();
        const left = await collector.until(() => collector.events("page_leave").find((event) => event.url.endsWith("/next")));
        assert.ok(left.engagement_ms >= 3_000 && left.engagement_ms < 6_000, `was ${left.engagement_ms}`);
      }),
    );

    test(
      "ALongVisibleStayIsReportedEveryMinute",
      using(async (bench) => {
        const { collector } = bench;
        const page = await opened(bench);
        await page.clock.runFor(66_000);
        await collector.first("engagement");
        await page.clock.runFor(59_000);
        await page.close();
        await collector.first("page_leave");
        assert.deepEqual(
          collector.events().flatMap((event) => event.engagement_ms ?? []),
          [60_000, 60_000, 5_000],
        );
      }),
    );

    test(
      "LeavingForAnotherPageOfAnApplicationReportsTheOldOne",
      using(async (bench) => {
        const { collector } = bench;
        const page = await opened(bench);
        await page.clock.runFor(7_000);
        await page.evaluate(() => history.pushState({}, "", "/second"));
        await page.clock.runFor(2_000);
        await page.close();
        await collector.until(() => collector.events("page_leave").length === 2);
        assert.deepEqual(
          collector.events("page_leave").map((event) => [new URL(event.url).pathname, event.engagement_ms]),
          [
            ["/", 7_000],
            ["/second", 2_000],
          ],
        );
      }),
    );

    test(
      "ScrollDepthIsReportedAtEachQuarterAndAtItsMaximum",
      using(async (bench) => {
        const { collector } = bench;
        const page = await opened(bench);
        await scrollTo(page, 0.3);
        await scrollTo(page, 0.2);
        await scrollTo(page, 0.8);
        await scrollTo(page, 0.5);
        await page.close();
        const left = await collector.first("page_leave");
        assert.equal(left.scroll_depth, 80);
        assert.deepEqual(
          collector.events("scroll").map((event) => event.scroll_depth),
          [25, 50, 75],
        );
      }),
    );

    test(
      "TheEndOfThePageIsAHundred",
      using(async (bench) => {
        const { collector } = bench;
        const page = await opened(bench);
        await scrollTo(page, 1);
        await page.close();
        assert.equal((await collector.first("page_leave")).scroll_depth, 100);
        assert.deepEqual(
          collector.events("scroll").map((event) => event.scroll_depth),
          [25, 50, 75, 100],
        );
      }),
    );

    test(
      "APageThatFitsTheWindowWasSeenWhollyWithoutScrolling",
      using(async (bench) => {
        const { collector } = bench;
        const page = await opened(bench, {}, "short");
        await page.close();
        assert.equal((await collector.first("page_leave")).scroll_depth, 100);
        assert.equal(collector.events("scroll").length, 0);
      }),
    );

    test(
      "APageThatGrowsWhileItLoadsWasNotSeenWholly",
      using(async (bench) => {
        const { collector } = bench;
        const page = await opened(bench, {}, "short");
        await page.evaluate(() => {
          document.body.style.height = "400vh";
        });
        await page.close();
        const { scroll_depth } = await collector.first("page_leave");
        assert.ok(scroll_depth >= 23 && scroll_depth <= 26, `was ${scroll_depth}`);
      }),
    );

    test(
      "TheNextPageOfAnApplicationBeginsWithItsOwnDepth",
      using(async (bench) => {
        const { collector } = bench;
        const page = await opened(bench);
        await scrollTo(page, 1);
        await page.evaluate(() => {
          history.pushState({}, "", "/second");
          window.scrollTo(0, 0);
        });
        await page.close();
        await collector.until(() => collector.events("page_leave").length === 2);
        assert.deepEqual(
          collector.events("page_leave").map((event) => event.scroll_depth),
          [100, 10],
        );
      }),
    );
  },
  { alone: true },
);
