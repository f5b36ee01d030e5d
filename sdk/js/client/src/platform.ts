import type { Transport } from "../types/index";
import type { Device } from "./device";
import type { Outbox } from "./outbox";
import type { StatementFile } from "./routes/sealed";
import type { Settings } from "./settings";

/** What the client hears of the page it is on. */
export interface Listener {
  /** The page is hidden or left. */
  leave(): void;
  /** What held events back may be over. */
  wake(): void;
  /** Another tab's visitor may have answered. */
  answered(): void;
  /** So many percent of the page were on the screen for the first time. */
  scrolled(percent: number): void;
}

export interface Page {
  url: string;
  title: string;
  referrer: string | undefined;
}

/** What a browser and a Node process do differently. */
export interface Platform {
  /** `footfall-js` or `footfall-node`: the server judges a browser by its user agent, and a server not. */
  readonly library: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Most bytes of events in one request. */
  readonly mostBytes: number;
  /** A visitor and a session are kept on the device. */
  readonly keeps: boolean;
  readonly transport: Transport;
  /** A UUIDv7. */
  uuid(): string;
  device(settings: Settings): Device;
  outbox(settings: Settings, warn: (line: string) => void): Outbox;
  statementFile(settings: Settings): StatementFile | undefined;
  /** Defaults of all events, under the wire's names. */
  context(settings: Settings): Record<string, unknown>;
  /** The visitor's browser signals that it wants no tracking. */
  silent(): boolean;
  /** Nothing may leave yet: the page is prerendered. */
  held(): boolean;
  /** The page that is open; `view` begins a new one, whose referrer is the one before, under the address that the caller names. */
  page(view: boolean, named?: unknown): Page | undefined;
  after(ms: number, work: () => void): () => void;
  /** Begins to listen; gives back what ends it. */
  listen(listener: Listener, scrollTracking: boolean): () => void;
}
