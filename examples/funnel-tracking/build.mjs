// Builds the page into dist/. usage: FOOTFALL_SERVER=… FOOTFALL_KEY=… node build.mjs
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { FOOTFALL_SERVER = "http://127.0.0.1:8000", FOOTFALL_KEY = "" } = process.env;

mkdirSync(here("dist"), { recursive: true });
copyFileSync(here("src/index.html"), here("dist/index.html"));
await build({
  entryPoints: [here("src/signup.ts")],
  bundle: true,
  format: "esm",
  target: "es2022",
  outfile: here("dist/signup.js"),
  define: { SERVER: JSON.stringify(FOOTFALL_SERVER), KEY: JSON.stringify(FOOTFALL_KEY) },
  logLevel: "error",
});
