import { after, before, describe } from "node:test";
import { missing, openBrowser } from "./chromium.mjs";
import { startCollector } from "./collector.mjs";
import { startSite } from "./site.mjs";

/** A browser that hangs fails its test and not the whole run. */
const within = (ms, work, what) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** A group of tests with one browser; each test gets a bench of its own that is cleared away after it. */
export const group = (name, body, options) =>
  describe(name, { skip: missing }, () => {
    let browser;
    before(async () => {
      browser = await within(30_000, openBrowser(options), "starting the browser");
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
        await within(20_000, run(bench), "the test");
      } finally {
        for (const thing of open.reverse()) await within(5_000, thing.close(), "clearing away");
      }
    });
  });
