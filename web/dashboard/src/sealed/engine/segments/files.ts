// Fetches the bytes of segments, and keeps them on disk as they came: sealed. They never change, and their hash was signed.
import { type Bytes, toBase64Url } from "@footfall/sealing/bytes";
import type { Manifest } from "@footfall/sealing/manifest";
import { bytesOf, type Fetch, Refused } from "../fetching/pages";

export interface Fetched {
  file: Bytes;
  cached: boolean;
}

export interface SegmentFiles {
  /** Or why the server's bytes are not those whose hash was signed. */
  fetch(manifest: Manifest, signal: AbortSignal): Promise<Fetched | "other_bytes" | "missing">;
  /** Drops what is kept of segments that do not count any more: what was erased must not stay. */
  keepOnly(live: ReadonlySet<string>): Promise<void>;
}

/** As the server takes them, and what a hostile one may spend of the memory. */
const mostBytes = 512 << 20;

const hashOf = async (file: Bytes): Promise<string> => toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", file)));

const nameOf = (project: string): string => `footfall-segments/${project}`;

export const openSegmentFiles = async (project: string, fetch: Fetch): Promise<SegmentFiles> => {
  const cache = "caches" in globalThis ? await caches.open(nameOf(project)) : null;
  const addressOf = (segment: string): string => `/${nameOf(project)}/${segment}`;
  const keep = async (segment: string, file: Bytes): Promise<void> => {
    try {
      await cache?.put(addressOf(segment), new Response(file));
    } catch (error) {
      // The disk's share of this origin is used up: it is fetched again next time.
      if ((error as Error).name !== "QuotaExceededError") throw error;
    }
  };
  return {
    fetch: async ({ segment, hash }, signal) => {
      const kept = await cache?.match(addressOf(segment));
      if (kept) {
        const file = new Uint8Array(await kept.arrayBuffer());
        if ((await hashOf(file)) === hash) return { file, cached: true };
        await cache?.delete(addressOf(segment));
      }
      const response = await fetch(`/api/v1/projects/${project}/segments/${segment}`, {
        headers: { accept: "application/octet-stream" },
        signal,
      });
      if (response.status === 404) return "missing";
      if (!response.ok) throw new Refused(response.status);
      const file = await bytesOf(response, mostBytes);
      if ((await hashOf(file)) !== hash) return "other_bytes";
      await keep(segment, file);
      return { file, cached: false };
    },
    keepOnly: async (live) => {
      for (const { url } of (await cache?.keys()) ?? []) {
        const segment = url.slice(url.lastIndexOf("/") + 1);
        if (!live.has(segment)) await cache?.delete(addressOf(segment));
      }
    },
  };
};
