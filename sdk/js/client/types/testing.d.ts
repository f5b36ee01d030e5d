import type { Answer, OutgoingRequest, Transport } from "./index.js";

/** An event as it was sent, under the names of `POST /collect`, with what its request says for all. */
export type SentEvent = Readonly<Record<string, unknown>> & { readonly name: string };

/** Takes requests instead of a server, for tests of open projects: `new AnalyticsClient({ …, transport: new TestTransport() })`. */
export declare class TestTransport implements Transport {
  /** All requests, refused ones too, in order. */
  readonly requests: readonly OutgoingRequest[];
  /** Events of accepted requests, each id once. */
  readonly events: readonly SentEvent[];
  /** What the next requests are answered with, in order; `"cut"` is none. Afterwards it is 202. */
  answerNext(...answers: (Answer | "cut")[]): void;
  /** Forgets what was taken so far. */
  clear(): void;
  /** Is called by the client. */
  send(request: OutgoingRequest): Promise<Answer>;
}
