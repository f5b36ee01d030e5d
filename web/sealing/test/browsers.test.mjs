// The whole package in real browsers. They drive themselves: the page runs its steps and tells this server how they went.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { test } from "node:test";
import { build } from "esbuild";
import { executable } from "../../tracker/test/harness/chromium.mjs";
import { skip as skipFirefox, startFirefox } from "../../tracker/test/harness/firefox.mjs";
import { startBrowser } from "../../tracker/test/harness/process.mjs";

const entry = new URL("page.mjs", import.meta.url).pathname;
const { outputFiles } = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", target: "es2022" });

const startChromium = (address) =>
  startBrowser(executable, (profile) => ["--headless=new", "--no-sandbox", "--disable-gpu", `--user-data-dir=${profile}`, address]);

/** Serves the page and resolves with what it tells. */
const run = async (start) => {
  const server = createServer();
  const results = new Promise((resolve) => {
    server.on("request", (request, response) => {
      const isScript = request.url === "/page.js";
      response.setHeader("content-type", isScript ? "text/javascript" : "text/html");
      response.end(isScript ? outputFiles[0].text : '<!doctype html><script type="module" src="/page.js"></script>');
      if (request.url !== "/results") return;
      const parts = [];
      request.on("data", (part) => parts.push(part)).on("end", () => resolve(JSON.parse(Buffer.concat(parts).toString())));
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  // WebCrypto exists on loopback without TLS.
  const { stop } = start(`http://127.0.0.1:${server.address().port}/`);
  try {
    return await results;
  } finally {
    await stop();
    server.close();
    server.closeAllConnections();
  }
};

const allRight = {
  envelopes: "right",
  deflateDataThatDoNotEndWithTheirBody: "right",
  statements: "right",
  accounts: "right",
  boxes: "right",
  chains: "right",
};

test("Chromium", { skip: existsSync(executable) ? false : `${executable} is not installed`, timeout: 60_000 }, async () => {
  assert.deepEqual(await run(startChromium), allRight);
});

test("Firefox", { skip: skipFirefox, timeout: 60_000 }, async () => {
  assert.deepEqual(await run(startFirefox), allRight);
});
