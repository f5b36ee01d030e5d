// usage: node sdk/js/nest/build.mjs
import { fileURLToPath } from "node:url";
import { buildPackage } from "../package-build.mjs";

await buildPackage(fileURLToPath(new URL(".", import.meta.url)), [{ name: "index", budget: 3000 }]);
