import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const SRC = fileURLToPath(new URL("../src/", import.meta.url));

/** A module of `src`, compiled on its own, such as `question/period`. */
export const load = (path) => compile({ entryPoints: [`${SRC}${path}.ts`] });

/** Several modules of `src` that share what they keep, as on one page. */
export const loadTogether = (...paths) =>
  compile({ stdin: { contents: paths.map((path) => `export * from "./${path}.ts";`).join("\n"), resolveDir: SRC, loader: "ts" } });

async function compile(entry) {
  const folder = mkdtempSync(join(tmpdir(), "footfall-dashboard-"));
  const outfile = join(folder, "module.mjs");
  await build({ ...entry, bundle: true, format: "esm", platform: "node", outfile, logLevel: "error" });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
