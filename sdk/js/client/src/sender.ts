import type { ClientStatus, Drop, OutgoingRequest, Preview, Transport } from "../types/index";
import type { Outbox } from "./outbox";
import { longestLifeMs, type Parcel } from "./parcel";
import type { Route } from "./routes/route";
import { judge, type Verdict, waitAfter } from "./verdict";
import { bytesOf, type WireEvent } from "./wire";

/** What a sender needs of the world; all of it can be a test's own. */
export interface Means {
  readonly route: Route;
  readonly transport: Transport;
  readonly outbox: Outbox;
  readonly flushIntervalMs: number;
  readonly maxQueue: number;
  /** Nothing may leave now: an answer is awaited, or the page is not shown yet. */
  held(): boolean;
  now(): number;
  random(): number;
  /** Calls once, and keeps no process alive for it; gives back what calls it off. */
  after(ms: number, work: () => void): () => void;
  tell(drop: Drop): void;
  debug(line: string): void;
  warn(line: string): void;
}

/** However quiet it is not, events wait no longer than this many intervals. */
const mostIntervals = 12;
/** Of all that waits, so that few large events do not fill the memory. */
const mostWaitingBytes = 8_000_000;

interface Waiting {
  event: WireEvent;
  bytes: number;
}

/** The queue, and the loop that empties it: one request at a time, what fails again later, in order. Nothing in here throws or rejects. */
export class Sender {
  private waiting: Waiting[] = [];
  private bytes = 0;
  /** When the first event came into the empty queue, ms since 1970. */
  private oldest = 0;
  private cancel: (() => void) | undefined;
  private running: Promise<void> | undefined;
  private inFlight = 0;
  private failures = 0;
  /** Not before this time, ms since 1970; 0: the last attempt succeeded. */
  private retryAt = 0;
  /** Counts what was refused by the visitor: what was taken before is not kept again. */
  private refusals = 0;
  /** Until then, the outbox still has what was refused. */
  private clearing: Promise<void> = Promise.resolve();
  private dead: Verdict | undefined;
  private sent = 0;
  private dropped = 0;
  private failure: string | undefined;

  constructor(private readonly means: Means) {}

  add(event: WireEvent): void {
    const bytes = bytesOf(JSON.stringify(event));
    if (this.dead?.kind === "refused") this.drop([event], this.dead.reason, this.dead.detail);
    else if (
      this.waiting.length + this.inFlight + this.means.outbox.waiting >= this.means.maxQueue ||
      this.bytes + bytes > mostWaitingBytes
    )
      this.drop([event], "queue_full");
    else if (bytes > 900_000) this.drop([event], "too_large");
    else {
      if (!this.waiting[0]) this.oldest = this.means.now();
      this.waiting.push({ event, bytes });
      this.bytes += bytes;
      // A page that is left soon can seal only if it has the key by then. What comes of it is seen when it is needed.
      if (!this.means.route.ready && !this.retryAt && !this.means.held()) this.means.route.prepare().catch(() => undefined);
      this.schedule();
    }
  }

  /** Keeps the waiting events that pass, each after it may have been changed. */
  sift(keep: (event: WireEvent) => boolean): void {
    const gone = this.waiting.filter(({ event }) => !keep(event));
    this.waiting = this.waiting.filter((one) => !gone.includes(one));
    this.count();
    for (const { event } of gone) this.drop([event], "opted_out");
  }

  /** Forgets what waits, and what is on its way if it fails. */
  discard(reason: string): Promise<void> {
    this.forget(reason);
    return this.recall(reason);
  }

  /** Forgets what was packed, which unlike the queue cannot be sifted, and what is on its way if it fails. */
  recall(reason: string): Promise<void> {
    this.refusals++;
    for (const parcel of this.means.outbox.list()) this.give(parcel, reason);
    this.clearing = this.means.outbox.clear();
    return this.clearing;
  }

  /** After some quiet, at a full batch, at last after twelve intervals; after a failure not before its time. */
  schedule(): void {
    this.cancel?.();
    // Who lets go calls again.
    if (this.means.held()) return;
    const { flushIntervalMs, route, now } = this.means;
    const full = this.waiting.length >= route.mostEvents;
    const due = full ? 0 : Math.min(now() + flushIntervalMs, this.oldest + mostIntervals * flushIntervalMs);
    // What would wait in memory for another attempt waits on the disk where there is one.
    const at = full && this.means.outbox.lasting && route.ready ? 0 : this.retryAt || due;
    this.cancel = this.means.after(Math.max(0, at - now()), () => void this.work(false));
  }

  /** Sends now, whatever was asked to wait. True when nothing waits any more. */
  async flush(): Promise<boolean> {
    // What is running may have begun before the last event came.
    await this.running;
    await this.work(true);
    return !this.waiting[0] && this.failure === undefined;
  }

  /** Everything at once, since there may be no later: of a page that is hidden or left. */
  leave(): void {
    if (this.means.held()) return;
    for (const parcel of this.means.outbox.takeAll()) void this.attempt(parcel, true);
    if (!this.means.route.ready) return;
    while (this.waiting[0]) void this.packed(true).then((parcel) => parcel && this.attempt(parcel, true));
  }

  /** Keeps on the disk what waits, where there is one, and gives up the rest. */
  async end(): Promise<void> {
    this.cancel?.();
    await this.clearing;
    const { outbox, route } = this.means;
    // An attempt that failed may have come before the question for the key.
    if (outbox.lasting && this.waiting[0] && !this.means.held()) await route.prepare();
    while (outbox.lasting && route.ready && this.waiting[0] && !this.means.held()) {
      const parcel = await this.packed(false);
      if (parcel) await this.put(parcel);
    }
    // What may not lie on a disk is in memory there too.
    for (const parcel of outbox.list()) this.give(parcel, "shut_down");
    this.forget("shut_down");
  }

  status(): ClientStatus {
    const waiting = this.waiting.length + this.inFlight + this.means.outbox.waiting;
    return { waiting, sent: this.sent, dropped: this.dropped, ...(this.failure !== undefined && { failure: this.failure }) };
  }

  preview(): Preview[] {
    const { route, outbox } = this.means;
    const repeated = outbox.list().map((parcel) => {
      const request = route.request(parcel, false);
      return { url: request.url, body: route.readable(parcel, request) };
    });
    const first: Preview[] = [];
    for (let at = 0; at < this.waiting.length; ) {
      const size = this.batch(at);
      first.push(route.preview(this.waiting.slice(at, at + size).map(({ event }) => event)));
      at += size;
    }
    return [...repeated, ...first];
  }

  /** One loop at a time; who comes meanwhile waits for it. */
  private work(now: boolean): Promise<void> {
    this.running ??= this.loop(now).finally(() => {
      this.running = undefined;
      if (this.waiting[0] || this.retryAt) this.schedule();
    });
    return this.running;
  }

  private async loop(now: boolean): Promise<void> {
    try {
      while (!this.means.held() && !this.dead) {
        if (!now && this.retryAt > this.means.now()) return await this.spill();
        await this.clearing;
        const before = this.refusals;
        const parcel = (await this.means.outbox.take()) ?? (await this.next());
        if (!parcel) return;
        if (before !== this.refusals) this.give(parcel, "opted_out");
        else if (!(await this.attempt(parcel, false))) return;
      }
    } catch (error) {
      this.fail({ kind: "later", retryAfterMs: undefined, detail: String(error) });
    }
  }

  private async next(): Promise<Parcel | undefined> {
    if (!this.waiting[0]) {
      // Nothing waits anywhere, so nothing fails any more.
      if (this.retryAt) this.succeed(0);
      return undefined;
    }
    const verdict = await this.means.route.prepare();
    if (verdict.kind === "accepted") return (await this.packed(false)) ?? this.next();
    if (verdict.kind !== "refused") this.fail(verdict);
    else {
      this.dead = verdict;
      this.failure = verdict.detail;
      this.retryAt = 0;
      this.means.warn(`${verdict.detail}; nothing is sent.`);
      await this.discard(verdict.reason);
    }
    return undefined;
  }

  /** Full batches go to the disk while the server is away. */
  private async spill(): Promise<void> {
    const { outbox, route } = this.means;
    while (outbox.lasting && route.ready && this.waiting.length >= route.mostEvents) {
      const parcel = await this.packed(false);
      if (parcel) await this.put(parcel);
    }
  }

  /** How many of what waits, from a place on, go into one request. */
  private batch(from: number): number {
    const { mostEvents, mostBytes } = this.means.route;
    let size = 0;
    for (let bytes = 0; size < mostEvents && from + size < this.waiting.length; size++) {
      bytes += (this.waiting[from + size] as Waiting).bytes;
      if (size && bytes > mostBytes) break;
    }
    return size;
  }

  /** The next batch, taken from the queue at once; undefined where it was given up or parted. */
  private async packed(leaving: boolean, size = this.batch(0)): Promise<Parcel | undefined> {
    const taken = this.waiting.splice(0, size);
    this.count();
    this.inFlight += taken.length;
    const before = this.refusals;
    const events = taken.map(({ event }) => event);
    try {
      const parcel = await this.means.route.pack(events, leaving);
      if (before !== this.refusals) return this.drop(events, "opted_out");
      if (parcel) return parcel;
      if (taken.length === 1) return this.drop(events, "too_large");
      this.waiting.unshift(...taken);
      this.count();
      return await this.packed(leaving, taken.length >> 1);
    } catch (error) {
      return this.drop(events, "unreadable", String(error));
    } finally {
      this.inFlight -= taken.length;
    }
  }

  /** True when the parcel is done with, so that the next one may go. */
  private async attempt(parcel: Parcel, leaving: boolean): Promise<boolean> {
    const { transport, outbox, route, now } = this.means;
    if (now() - parcel.madeAt > longestLifeMs) {
      this.give(parcel, "expired");
      await outbox.settle(parcel);
      return true;
    }
    const before = this.refusals;
    const request = route.request(parcel, leaving);
    this.means.debug(`${request.method} ${request.url} ${route.readable(parcel, request)}`);
    parcel.attempts++;
    this.inFlight += parcel.count;
    const answer = await this.answerOf(transport, request);
    this.inFlight -= parcel.count;
    const verdict = judge(answer, now());
    if (verdict.kind === "later") {
      this.fail(verdict);
      if (before !== this.refusals) this.give(parcel, "opted_out");
      else await this.put(parcel);
      return false;
    }
    await outbox.settle(parcel);
    if (verdict.kind === "accepted") this.taken(parcel, verdict.dropped);
    else if (verdict.kind === "split" && parcel.events?.[1]) return this.part(parcel.id, parcel.events);
    else this.give(parcel, verdict.kind === "split" ? "too_large" : verdict.reason, verdict.detail);
    this.succeed(0);
    return true;
  }

  private async answerOf(transport: Transport, request: OutgoingRequest) {
    try {
      return await transport.send(request);
    } catch (error) {
      this.means.debug(`no answer: ${String(error)}`);
      return undefined;
    }
  }

  /** The server takes less at once than this batch: halves go in its place. */
  private async part(id: string, events: readonly WireEvent[]): Promise<boolean> {
    const half = events.length >> 1;
    for (const [place, some] of [events.slice(0, half), events.slice(half)].entries()) {
      const parcel = await this.means.route.pack(some, false);
      if (parcel) await this.put({ ...parcel, id: `${id}.${place}` });
    }
    return true;
  }

  private async put(parcel: Parcel): Promise<void> {
    if (!(await this.means.outbox.keep(parcel))) this.give(parcel, "queue_full");
  }

  /** `dropped` are places in the request: of events, or of the one envelope. */
  private taken(parcel: Parcel, dropped: { index: number; reason: string; detail?: string }[]): void {
    for (const { index, reason, detail } of dropped) {
      const event = parcel.events?.[index];
      if (event) this.drop([event], reason, detail);
      else this.give(parcel, reason, detail);
    }
    const lost = parcel.events ? dropped.length : dropped.length && parcel.count;
    this.succeed(parcel.count - lost);
  }

  private succeed(events: number): void {
    this.sent += events;
    this.failures = this.retryAt = 0;
    this.failure = undefined;
  }

  private fail(verdict: Verdict): void {
    const asked = verdict.kind === "later" ? verdict.retryAfterMs : undefined;
    this.failures++;
    this.failure = verdict.kind === "accepted" ? undefined : verdict.detail;
    this.retryAt = this.means.now() + waitAfter(this.failures, asked, this.means.random());
    this.schedule();
  }

  private give(parcel: Parcel, reason: string, detail?: string): void {
    if (parcel.events) this.drop(parcel.events, reason, detail);
    else {
      this.dropped += parcel.count;
      this.means.tell({ reason, count: parcel.count, ...(detail !== undefined && { detail }) });
    }
  }

  private drop(events: readonly WireEvent[], reason: string, detail?: string): undefined {
    for (const { name, id } of events) {
      this.dropped++;
      this.means.tell({ reason, name, id, count: 1, ...(detail !== undefined && { detail }) });
    }
  }

  private forget(reason: string): void {
    const all = this.waiting.splice(0);
    this.count();
    for (const { event } of all) this.drop([event], reason);
  }

  private count(): void {
    this.bytes = this.waiting.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
