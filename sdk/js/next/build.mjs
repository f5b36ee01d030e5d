// usage: node sdk/js/next/build.mjs
import { fileURLToPath } from "node:url";
import { buildPackage } from "../package-build.mjs";

await buildPackage(fileURLToPath(new URL(".", import.meta.url)), [
  { name: "app", source: "app.tsx", client: true, budget: 700 },
  { name: "pages", source: "pages.tsx", client: true, budget: 400 },
  { name: "server", budget: 1300 },
  { name: "config", budget: 600 },
]);
