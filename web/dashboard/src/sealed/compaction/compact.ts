// Puts segments in the place of envelopes. Anybody who holds the keys may do it, and of two at once one wins: the other begins again with what is left.
import { toBase64Url } from "@footfall/sealing/bytes";
import type { Writer } from "@footfall/sealing/chain";
import type { SegmentDescription } from "@footfall/sealing/manifest";
import { consumedHash, sealSegment } from "@footfall/sealing/segment";
import type { SegmentChain } from "@footfall/sealing/segment-chain";
import type { Secret } from "@footfall/sealing/wrapping";
import { Problem, send } from "../../api/http";
import { openPageCache } from "../engine/fetching/cache";
import type { Fetch } from "../engine/fetching/pages";
import type { EpochKeys } from "../engine/opening/opening";
import { type Openers, startOpeners } from "../engine/opening/pool";
import type { Reader } from "../engine/reader";
import type { SegmentContent } from "../engine/segments/content";
import { listSegments, remember, type Trust } from "../engine/segments/list";
import { migrations } from "../engine/tables/migrations";
import { startTables } from "../engine/tables/tables";
import type { SealedProject } from "../types";
import { type Gathered, gather, type Source, survey } from "./gather";
import { freshEvents, isDue, lastRipeHour } from "./rules";

export interface CompactOptions {
  project: SealedProject & { id: string };
  epochKeys: EpochKeys;
  trust: Trust;
  /** Who signs. */
  writer: () => Writer;
  /** Knows which ids segments have already. */
  reader: Pick<Reader, "known">;
  fetch?: Fetch;
  onProgress?: (progress: Compacted) => void;
  signal: AbortSignal;
  /** Events of one segment, about. */
  enough?: number;
}

/** How far it is. */
export interface Compacted {
  /** Envelopes and events that were opened, and what is in segments by now. */
  opened: number;
  events: number;
  segments: number;
  envelopes: number;
}

/** A range that another key holder was quicker with is left to them; who loses this often is in somebody's way. */
const mostConflicts = 5;

class Compaction {
  private readonly done: Compacted = { opened: 0, events: 0, segments: 0, envelopes: 0 };
  private readonly openers: Openers;
  private readonly fetch: Fetch;

  constructor(private readonly options: CompactOptions) {
    const { project, epochKeys, fetch = globalThis.fetch.bind(globalThis) } = options;
    this.fetch = fetch;
    this.openers = startOpeners(project.id, epochKeys);
  }

  /** `eventsAnEnvelope`: only where it is worth while by the rules. */
  async run(eventsAnEnvelope?: number): Promise<Compacted> {
    const { project, trust, writer, signal } = this.options;
    const { now } = writer();
    const lastHour = lastRipeHour(now);
    const source: Source = { project: project.id, fetch: this.fetch, cache: await openPageCache(project.id), signal };
    let conflicts = 0;
    try {
      const waiting = await survey(source);
      if (eventsAnEnvelope !== undefined && !isDue(waiting, eventsAnEnvelope, now)) return this.done;
      const ripe = waiting.filter(({ hour }) => hour <= lastHour);
      for (const epoch of new Set(ripe.map(({ epoch }) => epoch))) {
        // Of those whose key this member lacks somebody else takes care.
        if (!trust.secrets.has(epoch)) continue;
        for (let more = true; more; ) {
          const found = await this.one(source, epoch, lastHour);
          if (found === "moved" && ++conflicts > mostConflicts)
            throw new Problem(409, "Somebody else is compacting", "Another key holder was quicker each time.", null, "Try again later.");
          more = found === "moved" || found === "more";
        }
      }
      return this.done;
    } finally {
      this.openers.end();
    }
  }

  /** One segment of an epoch; tells whether there is more to do. */
  private async one(source: Source, epoch: string, lastHour: number): Promise<"more" | "all" | "moved"> {
    const tables = startTables();
    try {
      const { id, ...rules } = this.options.project;
      await tables.call("begin", rules);
      let events = 0;
      const gathered = await gather(source, epoch, lastHour, this.options.enough ?? freshEvents, this.openers, async (page) => {
        const opened = page.ids.length;
        const booked = await tables.call(
          "add",
          { page, most: Number.POSITIVE_INFINITY },
          { buffers: [page.contents.buffer, page.ends.buffer] },
        );
        events += booked.events;
        this.tell({ opened, events: booked.events });
        return events;
      });
      if (!gathered) return "all";
      const { ids, span } = await tables.call("ids", undefined as never);
      const known = span ? await this.options.reader.known(ids, span, source.signal) : [];
      const content = await tables.call("content", known);
      source.signal.throwIfAborted();
      if (!(await this.put(epoch, gathered, content))) return "moved";
      this.tell({ segments: 1, envelopes: gathered.ids.length });
      return gathered.more ? "more" : "all";
    } finally {
      tables.end();
    }
  }

  private async put(epoch: string, gathered: Gathered, { content, rows, hours }: SegmentContent): Promise<boolean> {
    const { project, trust, signal } = this.options;
    const list = await listSegments(project.id, this.fetch, trust, signal);
    const chain = list.chains.get(epoch);
    const refused = list.refused.find((one) => one.epoch === epoch);
    if (!chain || refused)
      throw new Problem(
        409,
        "The segments of this epoch are in doubt",
        `Their signed chain does not hold (${refused?.refusal}). Nothing is added to it.`,
      );
    const { first, last } = hours ?? gathered.hours;
    const description: SegmentDescription = {
      form: "arrow",
      schema: migrations.length,
      storage: "",
      rows,
      firstHour: first,
      lastHour: last,
      envelopes: gathered.ids.length,
      consumed: await consumedHash(gathered.ids),
      replaces: [],
    };
    const isIn = await putSegment(
      { project: project.id, chain, writer: this.options.writer(), secret: trust.secrets.get(epoch) as Secret, signal },
      description,
      content,
      { first_seq: gathered.first, last_seq: gathered.last },
    );
    if (isIn) remember(await listSegments(project.id, this.fetch, trust, signal), trust);
    return isIn;
  }

  private tell(more: Partial<Compacted>): void {
    for (const [name, count] of Object.entries(more)) this.done[name as keyof Compacted] += count;
    this.options.onProgress?.({ ...this.done });
  }
}

interface Place {
  project: string;
  chain: SegmentChain;
  writer: Writer;
  secret: Secret;
  signal: AbortSignal;
}

/** Seals and uploads. False where something has moved on meanwhile. */
export const putSegment = async (
  { project, chain, writer, secret, signal }: Place,
  description: SegmentDescription,
  content: SegmentContent["content"],
  envelopes: { first_seq: number; last_seq: number } | null,
): Promise<boolean> => {
  const { manifest, bytes } = await sealSegment(chain, writer, secret, description, content);
  const signed = { manifest: toBase64Url(new TextEncoder().encode(manifest.entry)), signature: toBase64Url(manifest.signature) };
  const head = new TextEncoder().encode(JSON.stringify({ ...signed, ...envelopes }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  try {
    await send("POST", `/api/v1/projects/${project}/segments`, new Blob([length, head, bytes], { type: "application/octet-stream" }), {
      signal,
    });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.status === 409) return false;
    throw error;
  }
};

/** Compacts what is ripe, all of it. Cancelled between segments as well as within one: what is put is put. */
export const compact = (options: CompactOptions): Promise<Compacted> => new Compaction(options).run();

/** The same where so much waits that it is worth while; `eventsAnEnvelope` is what those that were opened have on average. */
export const compactIfDue = (options: CompactOptions, eventsAnEnvelope: number): Promise<Compacted> =>
  new Compaction(options).run(eventsAnEnvelope);
