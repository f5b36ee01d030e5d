import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { group } from "../../../../web/tracker/test/harness/bench.mjs";
import { startVault } from "../../../../web/tracker/test/harness/vault.mjs";

const built = readFileSync(new URL("../dist/browser.js", import.meta.url)).toString("base64");

/** A site whose pages have the shipped module and make one client of it, `window.client`. */
const open = async ({ collector, site, page: newPage }, options = {}, { path = "/", settings } = {}) => {
  const given = JSON.stringify({ apiBaseUrl: collector.origin, key: "ff_test", flushIntervalMs: 60_000, ...options });
  const head = `<script type="module">
    import { AnalyticsClient } from "data:text/javascript;base64,${built}";
    window.drops = [];
    window.client = new AnalyticsClient({ ...${given}, onDrop: (drop) => window.drops.push(drop.reason) });
  </script>`;
  const body = '<div style="height: 4000px"></div>';
  const pages = Object.fromEntries(["/", "/next"].map((at) => [at, { head, body, script: false }]));
  const { origin } = await site({}, pages);
  const page = await newPage(settings);
  await page.goto(origin + path);
  await page.waitForFunction(() => window.client);
  return { page, origin };
};

const flush = (page) => page.evaluate(() => window.client.flush());
const stored = (page) => page.evaluate(() => ({ local: { ...localStorage }, session: sessionStorage.length, cookie: document.cookie }));

group("the client in a browser", (using) => {
  test(
    "AnAnonymousPageTellsWhatItShowsAndKeepsNothing",
    using(async (bench) => {
      const { page, origin } = await open(bench, {}, { path: "/next?a=1#there", settings: { locale: "fr-CH" } });
      await page.evaluate(() => {
        window.client.trackView();
        window.client.trackInteraction("click", { elementId: "buy" });
        window.client.trackView({ pageUrl: "https://example.org/second" });
        window.client.trackEvent("signup", { plan: "pro" }, { visitor: "v", user: "u", session: "s" });
      });
      assert.equal(await flush(page), true);
      const [request] = bench.collector.requests;
      const [first, click, second, signup] = request.events;
      assert.deepEqual([first.url, first.title], [`${origin}/next?a=1`, "Page /next"]);
      assert.deepEqual([click.url, click.props], [`${origin}/next?a=1`, { elementId: "buy" }]);
      assert.deepEqual([second.url, second.referrer], ["https://example.org/second", `${origin}/next?a=1`]);
      assert.deepEqual(
        [signup.url, signup.visitor, signup.user, signup.session],
        ["https://example.org/second", undefined, undefined, undefined],
      );
      assert.equal(request.context.language, "fr-CH");
      assert.ok(request.context.screen.width > 0);
      assert.match(request.context.library, /^footfall-js\//);
      for (const absent of ["cookie", "referer", "authorization"]) assert.equal(request.headers[absent], undefined, absent);
      assert.deepEqual(await stored(page), { local: {}, session: 0, cookie: "" });
    }),
  );

  test(
    "WhatWaitsLeavesWithThePage",
    using(async (bench) => {
      const { page, origin } = await open(bench);
      await page.evaluate(() => {
        for (let i = 0; i < 60; i++) window.client.trackEvent("tick", { i, text: "x".repeat(500) });
      });
      await page.goto(`${origin}/next`);
      await bench.collector.until(() => bench.collector.events("tick").length >= 60, "all ticks");
      const numbers = bench.collector.events("tick").map(({ props }) => props.i);
      assert.deepEqual(
        numbers.sort((a, b) => a - b),
        Array.from({ length: 60 }, (_, i) => i),
      );
    }),
  );

  test(
    "AnIdentifiedVisitorIsTheSameOnTheNextPageAndUntilReset",
    using(async (bench) => {
      const { page, origin } = await open(bench, { mode: "identified" });
      await page.evaluate(() => {
        window.client.identify("u1");
        window.client.trackEvent("first");
      });
      await flush(page);
      await page.goto(`${origin}/next`);
      await page.waitForFunction(() => window.client);
      await page.evaluate(() => {
        window.client.trackEvent("second");
        window.client.reset();
        window.client.trackEvent("third");
      });
      await flush(page);
      const [first, second, third] = bench.collector.events();
      assert.deepEqual([first.visitor, first.session], [second.visitor, second.session]);
      assert.deepEqual([first.user, second.user], ["u1", undefined], "a name lasts as long as its page");
      assert.notEqual(third.visitor, second.visitor);
      const { visitor, session } = JSON.parse((await stored(page)).local.footfall);
      assert.deepEqual([visitor, session], [third.visitor, third.session]);
    }),
  );

  test(
    "NothingIsStoredOrSentBeforeConsent",
    using(async (bench) => {
      const { page } = await open(bench, { mode: "identified", consent: "required" });
      await page.evaluate(() => window.client.trackView());
      assert.equal(await flush(page), false);
      assert.deepEqual(await stored(page), { local: {}, session: 0, cookie: "" });
      await page.evaluate(() => window.client.optIn());
      await flush(page);
      const [view] = bench.collector.events();
      assert.equal(view.visitor, JSON.parse((await stored(page)).local.footfall).visitor);
    }),
  );

  test(
    "AnOptOutIsRememberedInEveryMode",
    using(async (bench) => {
      const { page, origin } = await open(bench);
      await page.evaluate(() => {
        window.client.trackView();
        window.client.optOut();
      });
      await page.goto(`${origin}/next`);
      await page.waitForFunction(() => window.client);
      await page.evaluate(() => window.client.trackView());
      await flush(page);
      assert.deepEqual(await page.evaluate(() => window.drops), ["opted_out"]);
      assert.deepEqual((await stored(page)).local, { footfall: '{"out":true}' });
      await page.evaluate(() => {
        window.client.optIn();
        window.client.trackEvent("again");
      });
      await flush(page);
      assert.deepEqual(
        bench.collector.events().map(({ name }) => name),
        ["again"],
      );
      assert.deepEqual((await stored(page)).local, {});
    }),
  );

  test(
    "AnOptOutInAnotherTabForgetsWhatWaitsHere",
    using(async (bench) => {
      const { page, origin } = await open(bench, { mode: "identified" });
      bench.collector.answers.push({ status: 503, headers: { "retry-after": "3600" } });
      await page.evaluate(() => window.client.trackEvent("failed"));
      assert.equal(await flush(page), false);
      await page.evaluate(() => window.client.trackEvent("waiting"));
      const other = await page.context().newPage();
      await other.goto(`${origin}/next`);
      await other.waitForFunction(() => window.client);
      await other.evaluate(() => window.client.optOut());
      await page.waitForFunction(() => window.client.status().waiting === 0);
      assert.deepEqual(await page.evaluate(() => window.drops), ["opted_out", "opted_out"]);
      assert.deepEqual((await stored(page)).local, { footfall: '{"out":true}' });
    }),
  );

  test(
    "GlobalPrivacyControlSilencesIdentifiedPagesAndIsThePagesChoiceInAnonymousOnes",
    using(async (bench) => {
      const { page } = await open(bench);
      const sent = await page.evaluate(async (apiBaseUrl) => {
        Object.defineProperty(navigator, "globalPrivacyControl", { value: true, configurable: true });
        const told = [];
        for (const options of [{}, { doNotTrack: "drop" }, { mode: "identified" }, { mode: "identified", doNotTrack: "send" }]) {
          const client = new window.client.constructor({ apiBaseUrl, key: "ff_test", ...options });
          client.trackEvent("tick");
          await client.shutdown();
          told.push(client.status().sent);
        }
        return told;
      }, bench.collector.origin);
      assert.deepEqual(sent, [1, 0, 0, 1]);
    }),
  );

  test(
    "EachQuarterOfAPageIsToldOnceWhenItWasSeen",
    using(async (bench) => {
      const { page } = await open(bench, { scrollTracking: true });
      const depths = async () => {
        await flush(page);
        return bench.collector.events("scroll").map(({ scroll_depth }) => scroll_depth);
      };
      const scroll = (to) =>
        page.evaluate((to) => {
          const done = new Promise((resolve) => addEventListener("scroll", () => setTimeout(resolve), { once: true }));
          scrollTo(0, to);
          return done;
        }, to);
      await scroll(1500);
      assert.deepEqual(await depths(), [25, 50]);
      await scroll(0);
      await scroll(4000);
      assert.deepEqual(await depths(), [25, 50, 75, 100]);
      await page.evaluate(() => window.client.trackView());
      await scroll(400);
      assert.deepEqual((await depths()).slice(4), [25], "a new view begins at its top");
    }),
  );

  test(
    "APageAsksOnceForItsVariantAndTellsOfItOnce",
    using(async (bench) => {
      bench.collector.experiments = { checkout: { variant: "b", weights: { control: 1, b: 1 } } };
      const { page } = await open(bench);
      const ask = () => page.evaluate(() => Promise.all(["checkout", "checkout", "colour"].map((key) => window.client.experiment(key))));
      assert.deepEqual(
        [await ask(), await ask()],
        [
          ["b", "b", null],
          ["b", "b", null],
        ].map((all) => all.map((one) => one ?? undefined)),
      );
      await flush(page);
      assert.deepEqual(bench.collector.asked, ["/experiments?key=ff_test"]);
      assert.deepEqual(
        bench.collector.events("experiment").map(({ props, interactive }) => [props, interactive]),
        [[{ experiment: "checkout", variant: "b" }, false]],
      );
      assert.deepEqual(await stored(page), { local: {}, session: 0, cookie: "" });
    }),
  );

  test(
    "AnIdentifiedVisitorIsNamedWhenItsVariantIsAskedFor",
    using(async (bench) => {
      bench.collector.experiments = { checkout: { variant: "b", weights: { control: 1, b: 1 } } };
      const { page } = await open(bench, { mode: "identified" });
      await page.evaluate(() => window.client.experiment("checkout"));
      await page.evaluate(() => window.client.reset());
      await page.evaluate(() => window.client.experiment("checkout"));
      await flush(page);
      const [first, second] = bench.collector.events("experiment");
      assert.notEqual(first.visitor, second.visitor);
      assert.deepEqual(
        bench.collector.asked,
        [first, second].map(({ visitor }) => `/experiments?key=ff_test&visitor=${visitor}`),
      );
    }),
  );

  test(
    "APathIsOneOfThePagesOwnHost",
    using(async (bench) => {
      const { page, origin } = await open(bench, { apiBaseUrl: "/stats/" });
      const asked = page.waitForRequest((request) => request.url().endsWith("/collect"));
      await page.evaluate(() => {
        window.client.trackEvent("tick");
        void window.client.flush();
      });
      assert.equal((await asked).url(), `${origin}/stats/collect`);
    }),
  );

  test(
    "ASealedPageSealsAndLeavesWithItsEnvelope",
    using(async (bench) => {
      const vault = await startVault(bench.collector);
      const { page, origin } = await open(bench, { mode: "sealed", pin: vault.pin });
      await page.evaluate(() => window.client.trackView({ props: { word: "canary" } }));
      assert.equal(await flush(page), true);
      await page.evaluate(() => window.client.trackEvent("last", { word: "canary" }));
      await page.goto(`${origin}/next`);
      const last = await vault.first("last");
      assert.match(last.user_agent, /Chrome\/140/, "inside, since the server must not look at the headers");
      assert.equal(vault.events("pageview")[0].url, `${origin}/`);
      assert.equal(
        new Set(vault.received.flatMap(({ envelopes }) => envelopes.map(({ sequence }) => sequence))).size,
        2,
        "one context a page load",
      );
      for (const { body, headers } of vault.received) {
        assert.ok(!body.includes("canary"));
        for (const absent of ["cookie", "referer", "content-type"]) assert.equal(headers[absent], undefined, absent);
      }
      assert.deepEqual(await stored(page), { local: {}, session: 0, cookie: "" });
    }),
  );
});
