// Bundles the extension, the client included, into the one file that VS Code loads. Build @footfall/client before.
// usage: node examples/editor-time/build.mjs
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

await build({
  entryPoints: [at("src/extension.ts")],
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node20",
  external: ["vscode"],
  outfile: at("dist/extension.cjs"),
  logLevel: "error",
});
