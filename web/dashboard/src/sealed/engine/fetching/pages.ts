// Fetches a project's envelopes page by page, from wherever reading stopped. What has been fetched is kept on disk as it came: sealed.
import type { Bytes } from "@footfall/sealing/bytes";
import type { PageCache } from "./cache";
import { BrokenPage, lastNumber } from "./records";

/** How the dashboard asks its server: `fetch`, or one that signs in again and retries. */
export type Fetch = (address: string, options: RequestInit) => Promise<Response>;

export interface Source {
  /** The project's id. */
  project: string;
  fetch: Fetch;
  cache: PageCache;
  signal: AbortSignal;
}

export interface Page {
  bytes: Bytes;
  /** The number to go on after. */
  last: number;
  /** From the disk, not from the server. */
  cached: boolean;
}

/** The server does not hand out envelopes; `status` tells why. */
export class Refused extends Error {
  constructor(readonly status: number) {
    super(`The server answered ${status} when asked for what is sealed.`);
  }
}

/** Twice what the server's pages have: memory is not for it to spend. */
const mostBytes = 16 << 20;

const joined = (parts: Bytes[], length: number): Bytes => {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** All that is answered, if it is no more than `most`. */
export const bytesOf = async (response: Response, most: number): Promise<Bytes> => {
  const parts: Bytes[] = [];
  const reader = (response.body as ReadableStream<Bytes>).getReader();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(parts, length);
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new BrokenPage("What the server sends is longer than any that it makes.");
    }
    parts.push(value);
  }
};

const ask = async ({ project, fetch, signal }: Source, query: string, tag?: string): Promise<Response> => {
  const headers = { accept: "application/octet-stream", ...(tag === undefined ? {} : { "if-none-match": tag }) };
  const response = await fetch(`/api/v1/projects/${project}/envelopes?${query}`, { headers, signal });
  if (!response.ok && response.status !== 304) throw new Refused(response.status);
  return response;
};

/** Null for an empty answer. */
const read = async ({ cache }: Source, after: number, response: Response): Promise<Page | null> => {
  const bytes = await bytesOf(response, mostBytes);
  const last = lastNumber(bytes);
  if (last === null) return null;
  if (last <= after) throw new BrokenPage("A page of envelopes does not go on where the one before ended.");
  const tag = response.headers.get("etag");
  if (tag) await cache.keep(after, { bytes, last, tag });
  return { bytes, last, cached: false };
};

/** Every page after `after`. The next one is fetched while the caller works on the one before. */
export async function* pages(source: Source, after = 0): AsyncGenerator<Page> {
  let next = nextPage(source, after);
  for (;;) {
    const page = await next;
    if (!page) return;
    next = nextPage(source, page.last);
    // Awaited in the next round only; until then nobody is told of its failure, and that is no fault.
    next.catch(() => undefined);
    yield page;
  }
}

const nextPage = async (source: Source, after: number): Promise<Page | null> => {
  const { cache, signal } = source;
  signal.throwIfAborted();
  const kept = await cache.read(after);
  if (!kept) return read(source, after, await ask(source, `after=${after}`));
  const { bytes, last, tag } = kept;
  const response = await ask(source, `after=${after}&until=${last}`, tag);
  if (response.status === 304) return { bytes, last, cached: true };
  await cache.forget(after);
  // Nothing is left of that page; there may be more behind it.
  return (await read(source, after, response)) ?? nextPage(source, last);
};
