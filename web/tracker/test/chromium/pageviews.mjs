import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";
import { launch } from "../harness/chromium.mjs";

const flush = (page) => page.evaluate(() => window.footfall.flush());
const summary = (event, origin) => [event.url.replace(origin, ""), event.title, event.referrer?.replace(origin, "")];

group("pageviews", (using) => {
  test(
    "TheFirstPageviewIsSentAtOnceWithItsFields",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site();
      const page = await open({ locale: "de-AT", viewport: { width: 900, height: 600 }, screen: { width: 1440, height: 900 } });
      await page.clock.install();
      await page.clock.pauseAt(Date.now() + 3_600_000);
      await page.goto(`${origin}/start?utm_source=news#part`, { referer: "https://search.example/results?q=private" });
      // The clock stands, so no timer can have sent it.
      const pageview = await collector.first("pageview");

      assert.match(pageview.id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      assert.equal(Number.parseInt(pageview.id.replace("-", "").slice(0, 12), 16), Date.parse(pageview.time));
      assert.equal(pageview.url, `${origin}/start?utm_source=news`);
      assert.equal(pageview.title, "Page /start");
      assert.equal(pageview.referrer, "https://search.example/results");

      const [request] = collector.requests;
      assert.equal(request.key, "ff_test");
      assert.equal(request.sent_at, pageview.time);
      assert.equal(request.context.language, "de-AT");
      assert.deepEqual(request.context.screen, { width: 1440, height: 900 });
      assert.ok(!("automated" in request.context));
      assert.match(request.context.library, /^footfall\.js\/\d+\.\d+\.\d+$/);
      assert.deepEqual(
        request.events.map((event) => event.name),
        ["session_start", "pageview"],
      );
      // Both may have the same time: whichever counts as the first of the visit, it says where the visit came from.
      assert.equal(request.events[0].referrer, pageview.referrer);
    }),
  );

  test(
    "NavigationByHistoryIsAPageview",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site();
      const page = await open();
      await page.goto(`${origin}/one`);
      await collector.first("pageview");
      await page.evaluate(() => {
        const go = (address, title) => {
          history.pushState({}, "", address);
          document.title = title;
        };
        go("/two", "Two");
        go("/two?page=2", "Two, continued");
        history.replaceState({}, "", "/two?page=2&sort=name");
        history.replaceState({}, "", "#note");
        history.replaceState({}, "", "/three");
        document.title = "Three";
      });
      await page.goBack();
      await flush(page);
      const pageviews = await collector.until(() => collector.events("pageview")[4] && collector.events("pageview"));
      assert.deepEqual(
        pageviews.map((event) => summary(event, origin)),
        [
          ["/one", "Page /one", undefined],
          ["/two", "Two", "/one"],
          ["/two?page=2", "Two, continued", "/two"],
          ["/three", "Three", "/two?page=2"],
          ["/two", "Three", "/three"],
        ],
      );
      // Each page is left before the next is entered, at its own address.
      const left = collector.events("page_leave").map((event) => event.url.replace(origin, ""));
      assert.deepEqual(left, ["/one", "/two", "/two?page=2", "/three"]);
    }),
  );

  test(
    "AFragmentIsAPageOnlyWhereTheSiteRoutesByIt",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-hash": "" });
      const page = await open();
      await page.goto(`${origin}/app#/inbox`);
      await page.evaluate(() => {
        location.hash = "#/sent";
      });
      await page.waitForURL("**/app#/sent");
      await page.goBack();
      await flush(page);
      const pageviews = await collector.until(() => collector.events("pageview")[2] && collector.events("pageview"));
      assert.deepEqual(
        pageviews.map((event) => event.url.replace(origin, "")),
        ["/app#/inbox", "/app#/sent", "/app#/inbox"],
      );

      const plain = await site();
      collector.clear();
      await page.goto(`${plain.origin}/app#/inbox`);
      await page.evaluate(() => {
        location.hash = "#/sent";
      });
      await page.goBack();
      await page.evaluate(() => window.footfall.event("fence"));
      await flush(page);
      await collector.first("fence");
      assert.deepEqual(
        collector.events("pageview").map((event) => event.url),
        [`${plain.origin}/app`],
      );
    }),
  );

  test(
    "APageFromTheBackForwardCacheIsSeenAgain",
    using(async ({ collector, site, tab }) => {
      const { origin } = await site({}, { "/one": '<a href="/two">two</a>' });
      const page = await tab();
      await page.goto(`${origin}/one`);
      await page.evaluate(() => {
        window.sameDocument = true;
      });
      await page.click("a");
      await page.waitForURL("**/two");
      await page.evaluate(() => {
        setTimeout(() => history.back());
      });
      await collector.until(() => collector.events("page_leave").length === 2);
      await page.waitForFunction(() => window.sameDocument);
      await flush(page);
      const pageviews = await collector.until(() => collector.events("pageview")[2] && collector.events("pageview"));
      assert.deepEqual(
        pageviews.map((event) => event.url.replace(origin, "")),
        ["/one", "/two", "/one"],
      );
      assert.equal(new Set(pageviews.map((event) => event.id)).size, 3);
    }),
  );

  test(
    "APrerenderedPageWaitsUntilItIsShown",
    using(async ({ collector, site }) => {
      // No debugger may be attached: Chromium prerenders nothing then. The pages drive themselves and report to the site's own server.
      const { origin, requests } = await site(
        {},
        {
          "/from": `<script type="speculationrules">{"prerender":[{"urls":["/to"],"eagerness":"immediate"}]}</script>
            <script>fetch("/go").then(() => { location.href = "/to"; });</script>`,
          "/to": `<script>
            footfall = [["event", "early"]];
            addEventListener("load", () => document.prerendering && fetch("/loaded"));
          </script>`,
          "/go": { after: "/loaded" },
        },
      );
      const browser = launch({ debug: false, address: `${origin}/from` });
      try {
        const at = () => collector.events("pageview").find((event) => event.url.endsWith("/to"));
        await collector.until(at, "a pageview of /to", 30_000);
        const loaded = requests.filter(({ path }) => path === "/to");
        assert.equal(loaded.length, 1, "the page was prerendered and then shown, not loaded twice");
        assert.match(loaded[0].headers["sec-purpose"], /prerender/);
        const ready = requests.find(({ path }) => path === "/loaded").at;
        const sent = collector.requests.find(({ events }) => events.includes(at())).at;
        assert.ok(sent > ready, "nothing is sent before the page is shown");
        assert.equal(collector.events("early").length, 1);
      } finally {
        await browser.stop();
      }
    }),
  );

  test(
    "TheSnippetPastedTwiceCountsOnce",
    using(async ({ collector, site, page: open }) => {
      const twice = await site(
        {},
        { "/": { head: `<script defer src="${collector.origin}/js/footfall.js" data-key="ff_test"></script>` } },
      );
      const page = await open();
      await page.goto(twice.origin);
      await collector.first("pageview");
      await page.evaluate(() => window.footfall.event("fence"));
      await flush(page);
      await collector.first("fence");
      assert.equal(collector.events("pageview").length, 1);
      assert.equal(collector.events("fence").length, 1);
    }),
  );

  test(
    "APageviewByHandCarriesItsProps",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site();
      const page = await open();
      await page.goto(origin);
      await page.evaluate(() => window.footfall.pageview({ author: "ada" }));
      await flush(page);
      const pageview = await collector.until(() => collector.events("pageview")[1]);
      assert.deepEqual(pageview.props, { author: "ada" });
    }),
  );
});
