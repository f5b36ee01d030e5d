// A file of the package's TypeScript as a module of this process: Node 20 does not read TypeScript itself.
import { build } from "esbuild";

export const load = async (name) => {
  const entry = new URL(`../../src/${name}.ts`, import.meta.url).pathname;
  const result = await build({ entryPoints: [entry], bundle: true, write: false, format: "esm", platform: "node", target: "node20" });
  return import(`data:text/javascript;base64,${Buffer.from(result.outputFiles[0].text).toString("base64")}`);
};
