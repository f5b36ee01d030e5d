import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

const identified = { "data-mode": "identified" };
const fence = async (page, collector, name = "fence") => {
  await page.evaluate((name) => {
    window.footfall.event(name);
    window.footfall.flush();
  }, name);
  return collector.first(name);
};
const record = (page) => page.evaluate(() => JSON.parse(localStorage.getItem("footfall") ?? "null"));

group("identity", (using) => {
  test(
    "AVisitorKeepsAnIdAndASessionOverPagesAndTabs",
    using(async ({ collector, site, context }) => {
      const { origin } = await site(identified);
      const browser = await context();
      const page = await browser.newPage();
      await page.goto(origin);
      await collector.first("pageview");
      await page.goto(`${origin}/two`);
      const tab = await browser.newPage();
      await tab.goto(`${origin}/three`);
      await fence(tab, collector);
      await fence(page, collector, "other_fence");
      assert.equal(new Set(collector.events().map((event) => event.visitor)).size, 1);
      assert.equal(new Set(collector.events().map((event) => event.session)).size, 1);
      assert.match(collector.events()[0].visitor, /^[0-9a-f-]{36}$/);
      assert.equal(collector.events("session_start").length, 1);
      assert.deepEqual(await page.evaluate(() => document.cookie), "");

      const stranger = await (await context()).newPage();
      await stranger.goto(origin);
      await fence(stranger, collector, "stranger");
      assert.notEqual(collector.events("stranger")[0].visitor, collector.events("fence")[0].visitor);
    }),
  );

  test(
    "ThirtyMinutesWithoutAnEventEndTheSession",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ ...identified, "data-exclude": "engagement page_leave" });
      const page = await open();
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 3_600_000);
      await page.goto(origin);
      const [start] = await collector.until(() => collector.events("session_start")[0] && collector.events("session_start"));
      await page.clock.runFor(29 * 60_000);
      await fence(page, collector, "still_there");
      await page.clock.runFor(31 * 60_000);
      await fence(page, collector, "back");
      const [, second] = collector.events("session_start");
      const [end] = collector.events("session_end");

      assert.equal(collector.events("still_there")[0].session, start.session);
      assert.equal(end.session, start.session);
      assert.equal(end.time, collector.events("still_there")[0].time);
      assert.equal(end.props.total_ms, 29 * 60_000);
      assert.notEqual(second.session, start.session);
      assert.equal(collector.events("back")[0].session, second.session);
      assert.equal(second.visitor, start.visitor);
      assert.deepEqual([start.props.visit_number, second.props.visit_number], [1, 2]);
    }),
  );

  test(
    "ASessionsEndCarriesItsTotalAndItsVisibleTime",
    using(async ({ collector, site, tab }) => {
      const { origin } = await site(identified);
      const page = await tab();
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 7_200_000);
      await page.goto(origin);
      await collector.first("pageview");
      await page.clock.runFor(20_000);
      const other = await tab();
      await other.bringToFront();
      await collector.first("engagement");
      await page.clock.runFor(40_000);
      await page.bringToFront();
      await page.clock.runFor(10_000);
      await page.close();
      const end = await collector.first("session_end");
      assert.deepEqual(end.props, { total_ms: 70_000, active_ms: 30_000 });
    }),
  );

  test(
    "ALinkWithinTheSiteDoesNotEndTheSession",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site(identified, { "/": '<a href="/two">two</a>' });
      const page = await open();
      await page.goto(origin);
      await collector.first("pageview");
      await page.click("a");
      await collector.until(() => collector.events("pageview").length === 2);
      assert.equal(collector.events("session_end").length, 0);
      assert.equal(collector.events("page_leave").length, 1);
      await page.close();
      await collector.first("session_end");
    }),
  );

  test(
    "TheFirstTouchIsKeptForLaterSessions",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site(identified);
      const page = await open();
      await page.clock.install();
      await page.goto(`${origin}/?utm_source=news&utm_campaign=may&secret=1`, { referer: "https://first.example/?q=private" });
      const first = { referrer: "https://first.example/", utm_source: "news", utm_campaign: "may" };
      assert.deepEqual((await collector.first("session_start")).props.first_touch, first);
      await page.clock.fastForward(24 * 3_600_000);
      await page.goto(`${origin}/?utm_source=later`, { referer: "https://later.example/" });
      await fence(page, collector);
      assert.deepEqual(collector.events("session_start").at(-1).props.first_touch, first);
      assert.equal(collector.events("session_start").at(-1).props.visit_number, collector.events("session_start").length);
    }),
  );

  test(
    "AVisitThatBeginsWithAnAnswerOfThePageSaysWhereItCameFrom",
    using(async ({ collector, site, page: open }) => {
      const answered = { head: "<title>t</title><script>window.footfall = [['consent', true]]</script>" };
      const { origin } = await site({ ...identified, "data-consent": "required" }, { "/": answered });
      const page = await open();
      await page.goto(origin, { referer: "https://first.example/?q=private" });
      const [start, view] = [await collector.first("session_start"), await collector.first("pageview")];
      assert.ok(start.time <= view.time, "the session's start is the visit's first event");
      assert.deepEqual([start.referrer, view.referrer], ["https://first.example/", "https://first.example/"]);
    }),
  );

  test(
    "NothingIsStoredBeforeConsentAndEverythingForgottenAfterItsEnd",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ ...identified, "data-consent": "required" });
      const page = await open();
      await page.goto(origin);
      await page.evaluate(() => {
        window.footfall.identify("ada");
        window.footfall.event("held");
        window.footfall.flush();
        return fetch("/settled");
      });
      assert.equal(await record(page), null);
      assert.deepEqual(collector.requests, []);

      await page.evaluate(() => window.footfall.consent(true));
      await collector.first("held");
      const { visitor } = await record(page);
      for (const event of collector.events()) {
        assert.equal(event.visitor, visitor);
        assert.equal(event.user, "ada");
      }
      await page.goto(`${origin}/next`);
      assert.equal((await fence(page, collector)).visitor, visitor, "the answer holds on the next page");

      await page.evaluate(() => window.footfall.consent(false));
      assert.deepEqual(await record(page), { consent: { "*": false } });
      collector.clear();
      await page.goto(`${origin}/later`);
      await page.evaluate(() => fetch("/settled"));
      assert.deepEqual(collector.requests, []);
    }),
  );

  test(
    "AnAnswerInOneTabCountsInTheOthers",
    using(async ({ collector, site, context }) => {
      const { origin } = await site({ ...identified, "data-consent": "required" });
      const browser = await context();
      const [one, two] = [await browser.newPage(), await browser.newPage()];
      await one.goto(`${origin}/one`);
      await two.goto(`${origin}/two`);
      await one.evaluate(() => window.footfall.consent(true));
      await collector.until(() => collector.events("pageview").length === 2, "the pageviews of both tabs");
      assert.equal(new Set(collector.events().map((event) => event.visitor)).size, 1);
      await two.evaluate(() => window.footfall.optOut());
      await one.waitForFunction(() => window.footfall.events().every(({ allowed }) => !allowed));
    }),
  );

  test(
    "AUserIsNamedUntilReset",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site(identified);
      const page = await open();
      await page.goto(origin);
      await collector.first("pageview");
      await page.evaluate(() => window.footfall.identify("ada"));
      const named = await fence(page, collector, "named");
      await page.evaluate(() => window.footfall.reset());
      const unnamed = await fence(page, collector, "unnamed");
      assert.equal(named.user, "ada");
      assert.ok(!("user" in unnamed));
      assert.notEqual(unnamed.visitor, named.visitor);
      assert.notEqual(unnamed.session, named.session);
      assert.ok(!JSON.stringify(await record(page)).includes("ada"));
    }),
  );

  test(
    "BlockedStorageStillMakesOneVisitorAPage",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site(identified);
      for (const method of ["getItem", "setItem"]) {
        const page = await open();
        await page.addInitScript((method) => {
          const storage = new Proxy(localStorage, {
            get: (target, name) => {
              if (method === "getItem") throw new DOMException("blocked", "SecurityError");
              return Reflect.get(target, name);
            },
            set: () => {
              throw new DOMException("full", "QuotaExceededError");
            },
          });
          Object.defineProperty(window, "localStorage", { get: () => storage });
        }, method);
        await page.goto(origin);
        await fence(page, collector);
        assert.equal(new Set(collector.events().map((event) => event.visitor)).size, 1);
        assert.match(collector.events()[0].visitor, /^[0-9a-f-]{36}$/);
        collector.clear();
      }
    }),
  );
});
