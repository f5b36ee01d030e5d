// The package as it is built, with the real React of either major.

import { createRequire } from "node:module";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = createRequire(import.meta.url);
const older = createRequire(new URL("../../../react18/package.json", import.meta.url));
const homeOf = (resolver, name) => dirname(resolver.resolve(`${name}/package.json`));

export const majors = [
  { major: 18, resolver: older },
  { major: 19, resolver: here },
].map(({ major, resolver }) => {
  const home = { react: homeOf(resolver, "react"), "react-dom": homeOf(resolver, "react-dom") };
  const { version } = resolver("react/package.json");
  /** A file with all that it imports, as text. */
  const bundle = async (file, platform) => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
      bundle: true,
      write: false,
      format: "esm",
      platform,
      jsx: "automatic",
      alias: home,
      // React and the runtime of JSX ask for parts of Node where they run in it.
      ...(platform === "node" && {
        banner: { js: 'import { createRequire } from "node:module"; const require = createRequire("file:///");' },
      }),
      define: { "process.env.NODE_ENV": '"development"' },
      logLevel: "error",
    });
    return outputFiles[0].text;
  };
  return { major, version, bundle };
});
