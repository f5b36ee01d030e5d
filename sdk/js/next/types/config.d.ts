// The public surface of @footfall/next/config: written by hand and reviewed, shipped as it is.
import type { NextConfig } from "next";

export interface FootfallPathOptions {
  /** Where Footfall is, such as `https://stats.example.org`. */
  server: string;
  /** The path under which pages reach it. Default: `/stats`. */
  path?: string;
}

type Configured = NextConfig | ((phase: string, context: { defaultConfig: NextConfig }) => NextConfig | Promise<NextConfig>);

/** Leads a path of the site's own host to Footfall: what takes events, experiments and scripts, and nothing else of the server. Rewrites of yours stay. */
export declare function withFootfall<T extends Configured>(config: T, options: FootfallPathOptions): T;
