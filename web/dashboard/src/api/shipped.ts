import { send } from "./http";

/** The files that the program behind this page hands to browsers, and their hashes as pages name them (Subresource Integrity). */
export interface Shipped {
  version: string;
  /** Where the data is, when the owner's own program serves this page in place of the server. */
  server?: string;
  tracker: Record<string, string>;
}

export const readShipped = (signal?: AbortSignal): Promise<Shipped> =>
  send("GET", "/.well-known/footfall.json", undefined, signal ? { signal } : {});

/** The address that websites load a script from: never this page's own, where its owner serves it to themselves. */
export const scriptSource = (shipped: Shipped, file: string): string => `${shipped.server ?? location.origin}/js/${file}`;

/** The attributes with which a browser runs the script as it is now, and no other. */
export const unaltered = (shipped: Shipped, file: string): string => {
  const hash = shipped.tracker[`/js/${file}`];
  if (!hash) throw new Error(`The server does not tell the hash of ${file}, so that the line to paste cannot name it.`);
  return `integrity="${hash}" crossorigin="anonymous"`;
};
