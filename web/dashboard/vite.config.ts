import preact from "@preact/preset-vite";
import { defineConfig, loadEnv } from "vite";

// The address that `make dev` gives the server, so that both follow one setting.
const server = loadEnv("", ".", "FOOTFALL_").FOOTFALL_URLS?.split(";")[0] || "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [preact({ reactAliasesEnabled: false })],
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
      "/events": server,
      "/health": server,
      "/live": { target: server.replace("http", "ws"), ws: true },
    },
  },
});
