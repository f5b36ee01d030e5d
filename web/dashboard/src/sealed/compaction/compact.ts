// Puts segments in the place of envelopes. Anybody who holds the keys may do it, and of two at once one wins: the other begins again with what is left.
import type { Writer } from "@footfall/sealing/chain";
import type { SegmentDescription } from "@footfall/sealing/manifest";
import { consumedHash } from "@footfall/sealing/segment";
import type { Secret } from "@footfall/sealing/wrapping";
import { Problem } from "../../api/http";
import type { Without } from "../engine/database/contentWriter";
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
import { putSegment } from "./put";
import { rewrite } from "./rewrite";
import { freshEvents, isDue, lastRipeHour, mergeable } from "./rules";

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
  /** Fresh segments that are merged, if there are so many. */
  freshToMerge?: number;
}

/** How far it is. */
export interface Compacted {
  /** Envelopes and events that were opened, and what is in segments by now. */
  opened: number;
  events: number;
  segments: number;
  envelopes: number;
  /** Segments that one of several was put in the place of. */
  merged: number;
  /** Events of somebody who is erased, left out. */
  left: number;
}

const noOne: Without = { visitors: [], users: [] };

/** A range that another key holder was quicker with is left to them; who loses this often is in somebody's way. */
const mostConflicts = 5;

class Compaction {
  private readonly done: Compacted = { opened: 0, events: 0, segments: 0, envelopes: 0, merged: 0, left: 0 };
  private readonly openers: Openers;
  private readonly fetch: Fetch;

  constructor(private readonly options: CompactOptions) {
    const { project, epochKeys, fetch = globalThis.fetch.bind(globalThis) } = options;
    this.fetch = fetch;
    this.openers = startOpeners(project.id, epochKeys);
  }

  /** `eventsAnEnvelope`: only where it is worth while by the rules. `without`: all there is, young or not, but for whom it names. */
  async run({ eventsAnEnvelope, without }: { eventsAnEnvelope?: number; without?: Without } = {}): Promise<Compacted> {
    const { project, trust, writer, signal } = this.options;
    const { now } = writer();
    const lastHour = without ? Number.POSITIVE_INFINITY : lastRipeHour(now);
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
          const found = await this.one(source, epoch, lastHour, without);
          if (found === "moved" && ++conflicts > mostConflicts)
            throw new Problem(409, "Somebody else is compacting", "Another key holder was quicker each time.", null, "Try again later.");
          more = found === "moved" || found === "more";
        }
      }
      if (!without) await this.merge();
      return this.done;
    } finally {
      this.openers.end();
    }
  }

  /** One segment of an epoch; tells whether there is more to do. */
  private async one(source: Source, epoch: string, lastHour: number, without: Without = noOne): Promise<"more" | "all" | "moved"> {
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
      const { left, ...content } = await tables.call("content", { known, without });
      source.signal.throwIfAborted();
      if (!(await this.put(epoch, gathered, content))) return "moved";
      this.tell({ segments: 1, envelopes: gathered.ids.length, left });
      return gathered.more ? "more" : "all";
    } finally {
      tables.end();
    }
  }

  /** Many small segments of an epoch become a large one. Where somebody else is at it, it is left to them. */
  private async merge(): Promise<void> {
    const { project, trust, signal, freshToMerge } = this.options;
    const { live } = await listSegments(project.id, this.fetch, trust, signal);
    for (const segments of mergeable(live, freshToMerge)) {
      const { segment } = await rewrite(this.options, segments, noOne);
      if (segment) this.tell({ merged: segments.length });
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
    if (isIn !== null) remember(await listSegments(project.id, this.fetch, trust, signal), trust);
    return isIn !== null;
  }

  private tell(more: Partial<Compacted>): void {
    for (const [name, count] of Object.entries(more)) this.done[name as keyof Compacted] += count;
    this.options.onProgress?.({ ...this.done });
  }
}

/** Compacts what is ripe, all of it. Cancelled between segments as well as within one: what is put is put. */
export const compact = (options: CompactOptions): Promise<Compacted> => new Compaction(options).run();

/** The same where so much waits that it is worth while; `eventsAnEnvelope` is what those that were opened have on average. */
export const compactIfDue = (options: CompactOptions, eventsAnEnvelope: number): Promise<Compacted> =>
  new Compaction(options).run({ eventsAnEnvelope });

/** All that lies in envelopes, that of the last hours included, without those who are erased. */
export const compactAll = (options: CompactOptions, without: Without): Promise<Compacted> => new Compaction(options).run({ without });
