// usage: node sdk/js/react/build.mjs
import { fileURLToPath } from "node:url";
import { buildPackage } from "../package-build.mjs";

await buildPackage(fileURLToPath(new URL(".", import.meta.url)), [{ name: "index", client: true, budget: 2000 }]);
