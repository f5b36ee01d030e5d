// Which segments are open in the database: those that the questions so far were about, as many as may be held at once.
import type { Bytes } from "@footfall/sealing/bytes";
import type { Refusal } from "@footfall/sealing/open";
import type { Secret } from "@footfall/sealing/wrapping";
import type { Callable } from "../calls";
import type { Database } from "../database/database.worker";
import { type Limits, tooManyRows } from "../limits";
import type { Openers } from "../opening/pool";
import type { SegmentProgress } from "../progress";
import type { SegmentFiles } from "./files";
import type { LiveSegment, SegmentList } from "./list";

/** Milliseconds since 1970; what a question is about. */
export interface Period {
  from: number;
  to: number;
}

const hour = 3_600_000;
/** A visit may have begun before the range, in an earlier segment. */
const reach = 24 * hour;

/** Why a segment is no part of the answers. */
export type SegmentRefusal = Refusal | "other_bytes" | "missing" | "broken";

export interface Means {
  files: SegmentFiles;
  openers: Openers;
  database: Callable<Database>;
  secrets: ReadonlyMap<string, Secret>;
  limits: Limits;
  progress: SegmentProgress;
  tell: () => void;
  /** Of the reader. A question that is cancelled leaves what was begun for it to the next one. */
  ends: AbortSignal;
}

const meets = ({ firstHour, lastHour }: LiveSegment["description"], period: Period | undefined): boolean =>
  !period || (firstHour * hour < period.to + reach && (lastHour + 1) * hour > period.from - reach);

const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    work.then(resolve, reject);
  });

export class Shelf {
  private live: LiveSegment[] = [];
  /** By the segment's id. A number stays for good, because visits may have been taken out of it. */
  private readonly numbers = new Map<string, number>();
  /** In the order of their last use. */
  private readonly open = new Map<string, LiveSegment>();
  private readonly refused = new Set<string>();
  private readonly ahead = new Map<string, Promise<Bytes | SegmentRefusal>>();

  constructor(private readonly means: Means) {}

  /** Takes a newer list. What does not count any more is closed with the next question. True where envelopes are back that a segment stood for. */
  list({ live }: SegmentList): boolean {
    const standing = new Set(live.flatMap(({ manifest }) => [manifest.segment, ...manifest.replaces]));
    const isBack = this.live.some(({ manifest }) => !standing.has(manifest.segment));
    this.live = live;
    this.means.progress.live = live.length;
    this.means.progress.liveRows = live.reduce((sum, { description }) => sum + description.rows, 0);
    return isBack;
  }

  /** Drops the sealed bytes of segments that do not count any more: what was erased must not stay. */
  tidyDisk(): Promise<void> {
    return this.means.files.keepOnly(new Set(this.live.map(({ manifest }) => manifest.segment)));
  }

  /** The beginning of the hour of the earliest event in any segment; null where there is none. */
  since(): number | null {
    const hours = this.live.filter(({ description }) => description.rows > 0).map(({ description }) => description.firstHour);
    return hours.length > 0 ? Math.min(...hours) * hour : null;
  }

  /** The end of the hour of the latest, likewise. */
  until(): number | null {
    const hours = this.live.filter(({ description }) => description.rows > 0).map(({ description }) => description.lastHour);
    return hours.length > 0 ? (Math.max(...hours) + 1) * hour : null;
  }

  /** True where a segment may have something to say of the period. */
  concerns(period: Period | undefined): boolean {
    return this.live.some((segment) => segment.description.rows > 0 && meets(segment.description, period));
  }

  /** Begins to fetch and open what a question about the period will need. */
  prepare(period: Period | undefined): void {
    for (const segment of this.missing(period).slice(0, 2)) this.fetch(segment);
  }

  /** False where a question about the period can be asked as things are. */
  lacks(period: Period | undefined): boolean {
    return this.missing(period).length > 0 || [...this.open.keys()].some((id) => !this.counts(id));
  }

  /** Closes what does not count any more, so that nothing is held against it. */
  async tidy(): Promise<void> {
    for (const id of [...this.open.keys()]) if (!this.counts(id)) await this.close(id);
  }

  /** Opens what a question about the period needs. True where something changed. */
  async need(period: Period | undefined, signal: AbortSignal): Promise<boolean> {
    await this.tidy();
    const missing = this.missing(period);
    await this.makeRoom(missing, period);
    for (const [place, segment] of missing.entries()) {
      const opened = this.fetch(segment);
      const next = missing[place + 1];
      if (next) this.fetch(next);
      await this.take(segment, await orAborted(opened, signal));
    }
    return missing.length > 0;
  }

  private missing(period: Period | undefined): LiveSegment[] {
    return this.live.filter(
      ({ manifest: { segment }, description }) =>
        description.rows > 0 && !this.open.has(segment) && !this.refused.has(segment) && meets(description, period),
    );
  }

  private counts(id: string): boolean {
    return this.live.some(({ manifest }) => manifest.segment === id);
  }

  /** Closes what the question does not need, the longest unused first, where all together would be too much. */
  private async makeRoom(missing: LiveSegment[], period: Period | undefined): Promise<void> {
    const rowsOf = (segments: Iterable<LiveSegment>): number => [...segments].reduce((sum, { description }) => sum + description.rows, 0);
    for (const [id, segment] of [...this.open]) {
      if (!meets(segment.description, period)) continue;
      this.open.delete(id);
      this.open.set(id, segment);
    }
    const most = this.means.limits.segmentRows;
    for (const [id, segment] of [...this.open]) {
      if (rowsOf(this.open.values()) + rowsOf(missing) <= most) return;
      if (!meets(segment.description, period)) await this.close(id);
    }
    const needed = rowsOf(this.open.values()) + rowsOf(missing);
    if (needed > most) throw tooManyRows(needed, this.means.limits);
  }

  private async close(id: string): Promise<void> {
    const segment = this.open.get(id);
    this.open.delete(id);
    this.means.progress.rows -= segment?.description.rows ?? 0;
    await this.means.database.call("removeSegment", this.numberOf(id));
  }

  private numberOf(id: string): number {
    const known = this.numbers.get(id) ?? this.numbers.size + 1;
    this.numbers.set(id, known);
    return known;
  }

  private fetch(segment: LiveSegment): Promise<Bytes | SegmentRefusal> {
    const { segment: id } = segment.manifest;
    const begun = this.ahead.get(id) ?? this.openOne(segment);
    this.ahead.set(id, begun);
    // Failures are told where it is needed, and the next question tries again.
    begun.catch(() => this.ahead.delete(id));
    return begun;
  }

  private async openOne({ manifest, epoch }: LiveSegment): Promise<Bytes | SegmentRefusal> {
    const { files, openers, secrets, progress, tell, ends } = this.means;
    const fetched = await files.fetch(manifest, ends);
    if (typeof fetched === "string") return fetched;
    progress.bytes += fetched.file.length;
    if (fetched.cached) progress.cachedBytes += fetched.file.length;
    tell();
    const opened = await openers.openSegment(secrets.get(epoch) as Secret, manifest, fetched.file, ends);
    return "content" in opened ? opened.content : opened.refusal;
  }

  private async take(segment: LiveSegment, opened: Bytes | SegmentRefusal): Promise<void> {
    const { manifest, description } = segment;
    const { database, progress, tell } = this.means;
    this.ahead.delete(manifest.segment);
    if (typeof opened === "string") return this.refuse(segment, opened);
    const { form, schema, rows } = description;
    try {
      await database.call(
        "addSegment",
        { number: this.numberOf(manifest.segment), form, schema, rows, content: opened },
        { buffers: [opened.buffer] },
      );
    } catch (error) {
      if (/^Out of Memory/.test((error as Error).message)) throw error;
      return this.refuse(segment, "broken", (error as Error).name === "BrokenSegment" ? (error as Error).message : null);
    }
    this.open.set(manifest.segment, segment);
    progress.rows += description.rows;
    tell();
  }

  private refuse({ manifest }: LiveSegment, why: SegmentRefusal, detail: string | null = null): void {
    const { progress, tell } = this.means;
    this.refused.add(manifest.segment);
    progress.refused.push({ segment: manifest.segment, by: manifest.by, why, detail });
    tell();
  }
}
