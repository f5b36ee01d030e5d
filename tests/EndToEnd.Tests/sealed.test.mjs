import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { handedOut } from "./support/handedOut.mjs";
import { huntFiles, huntMemory, huntText } from "./support/hunt.mjs";
import { askAlot } from "./support/load.mjs";
import { filled, signUp } from "./support/owner.mjs";
import { startProxy } from "./support/proxy.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";

/**
 * A newcomer chooses "sealed", pastes the snippet, and sees the visit in their own browser; and whoever has the server's disk, logs and memory does not.
 */
const canary = (name) => `${name}${randomBytes(9).toString("hex")}`;

/** What the visitor's page tells from inside the message. */
const inside = Object.fromEntries(
  ["path", "query", "title", "event", "prop", "value", "referrer", "user", "goal"].map((name) => [name, canary(name)]),
);
/** What any request shows in its headers. */
const outside = { agent: canary("agent"), language: "rm-CH" };
const address = "203.0.113.77";
const password = canary("password ");

let data;
let server;
let browser;
let page;
let snippet;
const closing = [];

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path, { FOOTFALL_LOG_FILE: `${data.path}/logs/app.jsonl`, FOOTFALL_TRUSTED_PROXIES: "127.0.0.1" });
  browser = await openBrowser();
  page = await signUp(browser, server, {}, password);
});
after(async () => {
  for (const close of closing) await close();
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);

const startSite = async (body) => {
  const site = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(body());
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  closing.push(() => {
    site.closeAllConnections();
    site.close();
  });
  return `http://localhost:${site.address().port}`;
};

/** Visits a page with the snippet, in a browser of the visitor's own behind a proxy that names their address. */
const visit = async (text, act, { words, from } = { words: outside.agent, from: address }) => {
  const proxy = await startProxy(server, from, { hints: true });
  closing.push(() => proxy.close());
  const tag = text.replace(/http:\/\/127\.0\.0\.1:\d+/, `http://127.0.0.1:${proxy.port}`);
  const site = await startSite(
    () =>
      `<!doctype html><html lang="en"><head><title>${inside.title}</title><link rel="icon" href="data:,">${tag}</head><body>Hello</body></html>`,
  );
  const agent = `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 ${words}`;
  const visitors = await openBrowser({ userAgent: agent });
  try {
    const tab = await visitors.tab();
    await tab.goto(`${site}/${inside.path}?q=${inside.query}`, { referer: `http://localhost/${inside.referrer}` });
    await tab.waitForFunction(() => globalThis.footfall?.event);
    await tab.evaluate(({ event, prop, value }) => globalThis.footfall.event(event, { [prop]: value }), inside);
    await act?.(tab);
    await tab.close();
  } finally {
    await visitors.close();
  }
};

step("ASealedProjectIsMadeInTheBrowserAndWaitsForItsFirstEvent", async () => {
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Sealed shop");
  await page.getByLabel("Domains").fill("localhost");
  await page.getByRole("radio", { name: /Sealed/ }).check();
  await page.getByRole("button", { name: "Create the project" }).click();
  await page.getByText("Waiting for the first event of Sealed shop").waitFor();
  snippet = await page.getByRole("group", { name: "Snippet" }).locator("pre").textContent();
  assert.match(
    snippet,
    /^<script defer data-pin="[\w-]{43}" src="http:\/\/127\.0\.0\.1:\d+\/js\/footfall\.sealed\.js" integrity="sha384-[A-Za-z0-9+/]{64}" crossorigin="anonymous" data-key="ff_\w+"><\/script>$/,
  );
});

step("AVisitIsSeenInTheOwnersBrowser", async () => {
  await visit(snippet);
  await filled(page);
  await eventually(
    async () => (await page.locator(".total-value").allTextContents())[0],
    (visitors) => visitors === "1",
    "one visitor",
  );
  await page.getByText(`/${inside.path}`, { exact: true }).first().waitFor();
});

step("TheServerRefusesToBeAskedInItsOwnWords", async () => {
  const api = apiOf(server.address);
  const project = (await api.send("GET", "/api/v1/projects")).body.items.find(({ mode }) => mode === "sealed");
  const refused = await api.send("POST", "/api/v2/query", { site_id: project.id, metrics: ["visitors"], date_range: "all" });
  assert.equal(refused.status, 409, JSON.stringify(refused.body));
});

/** What a page does that knows who its visitor is. Only now that the visitor agrees is the key asked for, so that it takes until the tracker's quiet. */
const known = async (tab) => {
  const told = tab.waitForResponse((response) => response.request().method() === "POST" && response.url().includes("/collect"));
  await tab.evaluate(({ user, event }) => {
    globalThis.footfall.identify(user);
    globalThis.footfall.consent(true);
    globalThis.footfall.event(event);
  }, inside);
  await told;
};

/** Whose headers nobody looks for: they would be one more visit's to be gone from memory. */
const somebodyElse = { words: "", from: "203.0.113.78" };

step("AVisitorWhoIsKnownByNameIsSeenInAnotherProject", async () => {
  await page.getByRole("link", { name: "Footfall: all projects" }).click();
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Known shop");
  await page.getByRole("radio", { name: /Sealed/ }).check();
  await page.getByRole("radio", { name: /Known after consent/ }).check();
  await page.getByRole("button", { name: "Create the project" }).click();
  await page.getByText("Waiting for the first event of Known shop").waitFor();
  await visit(await page.getByRole("group", { name: "Snippet" }).locator("pre").textContent(), known, somebodyElse);
  await filled(page);
  await eventually(
    async () => (await page.locator(".total-value").allTextContents())[0],
    (visitors) => visitors === "1",
    "one visitor",
  );
  await page.getByRole("link", { name: "Footfall: all projects" }).click();
  await page.getByRole("link", { name: "Sealed shop" }).click();
  await page.getByText(`/${inside.path}`, { exact: true }).first().waitFor();
});

step("AFilterOfASealedProjectStaysBehindTheFragment", async () => {
  await page.getByText(`/${inside.path}`, { exact: true }).first().click();
  await page.waitForFunction((path) => location.hash.includes(path), inside.path);
  assert.equal(await page.evaluate(() => location.search), "");
  await filled(page);
  await page.goBack();
});

step("AfterAReloadThePasswordOpensItAgain", async () => {
  await page.reload();
  await page.getByRole("heading", { name: "Unlock your keys" }).waitFor();
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Unlock" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Unlock" }).click();
  await filled(page);
  assert.equal((await page.locator(".total-value").allTextContents())[0], "1");
});

step("AGoalIsADocumentThatTheServerCannotRead", async () => {
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Goals" }).click();
  await page.getByLabel("Event", { exact: true }).fill(inside.event);
  await page.getByLabel("Shown as").fill(inside.goal);
  await page.getByRole("button", { name: "Add the goal" }).click();
  await page.getByRole("button", { name: `Remove the goal ${inside.goal}` }).waitFor();
  await page.getByRole("link", { name: "Overview" }).click();
  await filled(page);
  await page.getByText(inside.goal, { exact: true }).first().waitFor();
});

step("NothingOfAMessageIsOnDiskInLogsMetricsOrMemory", async () => {
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  assert.deepEqual(huntText(`${server.output()}\n${metrics}`, { ...inside, ...outside, address }), []);
  assert.deepEqual(huntFiles(data.path, { ...inside, agent: outside.agent, address, password }), []);
  const { found, read } = huntMemory(server.pid, { ...inside, password });
  assert.ok(read > 50_000_000, "the memory was read");
  assert.deepEqual(found, []);
});

step("NothingOfItIsInWhatTheServerHandsOut", async () => {
  const { items } = (await apiOf(server.address).send("GET", "/api/v1/projects")).body;
  const sealed = items.filter(({ mode }) => mode === "sealed");
  assert.equal(sealed.length, 2);
  for (const { id } of sealed) {
    const handed = await handedOut(server.address, id);
    assert.ok(handed.length > 2000, "something was handed out");
    assert.deepEqual(huntText(handed, { ...inside, agent: outside.agent, address, password }), []);
  }
});

/** What came in headers lies in a web server's buffers until they are used again: by other people's requests, whose words have the same lengths. */
step("WordsOfHeadersLeaveTheMemoryAsRequestsGoOn", async () => {
  await askAlot(server, { requests: 10_000, connections: 64, agentLength: outside.agent.length + 110 });
  const seen = { agent: outside.agent, address };
  await eventually(
    () => huntMemory(server.pid, seen).found,
    (found) => found.length === 0,
    "that nothing of the visitor's headers is left in memory",
    120_000,
  );
});

step("TheSameHuntFindsThemInAnOpenProject", async () => {
  const api = apiOf(server.address);
  const open = (await api.send("POST", "/api/v1/projects", { name: "Open shop", domains: [], mode: "identified", timezone: "UTC" })).body;
  await visit(`<script defer src="${server.address}/js/footfall.js" data-key="${open.key}" data-mode="identified"></script>`, known);
  await eventually(
    async () =>
      (await api.send("POST", "/api/v2/query", { site_id: open.id, metrics: ["events"], date_range: "all" })).body.results?.[0]?.metrics[0],
    (events) => events >= 2,
    "the open visit",
  );
  const onDisk = huntFiles(data.path, inside).map((hit) => hit.split(" ")[0]);
  for (const name of ["path", "event", "prop", "value", "user"]) assert.ok(onDisk.includes(name), `${name} should have been found`);
  assert.ok(huntMemory(server.pid, inside).found.length > 0, "an open project's events pass through memory in clear");
});
