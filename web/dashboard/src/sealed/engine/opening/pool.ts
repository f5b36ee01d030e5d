import type { Bytes } from "@footfall/sealing/bytes";
import type { Manifest } from "@footfall/sealing/manifest";
import type { Refusal } from "@footfall/sealing/open";
import type { Secret } from "@footfall/sealing/wrapping";
import { type Callable, callable } from "../calls";
import type { Opener } from "./opener.worker";
import type { EpochKeys, OpenedPage } from "./opening";

/** Beside the page, the rows and the database, which work at the same time; more than this is not faster, because rows are made by one. */
const mostWorkers = 4;

export interface Openers {
  open(part: Bytes, signal?: AbortSignal): Promise<OpenedPage>;
  openSegment(secret: Secret, manifest: Manifest, file: Bytes, signal?: AbortSignal): Promise<{ content: Bytes } | { refusal: Refusal }>;
  end(): void;
}

/** Workers that open parts of pages side by side; each part goes to the one with the least to do. */
export const startOpeners = (project: string, epochKeys: EpochKeys, count = navigator.hardwareConcurrency || 2): Openers => {
  const workers = Array.from({ length: Math.max(1, Math.min(count, mostWorkers)) }, () => ({ opener: startOpener(), waiting: 0 }));
  // An opener takes its calls in order, so nobody has to wait for this one.
  const begun = Promise.all(workers.map(({ opener }) => opener.call("begin", { project, epochKeys })));
  // Told to who opens something; nobody may have.
  begun.catch(() => undefined);
  const byOne = async <T>(work: (opener: Callable<Opener>) => Promise<T>): Promise<T> => {
    await begun;
    const worker = workers.reduce((least, other) => (other.waiting < least.waiting ? other : least));
    worker.waiting++;
    try {
      return await work(worker.opener);
    } finally {
      worker.waiting--;
    }
  };
  return {
    open: (part, signal) => byOne((opener) => opener.call("open", part, { signal, buffers: [part.buffer] })),
    openSegment: (secret, manifest, file, signal) =>
      byOne((opener) => opener.call("openSegment", { secret, manifest, file }, { signal, buffers: [file.buffer] })),
    end: () => {
      for (const { opener } of workers) opener.end();
    },
  };
};

const startOpener = (): Callable<Opener> =>
  callable<Opener>(new Worker(new URL("./opener.worker.ts", import.meta.url), { type: "module", name: "sealed-opener" }));
