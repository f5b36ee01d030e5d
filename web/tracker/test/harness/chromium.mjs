import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

export const executable = "/usr/bin/chromium";
export const missing = existsSync(executable) ? false : `${executable} is not installed`;

const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const ordinary = "--disable-blink-features=AutomationControlled";
const switches =
  "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --disable-backgrounding-occluded-windows --disable-renderer-backgrounding";

/** Starts a browser and removes its profile afterwards. `stop` returns when the process is gone. */
export const launch = ({ automated = false, address = "about:blank", debug = true } = {}) => {
  const profile = mkdtempSync(join(tmpdir(), "footfall-chromium-"));
  const browser = spawn(
    executable,
    [
      ...switches.split(" "),
      ...(automated ? ["--enable-automation"] : [ordinary]),
      ...(debug ? ["--remote-debugging-port=0"] : []),
      `--user-agent=${userAgent}`,
      `--user-data-dir=${profile}`,
      address,
    ],
    // A process group of its own, so that its helpers end with it.
    { stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  const gone = new Promise((resolve) => browser.on("exit", resolve));
  return {
    endpoint: new Promise((resolve, reject) => {
      let text = "";
      browser.stderr.on("data", (chunk) => {
        text += chunk;
        const found = /ws:\/\/\S+/.exec(text);
        if (found) resolve(found[0]);
      });
      browser.on("exit", () => debug && reject(new Error(`Chromium ended: ${text}`)));
    }),
    stop: async () => {
      process.kill(-browser.pid, "SIGKILL");
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
    },
  };
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
    context: (settings) => browser.newContext(settings),
    close: async () => {
      // Killed at once: an orderly end would write a profile that is thrown away.
      await stop();
    },
  };
};
