import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createServer, request } from "node:http";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { filled, owner, signUp } from "./support/owner.mjs";
import { dataDirectory, run, startDashboard, startServer } from "./support/server.mjs";

/** `footfall dashboard`: the owner's own program before a server that they do not trust with anything that runs. */
const CANARY = "altered-by-the-server";
const SCRIPT = `globalThis.altered = ${JSON.stringify(CANARY)};`;
const PAGE = `<!doctype html><title>${CANARY}</title><script>${SCRIPT}</script>`;

/** What a hostile server might answer with, whatever it is asked for. */
const attacks = {
  script: [200, { "content-type": "text/javascript" }, SCRIPT],
  "script by its old name": [200, { "content-type": "application/x-javascript" }, SCRIPT],
  "script as an error": [404, { "content-type": "text/javascript" }, SCRIPT],
  page: [200, { "content-type": "text/html; charset=utf-8" }, PAGE],
  "page as an error": [500, { "content-type": "text/html" }, PAGE],
  "page under two types": [200, { "content-type": ["application/json", "text/html"] }, PAGE],
  "page without a type": [200, {}, PAGE],
  picture: [200, { "content-type": "image/svg+xml" }, `<svg xmlns="http://www.w3.org/2000/svg"><script>${SCRIPT}</script></svg>`],
  style: [200, { "content-type": "text/css" }, `body::before { content: "${CANARY}" }`],
  WebAssembly: [200, { "content-type": "application/wasm" }, CANARY],
  redirect: [302, { location: "/js/altered.js", "content-type": "application/json" }, CANARY],
  "redirect elsewhere": [307, { location: `https://${CANARY}.example/`, "content-type": "application/json" }, CANARY],
  refresh: [200, { "content-type": "text/html", refresh: `0; url=https://${CANARY}.example/` }, PAGE],
};
const paths = [
  "/",
  "/index.html",
  "/assets/index.js",
  "/js/footfall.js",
  "/.well-known/footfall.json",
  "/demo/",
  "/sw.js",
  "/login",
  "/projects",
];
const dataPaths = ["/api/v1/session", "/api/v1/setup", "/api/v1/projects", "/api/v2/query", "/events/recent", "/health", "/live"];

let attack;
let asked = [];
let hostile;
let browser;
const closing = [];

before(async () => {
  hostile = createServer((request, response) => {
    asked.push(request);
    const [status, headers, body] = attacks[attack] ?? attack;
    response.writeHead(status, { ...headers, "service-worker-allowed": "/", "set-cookie": `altered=${CANARY}; Path=/` }).end(body);
  }).listen(0, "127.0.0.1");
  await once(hostile, "listening");
  closing.push(() => {
    hostile.closeAllConnections();
    hostile.close();
  });
  if (!missing) browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  for (const close of closing.reverse()) await close();
});

const dashboardOf = async (address) => {
  const dashboard = await startDashboard(address);
  closing.push(() => dashboard.stop());
  return dashboard;
};
/** A request as it is written here: `fetch` would tidy the address and add headers of its own. */
const ask = async (address, path, headers = {}, method = "GET") => {
  const { hostname, port } = new URL(address);
  const asking = request({ hostname, port, path, method, headers }).end(method === "GET" ? undefined : "{}");
  const [response] = await once(asking, "response");
  let body = "";
  for await (const chunk of response) body += chunk;
  return { status: response.statusCode, headers: response.headers, body };
};

const hostileAddress = () => `http://127.0.0.1:${hostile.address().port}`;

test("NothingThatRunsReachesTheBrowserFromAHostileServer", { skip: missing }, async () => {
  const dashboard = await dashboardOf(hostileAddress());
  const own = await (await fetch(`${dashboard.address}/.well-known/footfall.json`)).json();
  const hashes = new Set(Object.values(own.dashboard));
  for (attack of Object.keys(attacks)) {
    const context = await browser.context({});
    const received = [];
    // Every answer passes here on its way to the browser, also when its page has been left already.
    await context.route("**/*", async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      received.push({ response, body: await response.body() });
      await route.fulfill({ response });
    });
    const page = await context.newPage();
    for (const path of ["/", "/projects", "/login"]) {
      await page.goto(dashboard.address + path);
      await page.getByText("The server sent something that is no data").first().waitFor();
      assert.equal(await page.evaluate(() => globalThis.altered), undefined, attack);
    }
    // An address for data that is opened as a page, as a link in a mail might.
    await page.goto(`${dashboard.address}/api/v1/projects`);
    assert.equal(await page.evaluate(() => globalThis.altered), undefined, attack);
    assert.ok(received.length > 10, attack);
    for (const { response, body } of received) {
      assert.ok(!body.includes(CANARY) && !JSON.stringify(response.headers()).includes(CANARY), `${attack}: ${response.url()}`);
      if (/javascript|html|css/.test(response.headers()["content-type"]))
        assert.ok(hashes.has(`sha384-${createHash("sha384").update(body).digest("base64")}`), `${response.url()} is not this program's`);
    }
    assert.deepEqual(await context.cookies(), [], attack);
    await context.unrouteAll({ behavior: "wait" });
    await context.close();
  }
});

test("EveryAddressIsAnsweredByTheOwnersProgramOrRefused", async () => {
  const dashboard = await dashboardOf(hostileAddress());
  const own = await (await fetch(`${dashboard.address}/.well-known/footfall.json`)).json();
  assert.equal(own.server, hostileAddress());
  for (attack of Object.keys(attacks)) {
    for (const path of [...paths, ...dataPaths, "/api/../js/footfall.js", "//evil.example/api/", "/api/%2e%2e/js/footfall.js"]) {
      const { status, headers, body } = await ask(dashboard.address, path, { accept: "text/html,*/*" });
      const told = JSON.stringify(headers) + body;
      assert.ok(!told.includes(CANARY), `${attack} at ${path}: ${told}`);
      assert.match(headers["content-security-policy"], /script-src 'self' 'wasm-unsafe-eval'/, path);
      if (dataPaths.includes(path)) assert.equal(status, 500, `${attack} at ${path}`);
    }
  }
  assert.deepEqual(
    [...new Set(asked.map(({ url }) => url))].filter((url) => !/^\/(api\/|events\/|live$|health$)/.test(url)),
    [],
  );
});

test("OnlyTheDashboardsOwnPagesAreVouchedFor", async () => {
  const dashboard = await dashboardOf(hostileAddress());
  const send = (headers, method = "POST", path = "/api/v1/session") => ask(dashboard.address, path, headers, method);
  attack = [200, { "content-type": "application/json" }, "{}"];
  asked = [];
  const json = { "content-type": "application/json" };
  const refused = [
    [{ ...json }],
    [{ ...json, origin: "https://evil.example" }],
    [{ ...json, origin: "null" }],
    [{ ...json, origin: `http://127.0.0.1:${hostile.address().port}` }],
    [{ ...json, origin: dashboard.address.replace("127.0.0.1", "localhost") }],
    [{ ...json, origin: dashboard.address, "sec-fetch-site": "same-site" }],
    [{ "sec-fetch-site": "cross-site" }, "GET", "/api/v1/projects"],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }, "GET", "/api/v1/projects"],
    [{ host: "rebound.example" }, "GET", "/"],
  ];
  for (const [headers, ...more] of refused) assert.equal((await send(headers, ...more)).status, 403, JSON.stringify(headers));
  assert.deepEqual(asked, []);

  const cookies = "footfall=a-neighbour; other=1";
  assert.equal(
    (await send({ ...json, origin: dashboard.address, "sec-fetch-site": "same-origin", "x-csrf-token": "t", cookie: cookies })).status,
    200,
  );
  const [{ headers }] = asked;
  assert.deepEqual([headers.origin, headers.host, headers["x-csrf-token"]], [hostileAddress(), new URL(hostileAddress()).host, "t"]);
  assert.deepEqual([headers.cookie, headers["sec-fetch-site"], headers.referer], [undefined, undefined, undefined]);
});

test("AnAddressThatCannotBeTrustedIsRefused", async () => {
  for (const [address, told] of [
    ["http://stats.example.org", /https address/],
    ["https://stats.example.org/path", /without a path/],
    ["stats.example.org", /is no address/],
  ]) {
    const { code, output } = await run(["dashboard", "--server", address], {});
    assert.equal(code, 1);
    assert.match(output, told);
  }
});

test("ARealServerWorksUpToTheOverview", { skip: missing }, async () => {
  const data = dataDirectory();
  closing.push(() => data.remove());
  const server = await startServer(data.path);
  closing.push(() => server.stop());
  const made = await run(["demo", "--days", "2", "--visitors-per-day", "40"], { FOOTFALL_DATA: data.path, FOOTFALL_URLS: server.address });
  assert.equal(made.code, 0, made.output);
  await (await signUp(browser, server)).context().close();
  const dashboard = await dashboardOf(server.address);

  const context = await browser.context({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("request", (request) => request.url().startsWith(dashboard.address) || wrong.push(request.url()));
  const sockets = [];
  page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => sockets.push(String(payload))));
  await page.goto(dashboard.address);
  await page.getByLabel("E-mail").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Projects", exact: true }).waitFor();
  await page.locator("a[href*='/projects/']:not([href='/projects/new'])").first().click();
  await filled(page);
  assert.notEqual((await page.locator(".total-value").allTextContents())[0], "0");
  await page.waitForFunction(() => document.body.textContent.includes("in the last 5 minutes"));
  assert.match(sockets[0] ?? "", /"type":"hello"/);

  const [cookie, ...others] = await context.cookies();
  assert.deepEqual(others, []);
  assert.match(cookie.name, /^footfall-[0-9a-f]{16}$/);
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.domain], [true, "Strict", "127.0.0.1"]);

  await page.goto(`${page.url().split("?")[0].replace(/\/$/, "")}/settings/install`);
  const line = await page.getByRole("group", { name: "Snippet", exact: true }).locator("pre").textContent();
  assert.ok(line.includes(`src="${server.address}/js/footfall.js"`), line);
  // What changes something passes the server's own guard.
  await page.goto(`${dashboard.address}/account`);
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(wrong, []);
  await context.close();
});
