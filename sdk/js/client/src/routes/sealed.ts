import { type Bytes, join, subtle, u32 } from "../../../../../web/sealing/src/bytes";
import { compact, type Sealing, vouched } from "../../../../../web/sealing/src/tracker";
import type { Answer, OutgoingRequest, Transport } from "../../types/index";
import type { Parcel } from "../parcel";
import { judge, type Verdict } from "../verdict";
import type { WireEvent } from "../wire";
import type { Route, Surroundings } from "./route";

/** Where the server's word for the key outlives the process. It is public, and checked again each time. */
export interface StatementFile {
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

/** When the project has no key to seal to at the moment, an owner has to begin one. */
const noKeyWaitMs = 300_000;

/** `POST /collect/sealed`: batches in envelopes that only the project's key opens. Nothing but the envelope is sent: no token, no key, no address. */
export class SealedRoute implements Route {
  readonly mostEvents: number;
  readonly mostBytes: number;
  private sealing: Sealing | undefined;
  private asking: Promise<Verdict> | undefined;

  constructor(
    private readonly around: Surroundings,
    private readonly key: string,
    private readonly pin: string,
    private readonly transport: Transport,
    private readonly file: StatementFile | undefined,
  ) {
    this.mostEvents = around.batchSize;
    this.mostBytes = Math.min(around.mostBytes, 40_000);
  }

  get ready(): boolean {
    return this.sealing !== undefined && this.sealing.until > this.around.now();
  }

  /** Who asks while the question is on its way gets the same answer. */
  prepare(): Promise<Verdict> {
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async ask(): Promise<Verdict> {
    if (this.ready) return { kind: "accepted", dropped: [] };
    if (!subtle) return { kind: "refused", reason: "pin_refused", detail: "without https there is no cryptography" };
    const url = `${this.url}?key=${encodeURIComponent(this.key)}`;
    const request = { method: "GET", url, headers: {}, leaving: false, timeoutMs: this.around.timeoutMs } as const;
    const answer = await this.answerTo(request);
    const verdict = judge(answer, this.around.now());
    if (answer?.status === 404) return { kind: "later", retryAfterMs: noKeyWaitMs, detail: "the project has no key to seal to" };
    if (verdict.kind === "later" && (await this.remembered())) return { kind: "accepted", dropped: [] };
    if (verdict.kind !== "accepted") return verdict;
    this.sealing = await vouched(answer?.body as never, this.pin);
    if (!this.sealing)
      return { kind: "refused", reason: "pin_refused", detail: "the pin does not vouch for the key that the server names" };
    await this.file?.write(JSON.stringify(answer?.body));
    return verdict;
  }

  async pack(events: readonly WireEvent[], leaving: boolean): Promise<Parcel | undefined> {
    const content = this.content(events);
    let envelope: Bytes;
    try {
      envelope = await (this.sealing as Sealing).seal(content, leaving);
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
    const { id, now } = this.around;
    return { id: id(), madeAt: now(), count: events.length, envelope, inside: new TextDecoder().decode(content), attempts: 0 };
  }

  request({ envelope = new Uint8Array() }: Parcel, leaving: boolean): OutgoingRequest {
    // Behind its length, since the server takes a row of them. Bytes have no type, so that browsers need no preflight.
    const body = join(u32(envelope.length), envelope);
    return { method: "POST", url: this.url, headers: {}, body, leaving, timeoutMs: this.around.timeoutMs };
  }

  readable({ inside }: Parcel, { body }: OutgoingRequest): string {
    return `${inside ?? "an envelope of an earlier start"} (sealed in ${body?.length} bytes)`;
  }

  preview(events: readonly WireEvent[]): { url: string; body: string } {
    return { url: this.url, body: new TextDecoder().decode(this.content(events)) };
  }

  private get url(): string {
    return `${this.around.base}/collect/sealed`;
  }

  private async answerTo(request: OutgoingRequest): Promise<Answer | undefined> {
    try {
      return await this.transport.send(request);
    } catch {
      // No answer is a verdict as well.
      return undefined;
    }
  }

  private content(events: readonly WireEvent[]): Bytes {
    return compact(this.around.context(), [...events]);
  }

  private async remembered(): Promise<boolean> {
    const text = await this.file?.read();
    try {
      if (text) this.sealing = await vouched(JSON.parse(text), this.pin);
    } catch {
      // A damaged file is none: the server will say it again.
    }
    return this.ready;
  }
}
