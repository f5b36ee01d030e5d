// Reads a sealed project in the browser: fetches its envelopes, opens them in workers, and answers questions from a database in memory.
// Everything here is loaded when a sealed project is opened, never before.
import type { SealedProject } from "../types";
import type { Callable } from "./calls";
import { openDatabase } from "./database/database";
import type { Database } from "./database/database.worker";
import type { Parameter, Row } from "./database/statements";
import { openPageCache, type PageCache } from "./fetching/cache";
import { type Fetch, pages } from "./fetching/pages";
import { cutPage } from "./fetching/parts";
import { type SealedRecord, writeRecords } from "./fetching/records";
import { Joint } from "./joint";
import { type Limits, orTooMuch, usualLimits } from "./limits";
import type { FirstNumbers, Span } from "./numbers/numbers";
import type { EpochKeys, OpenedPage } from "./opening/opening";
import { type Openers, startOpeners } from "./opening/pool";
import { addUnopened, noProgress, type Progress } from "./progress";
import { openSegmentFiles } from "./segments/files";
import { listSegments, remember, type Trust } from "./segments/list";
import { type Period, Shelf } from "./segments/shelf";
import { startTables } from "./tables/tables";
import type { Tables } from "./tables/tables.worker";

export interface ReaderOptions {
  project: SealedProject & { id: string };
  epochKeys: EpochKeys;
  fetch?: Fetch;
  onProgress?: (progress: Progress) => void;
  /** Ends opening: the reader is closed, and what was fetched stays on disk for the next one. */
  signal?: AbortSignal;
  limits?: Limits;
  /** What segments are held against; without it there are none to this reader. */
  trust?: Trust;
  /** What the first question will be about: its segments are fetched while the engine starts. */
  first?: Period;
}

export interface Reader {
  /** Totals and a series of what has been opened. Does not wait for the database, and so is null where segments have a part in them. */
  firstNumbers(span: Span, signal?: AbortSignal): Promise<FirstNumbers | null>;
  /** The beginning of the hour of the earliest event in segments, open or not; null where there are none. */
  since(): number | null;
  /** The end of the hour of the latest one, likewise. */
  until(): number | null;
  /**
   * Answers one planned statement with values that never leave the browser. Waits for the database to be up and to have all that was opened, and opens
   * the segments that meet the period: without one, all of them.
   */
  run(sql: string, parameters: readonly Parameter[], signal?: AbortSignal, period?: Period): Promise<Row[]>;
  /** Which of the ids segments have, looked for in those that meet the hours of the period. */
  known(ids: readonly string[], period: Period, signal?: AbortSignal): Promise<string[]>;
  /** Takes envelopes that arrive while the reader is open. Those that it has already change nothing. */
  append(envelopes: readonly SealedRecord[]): Promise<void>;
  /** Fetches what has come since, after a broken connection for instance. */
  catchUp(signal?: AbortSignal): Promise<void>;
  close(): void;
}

/** Compiling the engine keeps this many busy for a second or two: the first numbers come before it then. */
const fewProcessors = 2;

/** A part for one opener: a few tenths of a second of work. */
const recordsAtOnce = 1000;

class OpenReader implements Reader {
  private readonly openers: Openers;
  private readonly tables: Callable<Tables>;
  private readonly database: Callable<Database>;
  private readonly joint: Joint;
  private readonly begun: Promise<unknown>;
  private readonly limits: Limits;
  private readonly progress = noProgress();
  private readonly closing = new AbortController();
  private cache: Promise<PageCache> | undefined;
  private shelf: Promise<Shelf> | undefined;
  private opened: Shelf | undefined;
  private last = 0;
  private contentBytes = 0;
  private applied: Promise<void> | undefined;

  constructor(private readonly options: ReaderOptions) {
    const { project, epochKeys, limits = usualLimits } = options;
    this.limits = limits;
    this.database = openDatabase();
    if (navigator.hardwareConcurrency > fewProcessors) this.start();
    this.tables = startTables();
    this.joint = new Joint(this.tables, this.database);
    const { id, ...rules } = project;
    this.begun = this.tables.call("begin", rules);
    this.openers = startOpeners(id, epochKeys);
  }

  async catchUp(signal?: AbortSignal): Promise<void> {
    const { project, fetch = globalThis.fetch.bind(globalThis) } = this.options;
    const either = AbortSignal.any([this.closing.signal, ...(signal ? [signal] : [])]);
    if (this.progress.truncated) return;
    this.cache ??= openPageCache(project.id);
    await this.begun;
    // Once for a start, and once more below: what was compacted while the envelopes were fetched must not be missed.
    (await this.readList(either))?.prepare(this.options.first);
    try {
      await this.readPages(fetch, either);
      await (await this.readList(either))?.tidyDisk();
    } finally {
      // Also where the rest does not come: the next time goes on from here.
      this.store();
    }
  }

  private async readPages(fetch: Fetch, signal: AbortSignal): Promise<void> {
    const { project } = this.options;
    const cache = await (this.cache as Promise<PageCache>);
    let before: Promise<void> = Promise.resolve();
    try {
      for await (const page of pages({ project: project.id, fetch, cache, signal }, this.last)) {
        this.progress.bytes += page.bytes.length;
        if (page.cached) this.progress.cachedBytes += page.bytes.length;
        const opened = cutPage(page.bytes, recordsAtOnce).map((part) => this.openers.open(part, signal));
        // Awaited below, in their order; a failure is told there.
        for (const part of opened) part.catch(() => undefined);
        await before;
        before = this.book(opened).then(() => {
          this.last = Math.max(this.last, page.last);
        });
        before.catch(() => undefined);
        // What is on its way is awaited, and what is behind it not asked for.
        if (this.progress.truncated) break;
      }
    } finally {
      await before;
    }
  }

  /** Asks which segments count. Null where nobody said what to hold them against. */
  private async readList(signal: AbortSignal): Promise<Shelf | null> {
    const { project, trust, fetch = globalThis.fetch.bind(globalThis) } = this.options;
    if (!trust) return null;
    const list = await listSegments(project.id, fetch, trust, signal);
    this.shelf ??= openSegmentFiles(project.id, fetch).then((files) => {
      const { openers, database, limits } = this;
      return new Shelf({
        files,
        openers,
        database,
        limits,
        secrets: trust.secrets,
        progress: this.progress.segments,
        tell: () => this.tell(),
        ends: this.closing.signal,
      });
    });
    this.opened = await this.shelf;
    const isBack = this.opened.list(list);
    // Somebody undid a segment: the envelopes that it stood for are there again, behind us.
    if (isBack) this.readAnew();
    this.progress.segments.chains = list.refused;
    remember(list, trust);
    this.tell();
    return this.opened;
  }

  /** What was read before is recognised by its ids, and counted once. */
  private readAnew(): void {
    this.last = 0;
    this.contentBytes = 0;
    Object.assign(this.progress, { messages: 0, unopened: {}, malformed: 0, dropped: 0 });
  }

  private tell(): void {
    this.options.onProgress?.(structuredClone(this.progress));
  }

  async append(envelopes: readonly SealedRecord[]): Promise<void> {
    await this.begun;
    await this.book([this.openers.open(writeRecords(envelopes), this.closing.signal)]);
    this.store();
    await this.applied;
  }

  async firstNumbers(span: Span, signal?: AbortSignal): Promise<FirstNumbers | null> {
    if (this.opened?.concerns({ from: span.starts[0] ?? span.end, to: span.end })) return null;
    return this.tables.call("numbers", span, { signal });
  }

  since(): number | null {
    return this.opened?.since() ?? null;
  }

  until(): number | null {
    return this.opened?.until() ?? null;
  }

  async run(sql: string, parameters: readonly Parameter[], signal?: AbortSignal, period?: Period): Promise<Row[]> {
    await this.applied;
    const ask = () => this.database.call("run", { sql, parameters: [...parameters] }, { signal });
    try {
      return await (this.opened?.lacks(period) ? this.withSegments(period, signal, ask) : ask());
    } catch (error) {
      throw orTooMuch(error);
    }
  }

  async known(ids: readonly string[], period: Period, signal?: AbortSignal): Promise<string[]> {
    await this.applied;
    if (!this.opened?.concerns(period)) return [];
    return this.withSegments(period, signal, () => this.database.call("known", [...ids], { signal }));
  }

  close(): void {
    const closed = new DOMException("The reader is closed.", "AbortError");
    this.closing.abort(closed);
    for (const part of [this.openers, this.tables, this.database]) part.end();
  }

  private async book(opened: Promise<OpenedPage>[]): Promise<void> {
    const { progress, limits } = this;
    for (const part of opened) {
      const page = await part;
      // A hole would be worse than an end: once something was left out, so is all that comes after it.
      if (progress.truncated) return;
      this.contentBytes += page.contents.length;
      const most = this.contentBytes > limits.contentBytes ? 0 : limits.events - progress.events;
      const booked = await this.tables.call("add", { page, most }, { buffers: [page.contents.buffer, page.ends.buffer] });
      progress.truncated = booked.isFull;
      progress.messages += page.ids.length;
      addUnopened(progress, page.unopened);
      for (const count of ["events", "malformed", "dropped", "repeated"] as const) progress[count] += booked[count];
      this.tell();
    }
  }

  /** Starts the database, once. */
  private start(): Promise<void> {
    const { number: project } = this.options.project;
    this.applied ??= this.database.call("start", { megabytes: this.limits.databaseMegabytes, project }).then(() => undefined);
    // Questions wait for it and are told; without one, nobody needs to be.
    this.applied.catch(() => undefined);
    return this.applied;
  }

  /** Hands what is new to the database, after what it was handed before. */
  private store(): void {
    this.applied = this.start()
      .then(() => this.joint.hand())
      .then(() => this.mend());
    this.applied.catch(() => undefined);
  }

  /** Opens segments after all that was handed over before, and works while nothing is closed. Only who asked is told of a failure. */
  private withSegments<T>(period: Period | undefined, signal: AbortSignal | undefined, work: () => T | Promise<T>): Promise<T> {
    const either = AbortSignal.any([this.closing.signal, ...(signal ? [signal] : [])]);
    const before = this.applied;
    const opening = Promise.resolve(before).then(async () => {
      try {
        await this.opened?.need(period, either);
      } catch (error) {
        throw orTooMuch(error);
      } finally {
        await this.mend();
      }
      return work();
    });
    this.applied = opening.then(
      () => undefined,
      () => before,
    );
    return opening;
  }

  private async mend(): Promise<void> {
    await this.opened?.tidy();
    const { repeated, taken } = await this.joint.mend();
    this.progress.events += taken - repeated;
    this.progress.repeated += repeated;
  }
}

/** Opens all that the server has. Resolves when first numbers can be told; the database may still be starting then. */
export const openReader = async (options: ReaderOptions): Promise<Reader> => {
  options.signal?.throwIfAborted();
  const reader = new OpenReader(options);
  try {
    await reader.catchUp(options.signal);
    return reader;
  } catch (error) {
    reader.close();
    throw error;
  }
};
