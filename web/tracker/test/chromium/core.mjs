import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

group("footfall.core.js", (using) => {
  test(
    "CountsPagesEngagementAndCustomEventsInAnyMode",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-mode": "identified" }, {}, "footfall.core.js");
      const page = await open();
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 3_600_000);
      await page.goto(origin);
      await collector.first("pageview");
      collector.answers.push({ status: 503 });
      await page.evaluate(() => {
        history.pushState({}, "", "/two");
        window.footfall.event("custom", { a: 1 }, { revenue: { amount: 5, currency: "EUR" } });
      });
      await page.clock.runFor(5_000);
      await collector.until(() => collector.requests.at(-1).status === 503);
      // The page has heard of the refusal before it hears of a later request.
      await page.evaluate(() => fetch("/settled"));
      await page.close();
      await collector.until(() => collector.events("page_leave").length === 2);
      assert.deepEqual(
        collector
          .events()
          .map((event) => [event.name, new URL(event.url).pathname])
          .sort(),
        [
          ["custom", "/two"],
          ["page_leave", "/"],
          ["page_leave", "/two"],
          ["pageview", "/"],
          ["pageview", "/two"],
        ],
      );
      assert.match(collector.requests[0].context.library, /^footfall\.core\.js\//);
      for (const event of collector.events()) assert.ok(!("visitor" in event) && !("session" in event));
    }),
  );

  test(
    "StaysSilentWhereThePageDropsOnTheSignal",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-dnt": "drop" }, {}, "footfall.core.js");
      const page = await open();
      await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true }));
      await page.goto(origin);
      await page.evaluate(() => {
        window.footfall.event("x");
        window.footfall.flush();
        return fetch("/settled");
      });
      assert.equal(collector.requests.length, 0);
    }),
  );

  test(
    "WithoutAKeyTheFullFileCarriesThePlaceThatTheServerFills",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-key": undefined });
      const page = await open();
      await page.goto(origin);
      await collector.first("pageview");
      assert.equal(collector.requests[0].key, "__FOOTFALL_DEFAULT_KEY__");
    }),
  );
});
