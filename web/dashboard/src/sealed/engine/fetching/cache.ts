// Pages of envelopes on disk, in the browser's own cache, so that the next visit fetches only what is new. Only sealed bytes go there.
import type { Bytes } from "@footfall/sealing/bytes";
import { lastNumber } from "./records";

export interface KeptPage {
  bytes: Bytes;
  last: number;
}

/** Pages by the number that they come after. */
export interface PageCache {
  read(after: number): Promise<KeptPage | null>;
  keep(after: number, page: KeptPage): Promise<void>;
}

/** For browsers without a cache, and for whoever wants nothing kept. */
export const noCache: PageCache = {
  read: async () => null,
  keep: async () => undefined,
};

/** Smaller pages are the growing end of a project: fetching them again costs less than keeping every state of it. */
const leastBytes = 1 << 20;

const prefix = "footfall-sealed/";

/** Forgets what is kept of a project, in all its generations but the one given. */
export const forgetPages = async (project: string, but?: string): Promise<void> => {
  if (!("caches" in globalThis)) return;
  for (const name of await caches.keys()) if (name.startsWith(`${prefix}${project}/`) && name !== but) await caches.delete(name);
};

/**
 * `generation` names the state of what the server replaced or removed: a page of another one may hold events that have been erased since, and is
 * forgotten.
 */
export const openPageCache = async (project: string, generation: string): Promise<PageCache> => {
  if (!("caches" in globalThis)) return noCache;
  const name = `${prefix}${project}/${generation}`;
  await forgetPages(project, name);
  const cache = await caches.open(name);
  let isFull = false;
  const addressOf = (after: number): string => `/${name}/${after}`;
  return {
    read: async (after) => {
      const kept = await cache.match(addressOf(after));
      if (!kept) return null;
      const bytes = new Uint8Array(await kept.arrayBuffer());
      return { bytes, last: lastNumber(bytes) as number };
    },
    keep: async (after, { bytes }) => {
      if (isFull || bytes.length < leastBytes) return;
      try {
        await cache.put(addressOf(after), new Response(bytes));
      } catch (error) {
        // The disk's share of this origin is used up. Reading goes on; what is not kept is fetched again next time.
        if ((error as Error).name !== "QuotaExceededError") throw error;
        isFull = true;
      }
    },
  };
};
