import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { openBrowser } from "../../../web/tracker/test/harness/chromium.mjs";

/** Visits a page that has the snippet, in a visitor's own browser, until what it told has been taken. `script` is the page's own. */
export const visitSite = async (snippet, path, script = "") => {
  const page = `<!doctype html><html lang="en"><head><title>Site</title><link rel="icon" href="data:,">${snippet}<script>${script}</script></head><body>Hello</body></html>`;
  const site = createServer((_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page));
  site.listen(0, "127.0.0.1");
  await once(site, "listening");
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  const visitors = await openBrowser({ userAgent });
  try {
    const tab = await visitors.tab();
    const asked = tab.waitForResponse((response) => response.request().method() === "GET" && response.url().includes("/collect/sealed?"));
    const taken = tab.waitForResponse((response) => response.request().method() === "POST" && response.url().endsWith("/collect/sealed"));
    await tab.goto(`http://localhost:${site.address().port}/${path}`);
    await asked;
    // Another tab comes before it: a page that is hidden tells what it knows at once, instead of after five quiet seconds.
    await visitors.tab();
    assert.equal((await taken).status(), 202);
    await tab.close();
  } finally {
    await visitors.close();
    site.closeAllConnections();
    site.close();
  }
};
