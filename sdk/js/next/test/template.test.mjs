import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { withFootfall } from "../dist/config.js";

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL("../src/template.ts", import.meta.url))],
  write: false,
  format: "esm",
});
const { templateOf } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);

test("APathIsToldAsItsRouteIsWritten", () => {
  for (const [path, params, template] of [
    ["/", {}, "/"],
    ["/about", null, "/about"],
    ["/products/71", { id: "71" }, "/products/[id]"],
    ["/users/71/orders/72", { user: "71", order: "72" }, "/users/[user]/orders/[order]"],
    ["/71/71", { first: "71", second: "71" }, "/[first]/[second]"],
    ["/orders/orders", { name: "orders" }, "/orders/[name]"],
    ["/docs/a/b/c", { slug: ["a", "b", "c"] }, "/docs/[...slug]"],
    ["/de/docs/a/b", { lang: "de", slug: ["a", "b"] }, "/[lang]/docs/[...slug]"],
    ["/docs", { slug: undefined }, "/docs"],
    ["/m%C3%BCller", { name: "m%C3%BCller" }, "/[name]"],
    ["/m%C3%BCller", { name: "müller" }, "/[name]"],
    ["/100%", { name: "100%" }, "/[name]"],
  ])
    assert.equal(templateOf(path, params), template);
});

const options = { server: "https://stats.example.org/", path: "/s" };
const own = [{ source: "/old", destination: "/new" }];

test("RewritesOfTheSiteStay", async () => {
  const listed = await withFootfall({ rewrites: async () => own }, options).rewrites();
  assert.deepEqual([listed.afterFiles, listed.fallback], [own, []]);
  const sorted = await withFootfall({ rewrites: async () => ({ beforeFiles: own, fallback: own }) }, options).rewrites();
  assert.deepEqual([sorted.beforeFiles.at(-1), sorted.fallback, sorted.afterFiles], [own[0], own, undefined]);
  assert.deepEqual((await withFootfall({}, options).rewrites()).afterFiles, []);
});

test("AConfigurationMayBeAFunction", async () => {
  const made = await withFootfall(async (phase) => ({ env: { phase }, rewrites: async () => own }), options)("phase-test", {});
  assert.equal(made.env.phase, "phase-test");
  const { beforeFiles, afterFiles } = await made.rewrites();
  assert.deepEqual(afterFiles, own);
  assert.deepEqual(beforeFiles[0], { source: "/s/collect", destination: "https://stats.example.org/collect" });
  assert.ok(beforeFiles.every(({ destination }) => !destination.includes("(")));
});
