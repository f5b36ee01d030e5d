import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

/** Errors that the page sees: thrown and unhandled ones, and what its own code caught. */
const watched = async (page) => {
  const errors = [];
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.addInitScript(() => {
    addEventListener("unhandledrejection", (event) => console.error(`unhandled ${event.reason}`));
  });
  return errors;
};
/** What a page with a single-page application and calls of its own does. */
const use = (page) =>
  page.evaluate(() => {
    window.footfall.push(["event", "pushed"]);
    window.footfall.event?.("called", { a: 1 });
    history.pushState({}, "", "/two");
    document.body.click();
    dispatchEvent(new Event("scroll"));
    window.footfall.flush?.();
    return location.pathname;
  });

group("robustness", (using) => {
  test(
    "AnEndpointThatIsDownBreaksNothing",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site({ "data-api": "http://127.0.0.1:9/collect" });
      const page = await open();
      const errors = await watched(page);
      await page.goto(origin);
      assert.equal(await use(page), "/two");
      await page.evaluate(() => fetch("/settled"));
      assert.deepEqual(errors, []);
      assert.equal(collector.requests.length, 0);
    }),
  );

  test(
    "APolicyThatForbidsTheEndpointBreaksNothing",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site(
        {},
        { "/": { headers: { "content-security-policy": `connect-src 'self'; script-src ${collector.origin} 'unsafe-eval'` } } },
      );
      const page = await open();
      const errors = await watched(page);
      await page.goto(origin);
      assert.equal(await use(page), "/two");
      assert.deepEqual(errors, []);
      assert.equal(collector.requests.length, 0);
    }),
  );

  for (const [what, remove] of Object.entries({
    Fetch: "delete window.fetch; window.fetch = undefined",
    Crypto: 'Object.defineProperty(window, "crypto", { value: undefined })',
    History: 'Object.defineProperty(window, "history", { value: { pushState() {} } })',
    Storage: 'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } })',
  }))
    test(
      `ABrowserWithout${what}KeepsItsPage`,
      using(async ({ site, page: open }) => {
        const { origin } = await site(
          { "data-mode": "identified" },
          { "/": { head: "<script>window.footfall = window.footfall || [];</script>" } },
        );
        const page = await open();
        const errors = await watched(page);
        await page.addInitScript(remove);
        await page.goto(origin);
        await use(page);
        await page.close({ runBeforeUnload: true });
        assert.deepEqual(errors, []);
      }),
    );

  test(
    "CallsMadeBeforeTheScriptHasLoadedAreKept",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site(
        { "data-undeclared": "refuse" },
        {
          "/": {
            head: `<script>
              window.footfall = window.footfall || [];
              footfall.push(["declare", [{ name: "early" }]]);
              footfall.push(["event", "early", { a: 1 }]);
              footfall.push(["nonsense"]);
            </script>`,
          },
        },
      );
      const page = await open();
      const errors = await watched(page);
      await page.goto(origin);
      assert.deepEqual((await collector.first("early")).props, { a: 1 });
      await collector.first("pageview");
      await page.evaluate(() => {
        window.footfall.push(["event", "early", { a: 2 }]);
        window.footfall.flush();
      });
      await collector.until(() => collector.events("early").length === 2);
      assert.deepEqual(errors, []);
    }),
  );

  test(
    "WhatThePageHandsOverMayBeAnything",
    using(
      async ({ collector, site, page: open }) => {
        const { origin } = await site({}, { "/": '<div id="footfall">an element of that name</div>' });
        const page = await open();
        const errors = await watched(page);
        await page.goto(origin);
        await page.evaluate(() => {
          const circle = {};
          circle.self = circle;
          window.footfall.event("circle", circle);
          window.footfall.event("big", { n: 1n });
          window.footfall.event();
          window.footfall.event("options", null, null);
          window.footfall.consent();
          window.footfall.declare("x");
          window.footfall.push(undefined);
          window.footfall.event("fence");
          window.footfall.flush();
        });
        await collector.first("fence");
        assert.deepEqual(errors, []);
        // The page's own call without a name: sent as it is, so that the server drops it by name and its owner is told.
      },
      { allowing: /must have required property 'name'$/ },
    ),
  );

  test(
    "TheHistoryStillThrowsItsOwnErrorsAndReturnsWhatItReturned",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site();
      const page = await open();
      await page.goto(origin);
      await collector.first("pageview");
      const thrown = await page.evaluate(() => {
        try {
          history.pushState({}, "", "https://other.example/");
        } catch (error) {
          return error.name;
        }
        return "nothing";
      });
      assert.equal(thrown, "SecurityError");
      assert.deepEqual(await page.evaluate(() => [history.pushState({ own: 1 }, "", "/two"), history.state.own]), [undefined, 1]);
    }),
  );
});
