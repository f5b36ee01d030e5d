import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const assets = readdirSync(`${DIST}assets`);
const page = readFileSync(`${DIST}index.html`, "utf8");

/** What the pages cost over the wire, in bytes of brotli. The map, the cryptography and the reader of sealed projects come only when they are needed. */
const BUDGET = [
  [/^index-.*\.js$/, 42_000],
  [/^index-.*\.css$/, 8_500],
  [/^WorldMap-.*\.js$/, 11_000],
  [/^stretch-.*\.js$/, 11_000],
  [/^countries-.*\.json$/, 36_000],
  [/^opener\.worker-.*\.js$/, 10_500],
  [/^tables\.worker-.*\.js$/, 66_000],
  [/^database\.worker-.*\.js$/, 160_000],
];

test("EachPartStaysWithinItsBudget", (context) => {
  for (const [pattern, most] of BUDGET) {
    const name = assets.find((asset) => pattern.test(asset));
    const size = brotliCompressSync(readFileSync(`${DIST}assets/${name}`)).length;
    context.diagnostic(`${name}: ${size} bytes`);
    assert.ok(size <= most, `${name} has ${size} bytes, ${most} are allowed`);
  }
});

test("TheEngineOfSealedProjectsIsLeftByBrotliOnly", () => {
  const engine = assets.filter((asset) => asset.includes(".wasm"));
  assert.equal(engine.length, 1);
  assert.match(engine[0], /^duckdb-eh-[\w-]+\.wasm\.br$/);
  assert.ok(statSync(`${DIST}assets/${engine[0]}`).size < 6_500_000);
});

test("ThePageHasNothingInline", () => {
  assert.doesNotMatch(page, /\sstyle=|<style|\son\w+=/);
  for (const [, attributes, content] of page.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)) {
    assert.match(attributes, /src=/);
    assert.equal(content, "");
  }
});

test("EverythingComesFromItsOwnOrigin", () => {
  // Names in namespaces and a link for the reader to follow are not loaded from.
  const harmless = /^(https?:\/\/)(www\.w3\.org|db-ip\.com|127\.0\.0\.1)/;
  for (const name of assets.filter((asset) => /\.(js|css)$/.test(asset))) {
    const foreign = readFileSync(`${DIST}assets/${name}`, "utf8").match(/https?:\/\/[\w.-]+\.[a-z]{2,}/g) ?? [];
    assert.deepEqual(
      foreign.filter((address) => !harmless.test(address)),
      [],
      name,
    );
  }
  assert.doesNotMatch(page, /https?:\/\//);
});

test("NoCookieIsReadByAnyScript", () => {
  for (const name of assets.filter((asset) => asset.endsWith(".js")))
    assert.doesNotMatch(readFileSync(`${DIST}assets/${name}`, "utf8"), /document\.cookie|cookieStore/, name);
});
