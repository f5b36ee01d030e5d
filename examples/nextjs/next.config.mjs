import { fileURLToPath } from "node:url";
import { withFootfall } from "@footfall/next/config";

const config = {
  // The types are checked with those of the whole repository, whose compiler Next does not know.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL("../..", import.meta.url)) },
};

export default withFootfall(config, { server: process.env.FOOTFALL_SERVER ?? "http://127.0.0.1:8000", path: "/stats" });
