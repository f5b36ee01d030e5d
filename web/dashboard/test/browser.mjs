import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { startMock } from "./mock/server.mjs";
import { makeWorld } from "./mock/world.mjs";

const HOME = fileURLToPath(new URL("..", import.meta.url));
const ARGUMENTS = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** What a browser says by itself about refusals, a closed socket and a cut line that a test asked for. */
const EXPECTED = /status of (4\d\d|503)|^WebSocket connection to|net::ERR_FAILED/;

export const SITE = "/projects/00000001-0000-4000-8000-000000000000";
export const IDENTIFIED = "/projects/00000002-0000-4000-8000-000000000000";
export const FRESH = "/projects/00000003-0000-4000-8000-000000000000";

/** One browser and one mock server for a test file; the shipped bundle is what is tested. */
export async function startStage(options = {}) {
  if (!existsSync(`${HOME}/dist/index.html`)) execFileSync("npx", ["vite", "build"], { cwd: HOME, stdio: "ignore" });
  const world = makeWorld({ scale: 0.4, ...options });
  const mock = await startMock({ world });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
  const complaints = [];
  /** A page of a browser profile of its own. All that the console complains about, the content security policy's refusals among it, is kept. */
  const open = async (path, { signedIn = true, width = 1280, height = 900, theme = "light", ...more } = {}) => {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      reducedMotion: "reduce",
      locale: "en-GB",
      ...more,
    });
    context.setDefaultTimeout(15_000);
    if (signedIn) await context.addCookies([{ name: "mock-session", value: "1", url: mock.address }]);
    const page = await context.newPage();
    page.on("console", (message) => message.type() === "error" && !EXPECTED.test(message.text()) && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(mock.address + path);
    return page;
  };
  const close = async () => {
    await browser.close();
    mock.close();
  };
  return { world, mock, open, close, complaints };
}

/** The overview with its totals filled in. */
export async function openOverview(stage, search = "", options = {}) {
  const page = await stage.open(SITE + search, options);
  await page.waitForSelector(".total-change, .state");
  await page.waitForFunction(() => !document.querySelector(".total-wait"));
  return page;
}
