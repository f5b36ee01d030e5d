// Builds the shop into dist/: the page's script, and the server, which finds its packages itself.
import { copyFileSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

mkdirSync(here("dist"), { recursive: true });
copyFileSync(here("src/index.html"), here("dist/index.html"));
const common = { bundle: true, format: "esm", target: "es2022", outdir: here("dist"), logLevel: "error" };
await build({ ...common, entryPoints: [here("src/shop.ts")] });
await build({ ...common, entryPoints: [here("src/server.ts")], platform: "node", packages: "external" });
