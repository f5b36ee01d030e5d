import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

const listed = (page, name) => page.evaluate((name) => window.footfall.events().find((entry) => entry.name === name), name);

group("the list of what is sent", (using) => {
  test(
    "UndeclaredEventsAreSentOrRefusedAsThePageSaysAndListedEitherWay",
    using(async ({ collector, site, page: open }) => {
      const declaration = { name: "order.paid", props: ["plan"], purpose: "to see which plan sells" };
      for (const undeclared of [undefined, "send", "refuse"]) {
        const refused = undeclared === "refuse";
        const { origin } = await site(undeclared ? { "data-undeclared": undeclared } : {});
        const page = await open();
        await page.goto(origin);
        await page.evaluate((declaration) => {
          window.footfall.declare([declaration]);
          window.footfall.event("surprise");
          window.footfall.event("order.paid", { plan: "pro" });
          window.footfall.flush();
        }, declaration);
        await collector.first("order.paid");
        assert.equal(collector.events("surprise").length, refused ? 0 : 1);
        const counts = refused ? { made: 0, refused: 1 } : { made: 1, refused: 0 };
        assert.deepEqual(await listed(page, "surprise"), { name: "surprise", declared: false, ...counts, allowed: !refused });
        assert.deepEqual(await listed(page, "order.paid"), { ...declaration, declared: true, made: 1, refused: 0, allowed: true });
        collector.clear();
      }
    }),
  );

  test(
    "EveryBuiltInEventIsListedBeforeItHappens",
    using(async ({ site, page: open }) => {
      const { origin } = await site({ "data-exclude": "copy text_select" });
      const page = await open();
      await page.goto(origin);
      const list = await page.evaluate(() => window.footfall.events());
      assert.deepEqual(
        list.map(({ name }) => name).sort(),
        "click consent_change copy engagement experiment file_download form_submit outbound_click page_leave pageview resize scroll session_end session_start text_select".split(
          " ",
        ),
      );
      assert.deepEqual(
        list.filter(({ allowed }) => !allowed).map(({ name }) => name),
        ["copy", "text_select"],
      );
      assert.equal((await listed(page, "pageview")).made, 1);
    }),
  );

  test(
    "ANameFromTheLanguageItselfIsAName",
    using(async ({ collector, site, page: open }) => {
      const { origin } = await site();
      const page = await open();
      await page.goto(origin);
      for (const name of ["__proto__", "constructor"]) {
        await page.evaluate((name) => {
          window.footfall.event(name);
          window.footfall.flush();
        }, name);
        await collector.first(name);
      }
      assert.equal(await page.evaluate(() => "made" in {}), false);
    }),
  );
});
