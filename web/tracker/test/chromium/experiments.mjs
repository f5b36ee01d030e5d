import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

const ask = (page, name) => page.evaluate((name) => window.footfall.experiment(name), name);
const running = { colour: { variant: "green", weights: { green: 1, red: 1 } }, size: { variant: "large", weights: { large: 1 } } };

group("experiments", (using) => {
  test(
    "AVariantIsAskedForAndToldOnceAPageLoad",
    using(async ({ collector, site, page: open }) => {
      collector.experiments = running;
      const { origin } = await site();
      const page = await open();
      await page.goto(origin);
      const variants = await page.evaluate(() => Promise.all(["colour", "colour", "size"].map((name) => window.footfall.experiment(name))));
      assert.deepEqual(variants, ["green", "green", "large"]);
      assert.equal(await ask(page, "none"), undefined);
      assert.equal(await ask(page, "colour"), "green");
      await page.evaluate(() => window.footfall.flush());
      await collector.first("experiment");
      assert.deepEqual(
        collector.events("experiment").map(({ props, interactive }) => [props, interactive]),
        [
          [{ experiment: "colour", variant: "green" }, false],
          [{ experiment: "size", variant: "large" }, false],
        ],
      );
      // Nothing is kept on the device, and nothing of it is told.
      assert.deepEqual(collector.asked, ["/experiments?key=ff_test"]);
      assert.deepEqual(await page.evaluate(() => ({ ...localStorage })), {});
    }),
  );

  test(
    "AnIdentifiedVisitorAsksByItsId",
    using(async ({ collector, site, page: open }) => {
      collector.experiments = running;
      const { origin } = await site({ "data-mode": "identified" });
      const page = await open();
      await page.goto(origin);
      await ask(page, "colour");
      const { visitor } = JSON.parse(await page.evaluate(() => localStorage.footfall));
      assert.deepEqual(collector.asked, [`/experiments?key=ff_test&visitor=${visitor}`]);
    }),
  );

  test(
    "WhoIsNotCountedTakesNoPartAndIsNotAskedFor",
    using(async ({ collector, site, page: open }) => {
      collector.experiments = running;
      for (const [attributes, act] of [
        [{ "data-consent": "required" }, () => window.footfall.flush()],
        [{}, () => window.footfall.optOut()],
        [{}, () => window.footfall.consent({ experiment: false })],
        [{ "data-mode": "identified" }, () => window.footfall.consent(true, false)],
        [{ "data-exclude": "experiment" }, () => window.footfall.flush()],
      ]) {
        const { origin } = await site(attributes);
        const page = await open();
        await page.goto(origin);
        await page.evaluate(act);
        assert.equal(await ask(page, "colour"), undefined);
      }
      assert.deepEqual(collector.asked, []);
    }),
  );

  test(
    "AServerThatIsAwayLeavesThePageItsOwnWay",
    using(async ({ collector, site, page: open }) => {
      collector.experiments = undefined;
      const { origin } = await site();
      const page = await open();
      await page.goto(origin);
      assert.equal(await ask(page, "colour"), undefined);
      assert.equal(collector.events("experiment").length, 0);
    }),
  );
});
