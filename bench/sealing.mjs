// Measures what sealing one message costs in the visitor's browser: node bench/sealing.mjs. Writes bench/results/sealing.md.
import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { chromium } from "playwright-core";

const RESULTS = new URL("results/sealing.md", import.meta.url);
const MESSAGES = 500;
const EVENTS = [1, 5, 50];

const bundle = await build({
  stdin: {
    contents: ["bytes", "tracker"].map((name) => `export * from "./${name}";`).join("\n"),
    resolveDir: fileURLToPath(new URL("../web/sealing/src", import.meta.url)),
    loader: "ts",
  },
  ...{ bundle: true, format: "iife", globalName: "sealing", write: false, logLevel: "error" },
});
const server = createServer((_, response) =>
  response.writeHead(200, { "content-type": "text/html" }).end(`<!doctype html><script>${bundle.outputFiles[0].text}</script>`),
);
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
await page.goto(`http://127.0.0.1:${server.address().port}/`);

const took = await page.evaluate(
  async ({ messages, events }) => {
    const { compact, sealer } = window.sealing;
    const pair = await crypto.subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, true, ["deriveBits"]);
    const point = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
    const [project, epoch] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(8))];
    const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
    const timed = async (work) => {
      const from = performance.now();
      await work();
      return performance.now() - from;
    };
    const begins = [];
    for (let round = 0; round < 50; round++) begins.push(await timed(() => sealer(point, project, epoch)));
    const seal = await sealer(point, project, epoch);
    const rows = [];
    for (const count of events) {
      const list = Array.from({ length: count }, (_, n) => ({
        id: crypto.randomUUID(),
        name: "pageview",
        time: new Date().toISOString(),
        url: `https://shop.example/tea/${n}`,
        title: `Tea ${n}`,
      }));
      const whole = [];
      const leaving = [];
      for (let round = 0; round < messages; round++) {
        whole.push(await timed(() => seal(compact({ language: "en", user_agent: navigator.userAgent }, list))));
        leaving.push(await timed(() => seal(compact({ language: "en", user_agent: navigator.userAgent }, list), true)));
      }
      rows.push([count, median(whole), median(leaving)]);
    }
    return { begin: median(begins), rows };
  },
  { messages: MESSAGES, events: EVENTS },
);
await browser.close();
server.close();

const lines = [
  "# Sealing in the visitor's browser",
  "",
  `\`node bench/sealing.mjs\`: headless Chromium, ${cpus().length} processors, load average ${loadavg()[0].toFixed(1)} when it ended; medians. A page load agrees on a key once.`,
  "",
  "| | |",
  "|---|---|",
  `| agreeing on the key of a page load | ${took.begin.toFixed(2)} ms |`,
  ...took.rows.flatMap(([count, whole, leaving]) => [
    `| a message of ${count} ${count === 1 ? "event" : "events"}: written, deflated, sealed | ${whole.toFixed(2)} ms |`,
    `| the same as the page is left, not deflated | ${leaving.toFixed(2)} ms |`,
  ]),
];
mkdirSync(new URL(".", RESULTS), { recursive: true });
writeFileSync(RESULTS, `${lines.join("\n")}\n`);
process.stdout.write(`${lines.join("\n")}\n`);
