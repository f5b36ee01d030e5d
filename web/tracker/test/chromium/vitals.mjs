import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

const script = ({ collector }, attributes = "") => `<script defer src="${collector.origin}/js/footfall.vitals.js" ${attributes}></script>`;
const body =
  '<h1>A heading that is painted</h1><button onclick="const end = performance.now() + 60; while (performance.now() < end);">Slow</button>';

/** Resolves once the browser has told of an entry of this type. */
const told = (page, type, more = {}) =>
  page.evaluate(
    ([type, more]) =>
      new Promise((resolve) => new PerformanceObserver(resolve).observe({ type, buffered: true, ...more })).then(() => undefined),
    [type, more],
  );

/** Does something again and again until the browser has told of it: on a busy machine a frame may be skipped, and what was in it is no entry. */
const toldOf = async (page, act, type, more) => {
  const entry = told(page, type, more);
  let isTold = false;
  entry.then(() => (isTold = true));
  while (!isTold) {
    await act();
    // Longer than shifts may lie apart to count as one.
    await Promise.race([entry, page.waitForTimeout(1_500)]);
  }
};

group("web vitals", (using) => {
  test(
    "APageThatIsLeftTellsHowItFeltOnce",
    using(async (bench) => {
      const { collector, site, page: open } = bench;
      const { origin } = await site({}, { "/": { body: `${body}${script(bench)}` } });
      const page = await open();
      await page.goto(origin);
      await told(page, "largest-contentful-paint");
      const shift = () =>
        page.evaluate(() => {
          const banner = document.createElement("div");
          banner.style.height = "100px";
          document.body.prepend(banner);
        });
      await toldOf(page, shift, "layout-shift");
      await toldOf(page, () => page.click("button"), "event", { durationThreshold: 16 });
      await page.goto(`${origin}/next`);
      const event = await collector.first("web_vitals");
      await collector.until(() => collector.events("pageview").length === 2);
      assert.equal(collector.events("web_vitals").length, 1, "the next page has no script of vitals");
      assert.deepEqual([new URL(event.url).pathname, event.interactive], ["/", false]);
      assert.deepEqual(Object.keys(event.props).sort(), ["cls", "fcp", "inp", "lcp", "ttfb"]);
      const { ttfb, fcp, lcp, cls, inp } = event.props;
      assert.ok(ttfb >= 0 && fcp >= ttfb && lcp >= fcp && Number.isInteger(lcp), JSON.stringify(event.props));
      assert.ok(cls > 0 && cls < 1, `${cls}`);
      assert.ok(inp >= 56 && inp < 5_000, `${inp}`);
    }),
  );

  test(
    "WithinAnApplicationThePageThatWasLoadedIsTold",
    using(async (bench) => {
      const { collector, site, page: open } = bench;
      const { origin } = await site({}, { "/": { body: `${body}${script(bench)}` } });
      const page = await open();
      await page.goto(origin);
      await told(page, "largest-contentful-paint");
      await page.evaluate(() => history.pushState(null, "", "/inbox"));
      await page.goto(`${origin}/next`);
      await collector.until(() => collector.events("pageview").length === 3);
      assert.deepEqual(
        collector.events("web_vitals").map(({ url, props }) => [new URL(url).pathname, "inp" in props, props.cls]),
        [["/", false, 0]],
      );
    }),
  );

  test(
    "WhatTheVisitorOrTheSiteWithholdsIsNotSent",
    using(async (bench) => {
      const { collector, site, page: open } = bench;
      for (const [attributes, more, act] of [
        [{ "data-consent": "required" }, "", () => undefined],
        [{}, "", () => window.footfall.consent({ web_vitals: false })],
        [{ "data-exclude": "web_vitals" }, "", () => undefined],
        [{}, 'data-sample="0"', () => undefined],
      ]) {
        const { origin } = await site(attributes, { "/": { body: `${body}${script(bench, more)}` } });
        const page = await open();
        await page.goto(origin);
        await told(page, "largest-contentful-paint");
        await page.evaluate(act);
        await page.goto(`${origin}/next`);
        await page.evaluate(() => window.footfall.consent?.(true));
        await page.evaluate(() => window.footfall.flush());
      }
      await collector.until(() => collector.events("pageview").length >= 4);
      assert.deepEqual(collector.events("web_vitals"), []);
    }),
  );

  test(
    "ItIsInTheListOfWhatThePageSends",
    using(async (bench) => {
      const { site, page: open } = bench;
      const { origin } = await site({ "data-undeclared": "refuse" }, { "/": { body: `${body}${script(bench)}` } });
      const page = await open();
      await page.goto(origin);
      await page.waitForFunction(() => window.footfall?.events);
      const entry = await page.evaluate(() => window.footfall.events().find(({ name }) => name === "web_vitals"));
      assert.deepEqual([entry.declared, entry.allowed, entry.purpose], [true, true, "How fast this page was"]);
    }),
  );

  test(
    "TheSmallTrackerTakesItToo",
    using(async (bench) => {
      const { collector, site, page: open } = bench;
      const { origin } = await site({}, { "/": { body: `${body}${script(bench)}` } }, "footfall.core.js");
      const page = await open();
      await page.goto(origin);
      await told(page, "largest-contentful-paint");
      await page.goto(`${origin}/next`);
      assert.ok((await collector.first("web_vitals")).props.lcp > 0);
    }),
  );
});
