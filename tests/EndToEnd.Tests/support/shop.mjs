import { once } from "node:events";
import { createServer } from "node:http";
import { openBrowser } from "../../../web/tracker/test/harness/chromium.mjs";
import { startProxy } from "./proxy.mjs";
import { eventually } from "./server.mjs";
import { people } from "./visitors.mjs";

/**
 * What a page of the shop does, whichever tracker it carries. The open one asks the server for the variant; beside the sealed one the page chooses by
 * itself, here what its cookie says, and tells it.
 */
const script = `addEventListener("DOMContentLoaded", async () => {
  // Of events of the same moment nobody could say which was first.
  const moment = () => new Promise((resolve) => setTimeout(resolve, 50));
  await moment();
  footfall.consent(true);
  if (location.pathname !== "/pricing") return;
  await moment();
  const own = /variant=(\\w+)/.exec(document.cookie)?.[1];
  if (own) footfall.event("experiment", { experiment: "checkout", variant: own }, { interactive: false });
  document.documentElement.dataset.variant = own ?? (await footfall.experiment("checkout"));
});`;

const html = (snippet, path) =>
  `<!doctype html><html lang="en"><head><title>Shop ${path}</title><link rel="icon" href="data:,">${snippet}<script>${script}</script></head>
  <body>${["/", "/docs/start", "/pricing", "/thanks"].map((to) => `<a href="${to}">to ${to}</a> `).join("")}</body></html>`;

const plan = (name) => (page) =>
  page.evaluate((chosen) => globalThis.footfall.event("signup", { plan: chosen, seats: chosen.length }), name);
const buys = (amount) => (page) =>
  page.evaluate((paid) => globalThis.footfall.event("purchase", { gift: true }, { revenue: { amount: paid, currency: "EUR" } }), amount);

/** Where people come from, and what they do from page to page. */
const walks = {
  ada: { referer: "https://news.example/a", enters: "/", does: ["/pricing", plan("pro"), "/thanks", buys("20.00")] },
  bob: { enters: "/?utm_source=letter&utm_medium=email&utm_campaign=autumn", does: ["/pricing", "/docs/start"] },
  cleo: { enters: "/pricing", does: [plan("free"), "/docs/start", "/pricing"] },
  dan: { referer: "https://www.bing.com/", enters: "/docs/start", does: ["/", "/pricing", plan("pro"), "/thanks", buys("7.50")] },
};

/** Longer than a tracker waits for company. */
const QUIET_MS = 6000;

/**
 * Lets everybody walk through the shop with a project's own snippet, in a browser of their own whose clock is the test's: begun at the same time, two walks
 * have the same times. Answers which variant each was shown.
 */
export const walkShop = async (server, snippet, begins, variants = {}) => {
  const proxy = await startProxy(server, people.searcher.address, { hints: true });
  const tag = snippet.replace(/http:\/\/127\.0\.0\.1:\d+/, `http://127.0.0.1:${proxy.port}`);
  const site = createServer(({ url }, response) =>
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html(tag, url.split("?")[0])),
  );
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  const visitors = await openBrowser();
  const shown = {};
  try {
    for (const [at, [person, walk]] of Object.entries(walks).entries()) {
      const context = await visitors.context({ viewport: { width: 1280, height: 800 } });
      context.setDefaultTimeout(15_000);
      const address = `http://localhost:${site.address().port}`;
      if (variants[person]) await context.addCookies([{ name: "variant", value: variants[person], url: address }]);
      const page = await context.newPage();
      // A clock runs until it is stopped, which may take a busy machine a while.
      await page.clock.install({ time: begins - 60_000 });
      await page.clock.pauseAt(begins + at * 1000);
      shown[person] = await walkOnce(page, proxy, address, walk);
      await context.close();
    }
    return shown;
  } finally {
    await visitors.close();
    proxy.close();
    site.closeAllConnections();
    site.close();
  }
};

const isShown = () => location.pathname !== "/pricing" || document.documentElement.dataset.variant;

const walkOnce = async (page, proxy, address, { referer, enters, does }) => {
  let variant;
  /** Does something after which the tracker has something to tell, and waits until that was taken: the sealed one needs its key before. */
  const told = async (act) => {
    const before = proxy.taken();
    await act();
    if (page.url() === "about:blank") return eventually(proxy.taken, (now) => now > before, "the page's last words");
    await page.waitForFunction(() => globalThis.footfall?.flush);
    await page.clock.runFor(200);
    await page.waitForFunction(isShown);
    await eventually(
      async () => {
        await page.evaluate(() => globalThis.footfall.flush());
        return proxy.taken();
      },
      (now) => now > before,
      `what is told of ${page.url()}`,
    );
    variant ??= await page.evaluate(() => document.documentElement.dataset.variant);
    await page.clock.runFor(QUIET_MS);
  };
  await told(() => page.goto(address + enters, referer ? { referer } : {}));
  for (const step of does)
    await told(() => (typeof step === "string" ? page.getByRole("link", { name: `to ${step}`, exact: true }).click() : step(page)));
  await told(() => page.goto("about:blank"));
  return variant;
};
