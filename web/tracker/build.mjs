// Builds the three tracker files, the consent manager, the script of web vitals and the scripts that stand in for other products', prints their sizes beside the budget, and fails when one is over.
// usage: node web/tracker/build.mjs [--watch]
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build as bundle } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const { version } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

/** Bytes after brotli. 2.0 KB and 3.6 KB are taken as 1,000 bytes each, the stricter reading. */
const files = [
  { name: "footfall.core.js", full: false, budget: 2000 },
  { name: "footfall.js", full: true, budget: 3600 },
  // What sealing may add is 1.5 KB.
  { name: "footfall.sealed.js", full: true, sealed: true, budget: 5100 },
  { name: "footfall.consent.js", entry: "../consent/src/main.ts", budget: 3000 },
  // In the place of other products' scripts.
  { name: "plausible.js", entry: "../dialects/src/plausible.ts", budget: 2600 },
  { name: "umami.js", entry: "../dialects/src/umami.ts", budget: 1500 },
  { name: "goatcounter.js", entry: "../dialects/src/goatcounter.ts", budget: 1500 },
  { name: "matomo.js", entry: "../dialects/src/matomo.ts", budget: 2500 },
  // Behind any of the trackers, for those who measure how pages feel.
  { name: "footfall.vitals.js", entry: "src/vitals.ts", budget: 1000 },
];
const placeholder = "__FOOTFALL_DEFAULT_KEY__";

const brotli = (text) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }).length;

/** What the consent manager says in other languages than English; small, and read by those only who need it. */
const consentTexts = () => {
  const folder = join(here, "../consent/texts");
  const languages = readdirSync(folder).sort();
  const all = Object.fromEntries(languages.map((name) => [name.slice(0, -5), JSON.parse(readFileSync(join(folder, name), "utf8"))]));
  return `${JSON.stringify(all)}\n`;
};

const hash = (text) => `sha256-${createHash("sha256").update(text).digest("base64")}`;

const buildOne = async ({ name, entry = "src/main.ts", full = false, sealed = false }) => {
  const result = await bundle({
    entryPoints: [join(here, entry)],
    bundle: true,
    write: false,
    format: "iife",
    target: "es2021",
    minify: true,
    legalComments: "none",
    // Without "strict" in it: the directive would do nothing inside the try.
    tsconfigRaw: {},
    define: {
      FULL: String(full),
      SEALED: String(sealed),
      LIBRARY: JSON.stringify(`${name}/${version}`),
      TEXTS_HASH: JSON.stringify(hash(consentTexts())),
    },
  });
  // A browser that lacks something, or forbids it, keeps its page: the script falls silent instead of throwing.
  return `try{${result.outputFiles[0].text.trim().replace(/;$/, "")}}catch(e){}\n`;
};

const build = async () => {
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, "footfall.consent.json"), consentTexts());
  const sizes = {};
  let over = false;
  for (const file of files) {
    const text = await buildOne(file);
    const found = text.split(placeholder).length - 1;
    if (found !== (file.full ? 1 : 0)) throw new Error(`${file.name} has ${found} occurrences of ${placeholder}`);
    writeFileSync(join(dist, file.name), text);
    const size = { raw: Buffer.byteLength(text), gzip: gzipSync(text, { level: 9 }).length, brotli: brotli(text), budget: file.budget };
    sizes[file.name] = size;
    over ||= size.brotli > size.budget;
    console.log(
      `${file.name.padEnd(19)} raw ${String(size.raw).padStart(5)}  gzip ${String(size.gzip).padStart(4)}  brotli ${String(size.brotli).padStart(4)} of ${size.budget}${size.brotli > size.budget ? "  OVER BUDGET" : ""}`,
    );
  }
  writeFileSync(join(dist, "sizes.json"), `${JSON.stringify(sizes, null, 2)}\n`);
  return !over;
};

const report = () =>
  build().catch((error) => {
    console.error(error.message);
    return false;
  });

if (!(await report())) process.exitCode = 1;
if (process.argv.includes("--watch")) {
  let timer;
  for (const folder of ["src", "../consent/src", "../consent/texts", "../dialects/src"])
    watch(join(here, folder), () => {
      clearTimeout(timer);
      timer = setTimeout(report, 100);
    });
}
