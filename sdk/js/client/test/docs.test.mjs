import assert from "node:assert/strict";
import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { transform } from "esbuild";
import { startCollector } from "../../../../web/tracker/test/harness/collector.mjs";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../../..", import.meta.url));
const snippets = ["docs/client-sdk.md", "sdk/js/client/README.md"].flatMap((file) =>
  [...readFileSync(join(root, file), "utf8").matchAll(/^```ts\n([\s\S]*?)^```/gm)].map(([, code], place) => ({
    name: `${file} ${place + 1}`,
    code,
  })),
);
let folder;
let collector;

before(async () => {
  collector = await startCollector();
  folder = mkdtempSync(join(tmpdir(), "footfall-docs-"));
  const installed = join(folder, "node_modules/@footfall/client");
  mkdirSync(installed, { recursive: true });
  for (const part of ["package.json", "dist"]) cpSync(join(root, "sdk/js/client", part), join(installed, part), { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
});
after(() => {
  collector?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("EachSnippetIsRightByItsTypes", () => {
  const files = snippets.map(({ code }, place) => {
    writeFileSync(join(folder, `snippet${place}.ts`), code);
    return `snippet${place}.ts`;
  });
  const compilerOptions = {
    strict: true,
    noEmit: true,
    types: [],
    lib: ["ES2022", "DOM"],
    target: "ES2022",
    module: "ESNext",
    moduleResolution: "Bundler",
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  execFileSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", folder], { stdio: "pipe", encoding: "utf8" });
});

test("EachSnippetRunsAndSaysNothing", async () => {
  assert.ok(snippets.length >= 6);
  for (const [place, { name, code }] of snippets.entries()) {
    const address = code.replaceAll("https://stats.example.org", collector.origin);
    const file = join(folder, `snippet${place}.mjs`);
    writeFileSync(file, (await transform(address, { loader: "ts", format: "esm" })).code);
    // Not the blocking kind: this process is the server.
    const { stdout, stderr } = await run(process.execPath, [file], { cwd: folder, timeout: 20_000 });
    assert.equal(stdout + stderr, "", name);
  }
  const names = new Set(collector.events().map(({ name }) => name));
  for (const name of ["pageview", "click", "timer.started", "signup"]) assert.ok(names.has(name), name);
});
