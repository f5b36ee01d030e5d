import assert from "node:assert/strict";
import { after, before, describe } from "node:test";
import { missing, openBrowser } from "./chromium.mjs";
import { startCollector } from "./collector.mjs";
import { faultsOf } from "./schema.mjs";
import { startSite } from "./site.mjs";

/** A browser that hangs fails its test and not the whole run. */
const within = (ms, work, what) => {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took more than ${ms} ms`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** Whatever a test looks at: all that the tracker sent has to be what the wire contract says, but for faults of the page that the test allows. */
export const assertReadable = ({ requests }, allowing) => {
  for (const { body } of requests) {
    const faults = faultsOf(JSON.parse(body)).filter((fault) => !allowing?.test(fault));
    assert.deepEqual(faults, [], body);
  }
};

/** The browser that most groups share, and that lasts as long as the process. */
let shared;
after(async () => (await shared)?.close());

/**
 * A group of tests with a browser; each test gets a bench of its own that is cleared away after it. Tests run side by side unless `alone`,
 * which those need that open several tabs in the person's one window. `launch` asks for a browser of the group's own.
 */
export const group = (name, body, { alone = false, launch } = {}) =>
  describe(name, { skip: missing, concurrency: alone ? 1 : 3 }, () => {
    let browser;
    before(async () => {
      if (!launch) shared ??= openBrowser();
      browser = await within(30_000, launch ? openBrowser(launch) : shared, "starting the browser");
    });
    after(() => launch && browser.close());
    body((run, { allowing } = {}) => async () => {
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
      };
      try {
        await within(40_000, run(bench), "the test");
        assertReadable(bench.collector, allowing);
      } finally {
        for (const thing of open.reverse()) await within(5_000, thing.close(), "clearing away");
      }
    });
  });
