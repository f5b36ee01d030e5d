import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import preact from "@preact/preset-vite";
import { defineConfig, loadEnv } from "vite";
import { brotliWebAssembly } from "./brotli";

// The address that `make dev` gives the server, so that both follow one setting.
const server = loadEnv("", ".", "FOOTFALL_").FOOTFALL_URLS?.split(";")[0] || "http://127.0.0.1:8000";

const duckdb = dirname(createRequire(import.meta.url).resolve("@duckdb/duckdb-wasm/dist/duckdb-eh.wasm"));

export default defineConfig(({ mode }) => ({
  // What tests build for themselves is not worth ten seconds of compressing.
  plugins: [preact({ reactAliasesEnabled: false }), mode === "test" ? null : brotliWebAssembly()],
  // Vite does not find the package's own entry of this name, which leads here.
  resolve: { alias: { "@duckdb/duckdb-wasm/blocking": join(duckdb, "duckdb-browser-blocking.mjs") } },
  worker: { format: "es" },
  build: {
    target: "es2022",
    // The content security policy allows no data: fonts or styles, so nothing may be inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: {
      "/api": server,
      "/collect": server,
      "/js": server,
      "/.well-known": server,
      "/events": server,
      "/health": server,
      "/live": { target: server.replace("http", "ws"), ws: true },
    },
  },
}));
