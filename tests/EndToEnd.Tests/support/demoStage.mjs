import assert from "node:assert/strict";
import { openBrowser } from "../../../web/tracker/test/harness/chromium.mjs";
import { signUp } from "./owner.mjs";
import { apiOf, dataDirectory, run, startServer } from "./server.mjs";

/** A server with made traffic of so many days, and its owner's browser, signed in. What began is closed also where something later fails. */
export const openDemo = async (days, visitorsPerDay) => {
  const closing = [];
  const close = async () => {
    for (const end of closing.reverse()) await end();
  };
  try {
    const data = dataDirectory();
    closing.push(() => data.remove());
    const server = await startServer(data.path);
    closing.push(() => server.stop());
    const settings = { FOOTFALL_DATA: data.path, FOOTFALL_URLS: server.address };
    const made = await run(["demo", "--days", String(days), "--visitors-per-day", String(visitorsPerDay)], settings);
    assert.equal(made.code, 0, made.output);
    const browser = await openBrowser();
    closing.push(() => browser.close());
    const page = await signUp(browser, server);
    const project = (await apiOf(server.address).send("GET", "/api/v1/projects")).body.items[0].id;
    return { server, page, project, close };
  } catch (failure) {
    await close();
    throw failure;
  }
};
