import type { NextConfig } from "next";
import type { withFootfall as Api, FootfallPathOptions } from "../types/config";

/** What pages need of the server. Questions, management and the dashboard are not led through. */
const paths = [
  "/collect",
  "/collect/sealed",
  "/track/:kind(view|interaction|event)",
  "/experiments",
  "/pixel.gif",
  "/js/:file(footfall[a-z.]*)",
];

const led = (config: NextConfig, { server, path = "/stats" }: FootfallPathOptions): NextConfig => {
  const ours = paths.map((one) => ({ source: path + one, destination: server.replace(/\/+$/, "") + one.replace(/\(.*\)/, "") }));
  return {
    ...config,
    rewrites: async () => {
      const theirs = (await config.rewrites?.()) ?? [];
      if (Array.isArray(theirs)) return { beforeFiles: ours, afterFiles: theirs, fallback: [] };
      return { ...theirs, beforeFiles: [...ours, ...(theirs.beforeFiles ?? [])] };
    },
  };
};

export const withFootfall = ((
  config: NextConfig | ((...given: unknown[]) => NextConfig | Promise<NextConfig>),
  options: FootfallPathOptions,
) =>
  typeof config === "function" ? async (...given: unknown[]) => led(await config(...given), options) : led(config, options)) as typeof Api;
