// Pages of envelopes on disk, in the browser's own cache, so that the next visit fetches only what is new. Only sealed bytes go there, and a page
// is used again only after the server has said that it still has all of it: what was erased must not come back.
import type { Bytes } from "@footfall/sealing/bytes";
import { lastNumber } from "./records";

export interface KeptPage {
  bytes: Bytes;
  last: number;
  /** What the server called it. */
  tag: string;
}

/** Pages by the number that they come after. */
export interface PageCache {
  read(after: number): Promise<KeptPage | null>;
  keep(after: number, page: KeptPage): Promise<void>;
  forget(after: number): Promise<void>;
}

/** For browsers without a cache. */
const noCache: PageCache = {
  read: async () => null,
  keep: async () => undefined,
  forget: async () => undefined,
};

/** Smaller pages are the growing end of a project: fetching them again costs less than keeping every state of it. */
const leastBytes = 1 << 20;

export const openPageCache = async (project: string): Promise<PageCache> => {
  if (!("caches" in globalThis)) return noCache;
  const name = `footfall-sealed/${project}`;
  const cache = await caches.open(name);
  let isFull = false;
  const addressOf = (after: number): string => `/${name}/${after}`;
  return {
    read: async (after) => {
      const kept = await cache.match(addressOf(after));
      if (!kept) return null;
      const bytes = new Uint8Array(await kept.arrayBuffer());
      return { bytes, last: lastNumber(bytes) as number, tag: kept.headers.get("etag") as string };
    },
    keep: async (after, { bytes, tag }) => {
      if (isFull || bytes.length < leastBytes) return;
      try {
        await cache.put(addressOf(after), new Response(bytes, { headers: { etag: tag } }));
      } catch (error) {
        // The disk's share of this origin is used up. Reading goes on; what is not kept is fetched again next time.
        if ((error as Error).name !== "QuotaExceededError") throw error;
        isFull = true;
      }
    },
    forget: async (after) => {
      await cache.delete(addressOf(after));
    },
  };
};
