import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../..", import.meta.url));
const home = fileURLToPath(new URL("..", import.meta.url));
let folder;

/** A project of somebody else's, with the package as it would be installed. */
before(() => {
  folder = mkdtempSync(join(tmpdir(), "footfall-consumer-"));
  const installed = join(folder, "node_modules/@footfall/client");
  mkdirSync(installed, { recursive: true });
  for (const part of ["package.json", "dist"]) cpSync(join(home, part), join(installed, part), { recursive: true });
});
after(() => rmSync(folder, { recursive: true, force: true }));

const declared = (file) => {
  const text = readFileSync(join(home, "types", file), "utf8");
  return [...text.matchAll(/^export declare (?:class|function|const) (\w+)/gm)].map(([, name]) => name).sort();
};

/** Names of a class's methods, as the reviewed file declares them. */
const declaredMethods = (file, type) => {
  const text = readFileSync(join(home, "types", file), "utf8");
  const body = new RegExp(`declare class ${type} [^{]*{([\\s\\S]*?)\\n}`).exec(text)[1];
  return [...body.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name).sort();
};

test("TheBuiltFilesHaveTheDeclaredNamesAndNoOthers", async () => {
  for (const [file, types] of [
    ["browser", "index.d.ts"],
    ["node", "index.d.ts"],
    ["testing", "testing.d.ts"],
    ["server", "server.d.ts"],
  ]) {
    const module = await import(new URL(`../dist/${file}.js`, import.meta.url));
    const common = createRequire(import.meta.url)(`../dist/${file}.cjs`);
    assert.deepEqual(Object.keys(module).sort(), declared(types), file);
    assert.deepEqual(Object.keys(common).sort(), declared(types), file);
  }
});

test("EachDeclaredMethodIsThere", async () => {
  const [{ AnalyticsClient }, { TestTransport }] = await Promise.all([import("../dist/node.js"), import("../dist/testing.js")]);
  const methods = ["constructor", "experiment", "flush", "identify", "optIn", "optOut", "preview", "reset", "shutdown", "status"];
  assert.deepEqual(declaredMethods("index.d.ts", "AnalyticsClient"), [...methods, "trackEvent", "trackInteraction", "trackView"]);
  const client = new AnalyticsClient({ apiBaseUrl: "http://127.0.0.1:1", key: "ff_test" });
  for (const name of declaredMethods("index.d.ts", "AnalyticsClient")) assert.equal(typeof client[name], "function", name);
  for (const name of declaredMethods("testing.d.ts", "TestTransport")) assert.equal(typeof new TestTransport()[name], "function", name);
});

test("NothingIsNeededAtRunTime", () => {
  const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  assert.deepEqual([dependencies, peerDependencies], [undefined, undefined]);
  const foreign = /(?:from|require\(|import\()\s*["'](?!node:|fs\/|path)([^"']+)["']/g;
  for (const file of ["browser.js", "browser.cjs", "node.js", "node.cjs", "testing.js", "server.js"])
    assert.deepEqual([...readFileSync(join(home, "dist", file), "utf8").matchAll(foreign)], [], file);
  assert.doesNotMatch(readFileSync(join(home, "dist/browser.js"), "utf8"), /node:|process\./);
});

test("TypesAreFoundByEveryKindOfProject", () => {
  const use = `import { AnalyticsClient, type ClientOptions, type Drop } from "@footfall/client";
import { TestTransport } from "@footfall/client/testing";
const transport = new TestTransport();
const drops: Drop[] = [];
const options: ClientOptions = { apiBaseUrl: "https://stats.example.org", key: "ff_1", transport, onDrop: (drop) => drops.push(drop) };
const client = new AnalyticsClient(options);
client.trackEvent("signup", { plan: "pro" }, { revenue: { amount: "1.00", currency: "EUR" } });
// @ts-expect-error a mode that there is not
new AnalyticsClient({ apiBaseUrl: "https://stats.example.org", key: "ff_1", mode: "secret" });
export const done: Promise<boolean> = client.flush();
`;
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true, type: "module" }));
  for (const name of ["esm.mts", "common.cts", "bundled.ts"]) writeFileSync(join(folder, name), use);
  const strict = { strict: true, noEmit: true, types: [], lib: ["ES2022", "DOM"], target: "ES2022" };
  const projects = {
    nodenext: { compilerOptions: { ...strict, module: "NodeNext", moduleResolution: "NodeNext" }, files: ["esm.mts", "common.cts"] },
    bundler: { compilerOptions: { ...strict, module: "ESNext", moduleResolution: "Bundler" }, files: ["bundled.ts"] },
  };
  for (const [name, project] of Object.entries(projects)) {
    const file = join(folder, `tsconfig.${name}.json`);
    writeFileSync(file, JSON.stringify(project));
    execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", file], { stdio: "pipe", encoding: "utf8" });
  }
});

test("EachKindOfImportLeadsToItsFile", () => {
  const run = (script, type) =>
    execFileSync(process.execPath, [`--input-type=${type}`, "--eval", script], { cwd: folder, encoding: "utf8" }).trim();
  const imported = run('console.log(import.meta.resolve("@footfall/client"))', "module");
  const required = run('console.log(require.resolve("@footfall/client"))', "commonjs");
  assert.deepEqual([imported.split("/").at(-1), required.split("/").at(-1)], ["node.js", "node.cjs"]);
});
