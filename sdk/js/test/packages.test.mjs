// Each package as its users get it: packed, installed in a folder of somebody else's, imported and required, and held to its reviewed surface.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../../..", import.meta.url));
const packages = ["client", "react", "next", "nest"].map((name) => {
  const home = join(root, "sdk/js", name);
  return { name: `@footfall/${name}`, home, manifest: JSON.parse(readFileSync(join(home, "package.json"), "utf8")) };
});
/** Entries as they are imported, with the reviewed file of each. */
const entries = packages.flatMap(({ name, home, manifest }) =>
  Object.keys(manifest.exports)
    .filter((path) => path !== "./package.json")
    .map((path) => ({ specifier: join(name, path), types: join(home, "types", `${path === "." ? "index" : path.slice(2)}.d.ts`) })),
);
const declared = (file) =>
  [...readFileSync(file, "utf8").matchAll(/^export declare (?:class|function|const) (\w+)/gm)].map(([, name]) => name);
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "footfall-packed-"));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "somebody", private: true }));
  const homes = packages.map(({ home }) => home);
  await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder, ...homes], { cwd: root });
  const packed = readdirSync(folder).filter((file) => file.endsWith(".tgz"));
  assert.equal(packed.length, packages.length);
  const quiet = ["--offline", "--legacy-peer-deps", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"];
  await run("npm", ["install", ...quiet, ...packed.map((file) => `./${file}`)], { cwd: folder });
  // What the packages expect of their users is this repository's own.
  for (const peer of peers) {
    const place = join(folder, "node_modules", peer);
    mkdirSync(dirname(place), { recursive: true });
    symlinkSync(join(root, "node_modules", peer), place);
  }
});
after(() => rmSync(folder, { recursive: true, force: true }));

const peers = [
  ...new Set(
    packages.flatMap(({ manifest }) => Object.keys(manifest.peerDependencies ?? {})).filter((name) => !name.startsWith("@footfall/")),
  ),
  "@types/node",
  "@types/react",
  "@types/react-dom",
  "react-dom",
];
/** Documents whose snippets somebody may copy. */
const documents = [
  "docs/react-integration.md",
  "docs/nestjs-integration.md",
  "docs/nextjs-integration.md",
  "sdk/js/react/README.md",
  "sdk/js/nest/README.md",
  "sdk/js/next/README.md",
];
/** Tools of Node's own process say what a module has. */
const namesOf = async (type, load) => {
  const script = `${load}.then((module) => console.log(JSON.stringify(Object.keys(module).filter((name) => name !== "default" && name !== "module.exports").sort())))`;
  const { stdout } = await run(process.execPath, [`--input-type=${type}`, "--eval", script], { cwd: folder });
  return JSON.parse(stdout);
};

for (const { specifier, types } of entries)
  test(`${specifier} HasTheReviewedNamesForImportAndRequire`, async () => {
    const names = declared(types).sort();
    assert.ok(names.length > 0);
    assert.deepEqual(await namesOf("module", `import(${JSON.stringify(specifier)})`), names);
    assert.deepEqual(await namesOf("commonjs", `Promise.resolve(require(${JSON.stringify(specifier)}))`), names);
  });

test("NothingIsNeededButWhatIsExpectedOfTheUser", () => {
  for (const { name, home, manifest } of packages) {
    assert.equal(manifest.dependencies, undefined, name);
    const allowed = Object.keys(manifest.peerDependencies ?? {});
    for (const file of readdirSync(join(home, "dist")).filter((one) => /\.c?js$/.test(one))) {
      const imports = [
        ...readFileSync(join(home, "dist", file), "utf8").matchAll(/(?:\bfrom|\brequire\(|\bimport\()\s*["']([^"'./][^"']*)["']/g),
      ];
      for (const [, from] of imports)
        assert.ok(
          from.startsWith("node:") || allowed.some((peer) => from === peer || from.startsWith(`${peer}/`)),
          `${name} ${file}: ${from}`,
        );
    }
  }
});

test("OnlyWhatIsBuiltIsPacked", async () => {
  for (const { name } of packages) {
    const files = readdirSync(join(folder, "node_modules", name)).sort();
    assert.deepEqual(files, ["README.md", "dist", "package.json"], name);
  }
});

test("EachSnippetOfTheDocumentsIsRightByItsTypes", async () => {
  const place = join(folder, "snippets");
  mkdirSync(place);
  const files = documents.flatMap((document) => {
    const snippets = [...readFileSync(join(root, document), "utf8").matchAll(/^```(tsx?)\n([\s\S]*?)^```/gm)];
    assert.ok(snippets.length > 0, document);
    return snippets.map(([, kind, code], at) => {
      const file = `${document.replaceAll(/\W/g, "_")}${at}.${kind}`;
      writeFileSync(join(place, file), code);
      return file;
    });
  });
  // What snippets import of an application that is not shown.
  writeFileSync(join(place, "app.tsx"), "export const App = () => null;\n");
  const compilerOptions = {
    ...{ strict: true, noEmit: true, jsx: "react-jsx", types: ["node"], lib: ["ES2022", "DOM"], target: "ES2022" },
    ...{ module: "ESNext", moduleResolution: "Bundler", skipLibCheck: true, experimentalDecorators: true },
  };
  writeFileSync(join(place, "tsconfig.json"), JSON.stringify({ compilerOptions, files }));
  const { stdout } = await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", place]).catch((failed) => failed);
  assert.equal(stdout, "");
});

test("TypesAreFoundByEveryKindOfProject", async () => {
  const use = entries.map(({ specifier }, place) => `import * as entry${place} from ${JSON.stringify(specifier)};`);
  const text = `${use.join("\n")}\nexport const all = [${entries.map((_, place) => `entry${place}`)}];\n`;
  for (const name of ["esm.mts", "common.cts", "bundled.ts"]) writeFileSync(join(folder, name), text);
  const strict = { strict: true, noEmit: true, types: ["node"], lib: ["ES2022", "DOM"], target: "ES2022", skipLibCheck: false };
  const projects = {
    nodenext: { compilerOptions: { ...strict, module: "NodeNext", moduleResolution: "NodeNext" }, files: ["esm.mts", "common.cts"] },
    bundler: { compilerOptions: { ...strict, module: "ESNext", moduleResolution: "Bundler" }, files: ["bundled.ts"] },
  };
  for (const [name, project] of Object.entries(projects)) {
    const file = join(folder, `tsconfig.${name}.json`);
    writeFileSync(file, JSON.stringify(project));
    const { stdout } = await run(process.execPath, [join(root, "node_modules/typescript/bin/tsc"), "-p", file]).catch((failed) => failed);
    // What is wrong in others' own types is theirs: Next's do not stand a full check.
    const ours = stdout.split("\n").filter((line) => /^\S/.test(line) && !/^\S*node_modules\/(?!@footfall\/)/.test(line));
    assert.deepEqual(ours, [], name);
  }
});
