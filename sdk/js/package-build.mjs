// How the packages that stand on the client are built: an ES module, CommonJS and types for each entry, and a size beside its budget.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";

const brotli = (text) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length } }).length;

/**
 * Builds `home`, whose `entries` are files of its `src` and `types` by name, each with its `budget` in bytes of the ES module after brotli; `client` ones are
 * marked as such for frameworks that run on both sides. Everything that is not the package's own stays an import. Fails when an entry is over its budget.
 */
export const buildPackage = async (home, entries) => {
  const dist = join(home, "dist");
  const { name: called, peerDependencies = {} } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const external = ["node:*", ...Object.keys(peerDependencies).flatMap((peer) => [peer, `${peer}/*`])];
  mkdirSync(dist, { recursive: true });
  for (const { name, source = `${name}.ts`, client = false, budget } of entries) {
    for (const format of ["esm", "cjs"])
      await build({
        entryPoints: [join(home, "src", source)],
        bundle: true,
        format,
        platform: "neutral",
        minify: client,
        // Names of components are read by people.
        keepNames: false,
        jsx: "automatic",
        target: "es2022",
        external,
        banner: client ? { js: '"use client";' } : {},
        outfile: join(dist, `${name}.${format === "cjs" ? "cjs" : "js"}`),
        legalComments: "none",
        logLevel: "error",
      });
    const types = join(home, "types", `${name}.d.ts`);
    copyFileSync(types, join(dist, `${name}.d.ts`));
    // The same for `require`, which wants names that say so.
    writeFileSync(join(dist, `${name}.d.cts`), readFileSync(types, "utf8").replace(/"(\.\/\w+)\.js"/g, '"$1.cjs"'));
    const size = brotli(readFileSync(join(dist, `${name}.js`)));
    const words = name === "index" ? called : `${called}/${name}`;
    console.log(`${words.padEnd(20)} brotli ${size} of ${budget}${size > budget ? "  OVER BUDGET" : ""}`);
    if (size > budget) process.exitCode = 1;
  }
};
