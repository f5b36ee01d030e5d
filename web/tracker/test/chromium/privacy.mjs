import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

const fence = async (page, collector) => {
  await page.evaluate(() => {
    window.footfall.event("fence");
    window.footfall.flush();
  });
  await collector.first("fence");
};
/** Everything that a page of this origin could have left on the device. */
const stored = (page) =>
  page.evaluate(async () => ({
    cookies: document.cookie,
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    windowName: window.name,
  }));
const nothing = { cookies: "", local: {}, session: {}, databases: [], caches: [], workers: 0, windowName: "" };
/** The page's own request to its own server, after everything that the tracker has sent: silence is then really silence. */
const silence = async (page, collector) => {
  await page.evaluate(() => {
    window.footfall.event("test.unheard");
    window.footfall.flush();
    return fetch("/settled");
  });
  assert.deepEqual(collector.requests, []);
};

group("privacy", (using) => {
  test(
    "AnonymousStoresNothingAndSendsNoIdentity",
    using(async ({ collector, site, context }) => {
      const { origin } = await site(
        { "data-autocapture": "", "data-consent": "required" },
        {
          "/": '<a href="/two?utm_source=x">two</a> <button>b</button>',
          "/two": '<p>text</p><form action="/three"><input name="a"><button>go</button></form>',
        },
      );
      const browser = await context();
      const page = await browser.newPage();
      await page.goto(origin);
      // Every call that could store something, in a mode that may not.
      await page.evaluate(() => {
        window.footfall.consent(true);
        window.footfall.consent({ click: true });
        window.footfall.identify("ada");
        window.footfall.declare([{ name: "known" }]);
        window.footfall.reset();
        window.footfall.consent(true);
        window.footfall.optOut();
        window.footfall.optIn();
        window.footfall.consent(true);
        window.footfall.event("known", { a: 1 }, { user: "ada", visitor: "v", session: "s" });
      });
      await page.click("button");
      assert.deepEqual(await stored(page), nothing);
      await page.click("a");
      await page.waitForURL("**/two*");
      await page.evaluate(() => {
        window.footfall.consent(true);
        getSelection().selectAllChildren(document.body);
        history.pushState({}, "", "/app");
        scrollTo(0, 100);
      });
      await page.fill("input", "x");
      await fence(page, collector);
      assert.deepEqual(await stored(page), nothing);
      await page.click("button");
      await page.waitForURL("**/three*");
      assert.deepEqual(await stored(page), nothing);
      assert.deepEqual(await browser.cookies(), []);
      const names = new Set(collector.events().map((event) => event.name));
      for (const name of ["pageview", "click", "known", "page_leave", "form_submit"]) assert.ok(names.has(name), name);
      for (const event of collector.events())
        for (const field of ["visitor", "session", "user"]) assert.ok(!(field in event), `${event.name} carries ${field}`);
      for (const event of collector.events("session_start")) assert.ok(!("visit_number" in event.props) && !("first_touch" in event.props));
    }),
  );

  for (const [signal, value] of [
    ["doNotTrack", "1"],
    ["globalPrivacyControl", true],
  ])
    test(
      `${signal === "doNotTrack" ? "DoNotTrack" : "GlobalPrivacyControl"}IsHonouredAsThePageSays`,
      using(async ({ collector, site, page: open }) => {
        const page = await open();
        await page.addInitScript(
          ([signal, value]) => Object.defineProperty(Navigator.prototype, signal, { get: () => value }),
          [signal, value],
        );
        for (const attributes of [{ "data-dnt": "drop" }, { "data-mode": "identified" }]) {
          await page.goto((await site(attributes)).origin);
          await silence(page, collector);
          assert.deepEqual(await stored(page), nothing);
        }
        for (const attributes of [{}, { "data-mode": "identified", "data-dnt": "send" }]) {
          await page.goto((await site(attributes)).origin);
          await collector.first("pageview");
          collector.clear();
        }
      }),
    );

  for (const mode of ["anonymous", "identified"])
    test(
      `AnOptOutHoldsUntilItIsTakenBackIn${mode === "anonymous" ? "Anonymous" : "Identified"}Mode`,
      using(async ({ collector, site, page: open }) => {
        const { origin } = await site({ "data-mode": mode });
        const page = await open();
        await page.goto(origin);
        await collector.first("pageview");
        await page.evaluate(() => {
          window.footfall.event("test.waiting");
          window.footfall.optOut();
        });
        collector.clear();
        await silence(page, collector);
        // The one thing that anonymous mode ever stores, and it says nothing about who.
        assert.deepEqual(await stored(page), { ...nothing, local: { footfall: '{"out":true}' } });
        await page.goto(`${origin}/again`);
        await silence(page, collector);
        await page.evaluate(() => window.footfall.optIn());
        assert.deepEqual(await stored(page), nothing);
        await fence(page, collector);
      }),
    );

  test(
    "ConsentIsGivenPerEventName",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-autocapture": "" }, { "/": "<button>b</button>" });
      const page = await open();
      await page.goto(origin);
      await collector.first("pageview");
      await page.evaluate(() => window.footfall.consent({ pageview: true, click: false }));
      await page.click("button");
      await page.evaluate(() => history.pushState({}, "", "/two"));
      await fence(page, collector);
      assert.equal(collector.events("click").length, 0);
      assert.equal(collector.events("pageview").length, 2);
      await page.evaluate(() => window.footfall.consent({ click: true }));
      await page.click("button");
      await page.evaluate(() => window.footfall.flush());
      await collector.first("click");
    }),
  );

  for (const mode of ["anonymous", "identified"])
    test(
      `${mode === "anonymous" ? "Anonymous" : "Identified"}IsCountedWithoutBeingLinkedWhereTheVisitorWantsThat`,
      using(async ({ collector, site, page: open }) => {
        const { origin } = await site({ "data-mode": mode, "data-consent": "required" });
        const page = await open();
        await page.goto(origin);
        await page.evaluate(() => {
          window.footfall.identify("ada");
          window.footfall.consent(true, false);
        });
        await collector.first("pageview");
        assert.deepEqual([...new Set(collector.events().map((event) => event.name))], ["pageview"], "without a link there is no session");
        const left = mode === "identified" ? { footfall: '{"consent":{"*":true},"unlinked":true}' } : {};
        assert.deepEqual(await stored(page), { ...nothing, local: left });
        await page.evaluate(() => {
          window.footfall.consent({ click: false });
          window.footfall.reset();
        });
        await fence(page, collector);
        for (const event of collector.events()) {
          assert.equal(event.unlinked, true, event.name);
          for (const field of ["visitor", "session", "user"]) assert.ok(!(field in event), `${event.name} carries ${field}`);
        }
        // Taken back, the next events are linked again.
        collector.clear();
        await page.evaluate(() => window.footfall.consent(true, true));
        await fence(page, collector);
        assert.deepEqual(
          collector.events("fence").map((event) => ["visitor" in event, Boolean(event.unlinked)]),
          [[mode === "identified", false]],
        );
      }),
    );

  test(
    "WhatWaitsLosesItsVisitorWhereTheVisitorWantsNoLink",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-mode": "identified" });
      const page = await open();
      await page.goto(origin);
      await collector.first("pageview");
      await page.evaluate(() => {
        window.footfall.event("waits");
        window.footfall.consent(true, false);
      });
      const event = await collector.first("waits");
      assert.deepEqual([event.visitor, event.session, event.unlinked], [undefined, undefined, true]);
    }),
  );

  test(
    "ThatAnAnswerChangedIsToldWithoutIdentityAlsoWhereItIsAnOptOut",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-mode": "identified" });
      const page = await open();
      await page.goto(origin);
      await collector.first("pageview");
      collector.clear();
      await page.evaluate(() => {
        window.footfall.optOut();
        window.footfall.event("consent_change", { state: "none" }, { unlinked: true });
        window.footfall.event("unheard");
        window.footfall.flush();
        return fetch("/settled");
      });
      assert.deepEqual(
        collector.events().map(({ name, visitor, session, unlinked }) => [name, visitor, session, unlinked]),
        [["consent_change", undefined, undefined, true]],
      );
      assert.deepEqual(await stored(page), { ...nothing, local: { footfall: '{"out":true}' } });
    }),
  );

  test(
    "RequiredConsentHoldsEverythingBackUntilItIsAnswered",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-consent": "required" });
      const page = await open();
      await page.goto(origin);
      await silence(page, collector);
      await page.evaluate(() => window.footfall.consent({ pageview: true }));
      await collector.first("pageview");
      assert.deepEqual([...new Set(collector.events().map((event) => event.name))], ["pageview"]);

      collector.clear();
      await page.goto(`${origin}/refused`);
      await page.evaluate(() => window.footfall.consent(false));
      await silence(page, collector);
    }),
  );

  test(
    "ExcludedEventsAreNeverMade",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-exclude": "session_start page_leave" });
      const page = await open();
      await page.goto(origin);
      await page.evaluate(() => history.pushState({}, "", "/two"));
      await fence(page, collector);
      assert.deepEqual(
        collector.events().map((event) => event.name),
        ["pageview", "pageview", "fence"],
      );
    }),
  );
});

group(
  "a browser under automation",
  (using) => {
    test(
      "SaysSoAndIsNoVisitor",
      using(async ({ collector, site, page: open }) => {
        const { origin } = await site();
        const page = await open();
        await page.goto(origin);
        assert.equal(await page.evaluate(() => navigator.webdriver), true);
        await collector.first("pageview");
        assert.equal(collector.requests[0].context.automated, true);
      }),
    );
  },
  { launch: { automated: true } },
);
