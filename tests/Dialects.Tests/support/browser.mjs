import { once } from "node:events";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { openBrowser } from "../../../web/tracker/test/harness/chromium.mjs";

/** The real package and the page's own lines about it as one script, as a site's build would make it. */
export const bundled = async (lines) => {
  const made = await build({
    stdin: { contents: lines, resolveDir: fileURLToPath(new URL("..", import.meta.url)), loader: "js" },
    bundle: true,
    write: false,
    format: "iife",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  });
  return made.outputFiles[0].text;
};

/**
 * A person's Chromium and a website at `http://shop.localhost`. `visit` opens a page with a script in it and returns the tab; everything that a page's console says is an
 * error is in `errors`.
 */
export const openSite = async () => {
  const pages = new Map();
  const site = createServer((incoming, answer) => {
    const page = pages.get(new URL(incoming.url, "http://x").pathname.split("/")[1]) ?? { head: "", script: "", body: "" };
    const script = page.script.replaceAll("</script", "<\\/script");
    answer
      .writeHead(200, { "content-type": "text/html; charset=utf-8" })
      .end(
        `<!doctype html><html lang="en"><head><title>${page.title ?? "Shop"}</title><link rel="icon" href="data:,">${page.head}</head><body>${page.body}<script>${script}</script></body></html>`,
      );
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  const browser = await openBrowser();
  const errors = [];
  let number = 0;
  return {
    errors,
    origin: `http://shop.localhost:${site.address().port}`,
    /** @param page `{ head, script, body, title, referrer, path }`; `head` is HTML, `script` runs at the end of the body. */
    visit: async (page) => {
      const name = `page${++number}`;
      pages.set(name, { head: "", script: "", body: "", ...page });
      const tab = await browser.tab();
      tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
      tab.on("pageerror", (error) => errors.push(String(error)));
      const url = `http://shop.localhost:${site.address().port}/${name}${page.path ?? ""}`;
      await tab.goto(url, page.referrer ? { referer: page.referrer } : {});
      return { tab, url, path: new URL(url).pathname };
    },
    close: async () => {
      await browser.close();
      site.closeAllConnections();
      site.close();
    },
  };
};
