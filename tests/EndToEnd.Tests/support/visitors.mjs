import assert from "node:assert/strict";
import { openBrowser } from "../../../web/tracker/test/harness/chromium.mjs";
import { startProxy } from "./proxy.mjs";

const chrome = (platform, more = "") =>
  `Mozilla/5.0 (${platform}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0${more} Safari/537.36`;

/** Browsers of people: what they say of themselves, and the address that a trusted proxy saw them at. */
export const people = {
  searcher: { userAgent: chrome("X11; Linux x86_64"), address: "81.2.69.160" },
  reader: { userAgent: chrome("Windows NT 10.0; Win64; x64"), address: "93.184.216.10" },
  buyer: {
    userAgent:
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    // Safari has no client hints; what Chromium adds would tell who is behind the user agent.
    hints: false,
    address: "145.40.10.1",
    window: { width: 390, height: 844 },
  },
  planner: { userAgent: chrome("Macintosh; Intel Mac OS X 10_15_7"), address: "185.10.10.10" },
  passer: { userAgent: chrome("X11; Linux x86_64"), address: "185.10.10.11", lands: "about/" },
  switcher: { userAgent: chrome("X11; Linux x86_64"), address: "185.10.10.12" },
  crawler: { userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", address: "66.249.66.1" },
};

/** The events that a page sends, read off the browser itself. */
const watch = (page) => {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST" && request.url().endsWith("/collect")) sent.push(...JSON.parse(request.postData() ?? "{}").events);
  });
  return sent;
};

/** A page of another site, such as a search engine's, with a link to the demo site. Nothing outside this machine is reached. */
const elsewhere = (target) => (route) =>
  route.fulfill({ contentType: "text/html", body: `<!doctype html><title>Elsewhere</title><a href="${target}">found</a>` });

/**
 * Walks over the demo site in a browser of one person's own and closes its tab. `walk` gets the page, the site's address as this person reaches it, the
 * events that the browser has sent so far, and the browser. What an emulation sets would not do for the user agent and the address: requests that outlive their page are
 * sent without it.
 */
export const visit = async (server, person, walk) => {
  const { userAgent, address, hints = true, window = { width: 1280, height: 800 }, lands = "" } = people[person];
  const proxy = await startProxy(server, address, { hints });
  const demo = `http://demo.localhost:${proxy.port}/demo`;
  const browser = await openBrowser({ userAgent });
  const leave = async () => {
    await browser.close();
    proxy.close();
  };
  try {
    const page = await browser.tab();
    await page.setViewportSize(window);
    page.setDefaultTimeout(15_000);
    await page.route(/example\.org|bing\.com|chatgpt\.com/, elsewhere(`${demo}/${lands}`));
    const errors = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await walk(page, { demo, sent: watch(page), browser });
    await page.close();
    assert.deepEqual(errors, [], `${person}'s pages threw`);
    return leave;
  } catch (failure) {
    await leave();
    throw failure;
  }
};

/** Opens the demo site from a link on another site, which the visit is then said to come from. */
export const comeFrom = async (page, address) => {
  await page.goto(address);
  await page.getByRole("link", { name: "found" }).click();
  await counted(page);
};

/** Waits until the tracker has been loaded on the page that is open, so that what the person does next is seen by it. */
export const counted = (page) => page.waitForFunction(() => typeof globalThis.footfall?.event === "function");

export const follow = async (page, name) => {
  await page.getByRole("link", { name, exact: true }).first().click();
  await counted(page);
};
