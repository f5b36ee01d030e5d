import { after, before, describe } from "node:test";
import { missing, openBrowser } from "./chromium.mjs";
import { startCollector } from "./collector.mjs";
import { startSite } from "./site.mjs";

/** A group of tests with one browser; each test gets a bench of its own that is cleared away after it. */
export const group = (name, body, options) =>
  describe(name, { skip: missing }, () => {
    let browser;
    before(async () => {
      browser = await openBrowser(options);
    });
    after(() => browser?.close());
    body((run) => async () => {
      const open = [];
      const keep = (thing) => {
        open.push(thing);
        return thing;
      };
      const bench = {
        collector: keep(await startCollector()),
        site: async (...args) => keep(await startSite(bench.collector, ...args)),
        tab: async () => keep(await browser.tab()),
        context: async (settings) => keep(await browser.context(settings)),
        page: async (settings) => (await bench.context(settings)).newPage(),
        /** A page whose clock stands still until the test moves it. */
        clockPage: async (settings) => {
          const page = await bench.page(settings);
          await page.clock.install();
          return page;
        },
      };
      try {
        await run(bench);
      } finally {
        for (const thing of open.reverse()) await thing.close();
      }
    });
  });
