import assert from "node:assert/strict";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { filled, owner, signUp } from "./support/owner.mjs";
import { apiOf, dataDirectory, eventually, run, startServer } from "./support/server.mjs";

/** The owner's own way: set up, a project, the snippet pasted into a site, the first visit, signing out and in again. */
let data;
let server;
let browser;
let page;
const closing = [];

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  const made = await run(["demo", "--days", "2", "--visitors-per-day", "40"], { FOOTFALL_DATA: data.path, FOOTFALL_URLS: server.address });
  assert.equal(made.code, 0, made.output);
  browser = await openBrowser();
  page = await signUp(browser, server);
});
after(async () => {
  for (const close of closing) close();
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);

/** A site of somebody else's, with the snippet in each page. */
const startSite = async (snippet) => {
  const site = createServer((_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(
      `<!doctype html><html lang="en"><head><title>A site</title><link rel="icon" href="data:,">${snippet}</head><body>Hello</body></html>`,
    );
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  closing.push(() => {
    site.closeAllConnections();
    site.close();
  });
  return `http://localhost:${site.address().port}`;
};

/** Everything that a page can leave on a device. */
const stored = (page) =>
  page.evaluate(async () => ({
    cookies: document.cookie,
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: isSecureContext ? (await caches.keys()).length : 0,
  }));
const nothing = { cookies: "", local: [], session: [], databases: 0, caches: 0 };

step("AProjectWaitsForItsFirstEventAndOpensByItself", async () => {
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByLabel("Name", { exact: true }).fill("My product");
  await page.getByLabel("Domains").fill("localhost");
  await page.getByRole("radio", { name: /Identified/ }).check();
  await page.getByRole("button", { name: "Create the project" }).click();
  await page.getByText("Waiting for the first event of My product").waitFor();
  const snippet = await page.getByRole("group", { name: "Snippet" }).locator("pre").textContent();
  assert.match(
    snippet,
    /^<script defer src="http:\/\/127\.0\.0\.1:\d+\/js\/footfall\.js" data-key="ff_\w+" data-mode="identified" data-consent="required"><\/script>$/,
  );

  const site = await startSite(snippet);
  const visitor = await (await browser.context({})).newPage();
  await visitor.goto(site);
  await visitor.waitForFunction(() => globalThis.footfall?.consent);
  assert.deepEqual(await stored(visitor), nothing, "before consent");
  await visitor.evaluate(() => globalThis.footfall.consent(true));
  assert.deepEqual(await stored(visitor), { ...nothing, local: ["footfall"] }, "after consent");
  await visitor.evaluate(() => globalThis.footfall.identify("user-1"));
  await visitor.evaluate(() => globalThis.footfall.event("report.viewed", { type: "weekly" }));
  await visitor.evaluate(() => globalThis.footfall.flush());

  await filled(page);
  await eventually(
    async () => (await page.locator(".total-value").allTextContents())[0],
    (visitors) => visitors === "1",
    "the visitor on the overview",
  );
  await page.getByText("1 visitor in the last 5 minutes").waitFor();

  const { ask } = apiOf(server.address);
  const events = await eventually(
    () => ask({ site_id: "localhost", metrics: ["events"], date_range: "all", dimensions: ["event:name"] }),
    (rows) => rows.some(([name]) => name === "report.viewed"),
    "the custom event",
  );
  assert.deepEqual(events.sort(), [
    ["pageview", 1],
    ["report.viewed", 1],
  ]);
  // The tracker's session start told where this visitor came from at first.
  const first = {
    site_id: "localhost",
    metrics: ["visitors"],
    date_range: "all",
    dimensions: ["visit:first_source", "visit:first_channel"],
  };
  assert.deepEqual(await ask(first), [["Direct / None", "Direct", 1]]);
  await visitor.context().close();
});

step("AnAnonymousSiteLeavesNothingOnTheDevice", async () => {
  const { body } = await apiOf(server.address).send("POST", "/api/v1/projects", {
    name: "Plain",
    domains: ["plain.example"],
    mode: "anonymous",
    timezone: "UTC",
  });
  const site = await startSite(`<script defer src="${server.address}/js/footfall.js" data-key="${body.key}"></script>`);
  const visitor = await (await browser.context({})).newPage();
  const sent = visitor.waitForResponse((response) => response.url().endsWith("/collect"));
  await visitor.goto(`${site}/a`);
  assert.equal((await sent).status(), 202);
  await visitor.goto(`${site}/b`);
  assert.deepEqual(await stored(visitor), nothing);
  assert.deepEqual(await visitor.context().cookies(), []);
  await visitor.context().close();
});

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

step("EveryPageIsAccessibleInBothThemes", async () => {
  const state = await page.context().storageState();
  const { body } = await apiOf(server.address).send("GET", "/api/v1/projects");
  const demo = `/projects/${body.items.find(({ is_demo }) => is_demo).id}`;
  for (const colorScheme of ["light", "dark"]) {
    const context = await browser.context({
      colorScheme,
      storageState: state,
      bypassCSP: true,
      viewport: { width: colorScheme === "light" ? 1440 : 390, height: 900 },
      reducedMotion: "reduce",
    });
    const view = await context.newPage();
    for (const path of [
      "/",
      "/projects/new",
      demo,
      `${demo}?details=page`,
      `${demo}/health`,
      `${demo}/settings`,
      ...["install", "goals", "sites", "events", "notices", "sharing", "privacy", "delete"].map((section) => `${demo}/settings/${section}`),
      "/tokens",
      "/audit",
      "/account",
    ]) {
      await view.goto(server.address + path);
      await view.locator("h1, h2").first().waitFor();
      await view.waitForFunction(() => !document.querySelector("[aria-busy=true], .skeleton, .skeleton-bar"));
      await view.evaluate(axe);
      const { violations } = await view.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      assert.deepEqual(
        violations.map(({ id, impact, nodes }) => `${impact}: ${id} ${nodes[0].target}`),
        [],
        `${path} ${colorScheme}`,
      );
      const overflow = await view.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(overflow <= 0, `${path} is ${overflow} px too wide`);
    }
    await context.close();
  }
});

/** A page of another origin sees the refusal and how long it lasts: browsers hide headers that are not exposed. */
step("APageIsToldWhenItsProjectTakesNoMore", async () => {
  const { send: call } = apiOf(server.address);
  const { body } = await call("POST", "/api/v1/projects", {
    name: "Narrow",
    domains: ["narrow.example"],
    mode: "anonymous",
    timezone: "UTC",
  });
  assert.equal((await call("PATCH", `/api/v1/projects/${body.id}`, { rate_limit_per_minute: 1 })).status, 200);
  const site = await startSite("");
  const visitor = await (await browser.context({})).newPage();
  await visitor.goto(site);
  const send = () =>
    visitor.evaluate(
      async ([address, key]) => {
        const response = await fetch(`${address}/collect`, {
          method: "POST",
          body: JSON.stringify({ key, events: [{ name: "pageview" }] }),
        });
        return { status: response.status, wait: response.headers.get("retry-after") };
      },
      [server.address, body.key],
    );
  // A minute may end between the first and the second.
  const refusal = await eventually(send, ({ status }) => status !== 202, "the refusal");
  assert.equal(refusal.status, 429);
  assert.match(refusal.wait, /^[1-9]\d?$/);
  await visitor.context().close();
});

step("SigningOutAndInAgainNeedsTheRightPassword", async () => {
  const cookies = await page.context().cookies();
  assert.ok(cookies.length === 1 && cookies[0].httpOnly && cookies[0].sameSite === "Strict", JSON.stringify(cookies));
  await page.goto(`${server.address}/account`);
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  const signIn = async (password) => {
    await page.getByLabel("E-mail").fill(owner.email);
    await page.getByLabel("Password", { exact: true }).fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
  };
  const requests = [];
  page.on("request", (request) => requests.push(request.postData() ?? ""));
  await signIn("not the password");
  await page.getByText("The e-mail address or the password is wrong").waitFor();
  await signIn(owner.password);
  await page
    .getByText("Owner")
    .or(page.getByRole("heading", { name: "Projects" }))
    .first()
    .waitFor();
  assert.ok(!requests.some((body) => body.includes("password") || body.includes(owner.password)), "the password stays in the browser");
});

step("TooManyAttemptsAreToldWithTheTimeToWait", async () => {
  const guess = { email: "guessed@example.org", login_key: "A".repeat(43) };
  await eventually(
    async () => (await apiOf(server.address).send("POST", "/api/v1/session", guess)).status,
    (status) => status === 429,
    "the limit of attempts",
  );
  const guest = await (await browser.context({})).newPage();
  await guest.goto(server.address);
  await guest.getByLabel("E-mail").fill(guess.email);
  await guest.getByLabel("Password", { exact: true }).fill("any password will do");
  const refused = guest.waitForResponse((response) => response.status() === 429);
  await guest.getByRole("button", { name: "Sign in" }).click();
  const wait = Number((await refused).headers()["retry-after"]);
  assert.ok(wait > 240 && wait <= 300, `${wait} seconds`);
  await guest.getByRole("alert").getByText("Try again in 5 minutes").waitFor();
  await guest.context().close();
});
