import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { startBrowser } from "./process.mjs";

export const executable = "/usr/bin/chromium";
export const missing = existsSync(executable) ? false : `${executable} is not installed`;

const ordinaryAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const ordinary = "--disable-blink-features=AutomationControlled";
const switches =
  "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-backgrounding-occluded-windows --disable-renderer-backgrounding";

/** Starts Chromium; `endpoint` is where a debugger may attach. Without one it is a person's browser, which also prerenders. */
export const launch = ({ automated = false, address = "about:blank", debug = true, userAgent = ordinaryAgent } = {}) => {
  const { browser, stop } = startBrowser(
    executable,
    (profile) => [
      ...switches.split(" "),
      automated ? "--enable-automation" : ordinary,
      ...(debug ? ["--remote-debugging-port=0"] : []),
      `--user-agent=${userAgent}`,
      `--user-data-dir=${profile}`,
      address,
    ],
    { stderr: "pipe" },
  );
  const endpoint = new Promise((resolve, reject) => {
    let text = "";
    browser.stderr.on("data", (chunk) => {
      text += chunk;
      const found = /ws:\/\/\S+/.exec(text);
      if (found) resolve(found[0]);
    });
    browser.on("exit", () => debug && reject(new Error(`Chromium ended: ${text}`)));
  });
  return { endpoint, stop };
};

/**
 * A browser whose tabs behave as a person's: Playwright's own launch would keep every page visible and switch the back/forward cache off,
 * so it is attached to a browser that was started without it. `tab` opens a tab in the person's window; `context` is a browser of its own.
 */
export const openBrowser = async (options) => {
  const { endpoint, stop } = launch(options);
  const browser = await chromium.connectOverCDP(await endpoint, { noDefaults: true });
  return {
    tab: () => browser.contexts()[0].newPage(),
    context: (settings) => browser.newContext({ locale: "en-GB", ...settings }),
    close: async () => {
      // Killed at once: an orderly end would write a profile that is thrown away.
      await stop();
    },
  };
};
