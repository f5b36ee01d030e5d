import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

/** A page with a platform's script in its head, as their integration guides have it, before the tracker and the manager. */
const withPlatform = ({ collector, site }, platform, manager, attributes = {}) =>
  site(
    { "data-mode": "identified", "data-consent": "required", ...attributes },
    { "/": { head: `<script>${platform}</script><script defer src="${collector.origin}/js/footfall.consent.js" ${manager}></script>` } },
  );

/** The API of IAB TCF v2.2 as its specification has it: listeners are called at once with what is known, and at each change, under their own ids. */
const tcf = `(() => {
  const listeners = new Map();
  let tcData = { tcfPolicyVersion: 4, cmpStatus: "loading", eventStatus: "cmpuishown", gdprApplies: true, purpose: { consents: {}, legitimateInterests: {} }, vendor: { consents: {} }, publisher: { consents: {} } };
  let next = 0;
  window.__tcfapi = (command, version, callback, id) => {
    if (version !== 2 || command !== "addEventListener") return callback(null, false);
    listeners.set(next, callback);
    callback({ ...tcData, listenerId: next++ }, true);
  };
  window.answer = (change) => {
    tcData = { ...tcData, ...change };
    for (const [listenerId, callback] of listeners) callback({ ...tcData, listenerId }, true);
  };
})()`;
const purposes = (...numbers) => ({ consents: Object.fromEntries(numbers.map((number) => [number, true])), legitimateInterests: {} });

/** As Google's guide has it: every command is an arguments object in the data layer. */
const gtag = "window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push(arguments); }";

const settled = (page) =>
  page.evaluate(() => {
    window.footfall.flush();
    return fetch("/settled");
  });
const silence = async (page, collector) => {
  await settled(page);
  assert.deepEqual(collector.requests, []);
};
const told = (collector) => collector.events("consent_change").map(({ props, visitor }) => [props.state, props.linked, props.by, visitor]);

group("consent management platforms", (using) => {
  const answers = {
    EverythingIsCountedAndLinked: { tc: { purpose: purposes(1, 8) }, counted: true, linked: true },
    WithoutStorageItIsCountedAndNotLinked: { tc: { purpose: purposes(8, 9) }, counted: true, linked: false },
    WithoutMeasurementNothingIsCounted: { tc: { purpose: purposes(1, 2, 7) }, counted: false },
    TheSitesOwnPurposesComeFirst: { tc: { purpose: purposes(1, 8), publisher: purposes(1) }, counted: false },
    AVendorHasToBeAgreedTo: { manager: 'data-tcf-vendor="755"', tc: { purpose: purposes(1, 8) }, counted: false },
    AVendorThatIsAgreedToCounts: {
      manager: 'data-tcf-vendor="755"',
      tc: { purpose: purposes(1, 8), vendor: { consents: { 755: true } } },
      counted: true,
      linked: true,
    },
    OtherPurposesCanBeAskedFor: { manager: 'data-tcf-purposes="9 10"', tc: { purpose: purposes(1, 9) }, counted: false },
    LegitimateInterestIsNoConsent: { tc: { purpose: { consents: { 1: true }, legitimateInterests: { 8: true } } }, counted: false },
    LegitimateInterestCountsWhereTheSiteSaysSo: {
      manager: "data-tcf-legitimate",
      tc: { purpose: { consents: { 1: true }, legitimateInterests: { 8: true } } },
      counted: true,
      linked: true,
    },
    WhereTheGdprDoesNotApplyItIsCounted: { tc: { gdprApplies: false }, counted: true, linked: true },
    ARefusalIsCountedWithoutALinkWhereTheSiteSaysSo: {
      manager: 'data-denied="unlinked"',
      tc: { purpose: purposes() },
      counted: true,
      linked: false,
    },
  };
  for (const [what, { manager = "", tc, counted, linked }] of Object.entries(answers))
    test(
      `TCF ${what}`,
      using(async (bench) => {
        const { origin } = await withPlatform(bench, tcf, `data-cmp="tcf" ${manager}`);
        const page = await bench.page();
        await page.goto(origin);
        assert.equal(await page.locator("footfall-consent").count(), 0, "the platform asks, so nobody is asked twice");
        await silence(page, bench.collector);
        await page.evaluate((tc) => window.answer({ ...tc, eventStatus: "useractioncomplete", cmpStatus: "loaded" }), tc);
        if (!counted) return silence(page, bench.collector);
        const view = await bench.collector.first("pageview");
        assert.deepEqual(["visitor" in view, Boolean(view.unlinked)], [linked, !linked]);
        await settled(page);
        await bench.collector.first("consent_change");
        assert.deepEqual(told(bench.collector), [["all", linked, "tcf", undefined]]);
      }),
    );

  test(
    "TCF AnAnswerThatThePlatformRemembersIsNoChange",
    using(async (bench) => {
      const remembered = `${tcf}; answer(${JSON.stringify({ eventStatus: "tcloaded", purpose: purposes(1, 8) })})`;
      const { origin } = await withPlatform(bench, remembered, 'data-cmp="tcf"', { "data-mode": "anonymous" });
      const page = await bench.page();
      await page.goto(origin);
      await bench.collector.first("pageview");
      await settled(page);
      assert.deepEqual(told(bench.collector), []);
      assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), {}, "the platform remembers, and nothing is kept beside it");
      await page.evaluate(() => window.answer({ eventStatus: "useractioncomplete", purpose: { consents: {} } }));
      await settled(page);
      await bench.collector.first("consent_change");
      assert.deepEqual(told(bench.collector), [["none", false, "tcf", undefined]]);
      bench.collector.clear();
      await page.evaluate(() => window.footfall.event("late"));
      await silence(page, bench.collector);
    }),
  );

  test(
    "TCF APlatformThatComesLateIsFound",
    using(async (bench) => {
      const late = `addEventListener("DOMContentLoaded", () => setTimeout(() => { ${tcf}; answer(${JSON.stringify({ eventStatus: "tcloaded", purpose: purposes(1, 8) })}) }))`;
      const { origin } = await bench.site(
        { "data-consent": "required" },
        {
          "/": {
            head: `<script>${late}</script><script defer src="${bench.collector.origin}/js/footfall.consent.js" data-cmp="tcf"></script>`,
            body: '<img src="/slow.png" alt="">',
          },
        },
      );
      const page = await bench.page();
      await page.goto(origin);
      await bench.collector.first("pageview");
    }),
  );

  test(
    "Google ARefusalByDefaultIsNoAnswerAndAnUpdateIs",
    using(async (bench) => {
      const denied = `${gtag} gtag("consent", "default", { ad_storage: "denied", analytics_storage: "denied", wait_for_update: 500 }); gtag("js", new Date());`;
      const { origin } = await withPlatform(bench, denied, 'data-cmp="google"');
      const page = await bench.page();
      await page.goto(origin);
      await silence(page, bench.collector);
      assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), {});
      await page.evaluate(() => window.gtag("consent", "update", { ad_storage: "granted" }));
      await silence(page, bench.collector);
      await page.evaluate(() => window.gtag("consent", "update", { analytics_storage: "granted" }));
      const { visitor } = await bench.collector.first("pageview");
      assert.ok(visitor);
      await settled(page);
      await bench.collector.first("consent_change");
      assert.deepEqual(told(bench.collector), [["all", true, "google", undefined]]);
      // The visitor stays the same over pages on which the default says no first.
      bench.collector.clear();
      await page.reload();
      await page.evaluate(() => window.gtag("consent", "update", { analytics_storage: "granted" }));
      assert.equal((await bench.collector.first("pageview")).visitor, visitor);
      await page.evaluate(() => window.gtag("consent", "update", { analytics_storage: "denied" }));
      await settled(page);
      await bench.collector.first("consent_change");
      assert.deepEqual(told(bench.collector), [["none", false, "google", undefined]]);
      bench.collector.clear();
      await page.evaluate(() => window.footfall.event("late"));
      await silence(page, bench.collector);
      assert.equal(JSON.parse(await page.evaluate(() => localStorage.footfall)).visitor, undefined);
    }),
  );

  for (const [where, region, counted] of [
    ["Everywhere", "", true],
    ["InSomeRegions", ', region: ["US-CA"]', false],
  ])
    test(
      `Google ADefaultThatGrants${where}Is${counted ? "Counted" : "NoAnswer"}`,
      using(async (bench) => {
        const granted = `${gtag} gtag("consent", "default", { analytics_storage: "granted"${region} });`;
        const { origin } = await withPlatform(bench, granted, 'data-cmp="google" data-google-layer="dataLayer"');
        const page = await bench.page();
        await page.goto(origin);
        if (counted) await bench.collector.first("pageview");
        else await silence(page, bench.collector);
      }),
    );
});
