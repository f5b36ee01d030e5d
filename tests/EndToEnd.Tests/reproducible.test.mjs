import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { after, before, test } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import { dataDirectory, root, startServer } from "./support/server.mjs";

/** Whoever has the source can tell whether a server hands out what the source says: another build, in another place, has the same hashes. */
let data;
let server;
let copy;

before(async () => {
  data = dataDirectory();
  server = await startServer(data.path, {}, ["serve"]);
  copy = mkdtempSync(join(tmpdir(), "footfall-source-"));
});
after(async () => {
  await server?.stop();
  data?.remove();
  rmSync(copy, { recursive: true, force: true });
});

const isSource = (path) => !["dist", "node_modules"].includes(basename(path));

/** The source without anything built. The packages are those of the lock file in both. */
const copySource = () => {
  for (const part of ["package.json", "tsconfig.base.json", "schema", "web", "src/Storage/Events/Migrations"])
    cpSync(join(root, part), join(copy, part), { recursive: true, filter: isSource });
  cpSync(join(root, "node_modules", "@footfall"), join(copy, "node_modules", "@footfall"), { recursive: true, verbatimSymlinks: true });
  for (const name of readdirSync(join(root, "node_modules")))
    if (name !== "@footfall") symlinkSync(join(root, "node_modules", name), join(copy, "node_modules", name));
};

/** Elsewhere, at another hour's offset and in another language: nothing of this may be in what is built. */
const buildThere = () => {
  const options = { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8" } };
  execFileSync(process.execPath, ["web/tracker/build.mjs"], { ...options, cwd: copy });
  const vite = join(root, "node_modules/vite/bin/vite.js");
  execFileSync(process.execPath, [vite, "build", "--logLevel", "error"], { ...options, cwd: join(copy, "web/dashboard") });
};

const hashOf = (path) => {
  const stored = readFileSync(path);
  return `sha384-${createHash("sha384")
    .update(path.endsWith(".br") ? brotliDecompressSync(stored) : stored)
    .digest("base64")}`;
};

const hashes = (folder, prefix, isServed = () => true) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile() && isServed(file.name))
      .map((file) => join(file.parentPath, file.name))
      .map((path) => [prefix + path.slice(folder.length).replace(/\.br$/, ""), hashOf(path)]),
  );

test("ASecondBuildElsewhereHasTheHashesThatTheServerTells", { timeout: 300_000 }, async () => {
  copySource();
  buildThere();
  const told = await (await fetch(`${server.address}/.well-known/footfall.json`)).json();
  assert.ok(
    told.tracker["/js/footfall.sealed.js"] && told.tracker["/js/footfall.consent.json"] && told.dashboard["/index.html"],
    JSON.stringify(told),
  );
  assert.deepEqual(
    hashes(join(copy, "web/tracker/dist"), "/js", (name) => name !== "sizes.json"),
    told.tracker,
  );
  assert.deepEqual(hashes(join(copy, "web/dashboard/dist"), ""), told.dashboard);
});
