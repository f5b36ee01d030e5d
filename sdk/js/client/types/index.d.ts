// The public surface of @footfall/client: written by hand and reviewed, shipped as it is. The implementation has to fit it, and a test holds the built
// files to the names in here.

/** What an event is about, by names of your own. Values that JSON cannot write lose the event, which `onDrop` is told. */
export type Props = Readonly<Record<string, unknown>>;

export interface ClientOptions {
  /** Where Footfall is, such as `https://stats.example.org`; a path in front of `/collect` stays. Browsers take a path of the page's own host as well: `/stats`. */
  apiBaseUrl: string;
  /** The project's write key, `ff_…`. */
  key?: string;
  /** The project's app name, where no key is at hand: each event is a request of its own then, and only open projects can be meant. */
  appName?: string;
  /** The project's mode. Default: `anonymous`, which stores nothing on a browser's device and names nobody. */
  mode?: "anonymous" | "identified" | "sealed";
  /** Sealed projects: the fingerprint of the vault's root key, from the project's snippet. The key to seal to must be signed by it, or nothing is sent. */
  pin?: string;
  /** Sealed projects: whether visitors are told apart for longer than a day. Default: `anonymous`. */
  identity?: "anonymous" | "identified";
  /** Browsers: sends `scroll` when 25, 50, 75 and 100 percent of a page were on the screen. Default: false. */
  scrollTracking?: boolean;
  /** `required`: until `optIn()`, events wait in memory, and nothing is sent or stored. */
  consent?: "required";
  /**
   * Browsers that signal Do Not Track or Global Privacy Control: `drop` sends nothing, `send` leaves it to the project, which sees the signal in the browser's
   * own headers. Default: `send` in anonymous mode, `drop` where visitors are identified.
   */
  doNotTrack?: "drop" | "send";
  /** Identified outside of browsers: who it is where an event names nobody, such as the id of an installation. Browsers make and keep one by themselves. */
  visitor?: string;
  /** Servers of open projects: a token with the scope `write`. Times stand as they are given, and `forward` is sent along. Never in a browser. */
  serverToken?: string;
  /** Events are sent after this much quiet, and at the latest after twelve times as much. Default: 5,000. */
  flushIntervalMs?: number;
  /** Events in one request; reaching it sends at once. Default: 50. */
  batchSize?: number;
  /** Events that wait in memory at most; then newer ones are given up. Default: 1,000. */
  maxQueue?: number;
  /** An attempt that takes longer has failed. Default: 10,000. */
  requestTimeoutMs?: number;
  /** Node: a folder in which events wait when the server is away, also for the next start; envelopes where the project is sealed. Default: none. */
  offlineDirectory?: string;
  /** Bytes in that folder at most; then newer events are given up. Default: 10,000,000. */
  offlineMaxBytes?: number;
  /** Tells each request, as it is sent, to `log`; of sealed ones what lies inside. Default: false. */
  debug?: boolean;
  /** Where `debug` and warnings go. Default: the console. */
  log?: (line: string) => void;
  /** Is told of each event that is given up, and why. */
  onDrop?: (drop: Drop) => void;
  /** Sends requests; for tests, and for platforms without `fetch`. */
  transport?: Transport;
}

/** What is given up is told: reasons are this client's or the server's (docs/api/collect.md). */
export interface Drop {
  readonly reason:
    | "queue_full"
    | "too_large"
    | "unreadable"
    | "opted_out"
    | "expired"
    | "refused"
    | "pin_refused"
    | "shut_down"
    | "misconfigured"
    | (string & {});
  /** The event's name and id, where it is one event that is known. */
  readonly name?: string;
  readonly id?: string;
  /** How many events: more than one where a whole envelope is given up. */
  readonly count: number;
  readonly detail?: string;
}

export interface EventOptions {
  /** The page or screen it happened on. Browsers know it. */
  url?: string;
  /** When it happened. Default: now. Without a token, servers hold it between 7 days ago and 5 minutes ahead. */
  time?: Date | string | number;
  /** The event's id, by which a repeated one is known. Default: a new UUIDv7. */
  id?: string;
  revenue?: { amount: string | number; currency: string };
  /** False: the event neither ends a bounce nor counts as an interaction. */
  interactive?: boolean;
  durationMs?: number;
  /** Up to 16 types and keys, such as `{ deployment: "dep_1" }`. */
  groups?: Readonly<Record<string, string>>;
  /** True: counted, and linked to nobody. */
  unlinked?: boolean;
  /**
   * Identified projects: who it was, instead of whom the client knows. For servers, which speak for many. With a `serverToken` also in anonymous projects: there it
   * takes the place of address and user agent, and is hashed and forgotten as they are.
   */
  visitor?: string;
  session?: string;
  user?: string;
  /** Such as `en-GB`. Browsers say theirs. */
  language?: string | undefined;
  /** True: the visitor wants no tracking, as a header of their request may say. The event is given up as `opted_out`. */
  optedOut?: boolean;
  /** Servers: what the visitor's own request came from. Sent with `serverToken` only; in sealed projects the user agent goes into the envelope, and the address nowhere. */
  forward?: { ip?: string | undefined; userAgent?: string | undefined };
}

/** Whose variant is asked for, and what the event `experiment` says beside it. */
export interface ExperimentOptions extends EventOptions {
  /** The variant that you chose yourself: nothing is asked, and the event tells of it. */
  variant?: string;
  /** The variants and how frequent they are, such as `{ control: 1, b: 1 }`: the client chooses by the visitor's id, and the server is not asked. */
  weights?: Readonly<Record<string, number>>;
  /** False: no event is made. Default: true, once for each visitor and key. */
  expose?: boolean;
}

export interface ViewOptions extends EventOptions {
  /** Default in browsers: the address that is open, without its fragment. The same as `url`. */
  pageUrl?: string;
  pageTitle?: string;
  /** Default in browsers: where the visitor came from, or the view before. */
  pageReferrer?: string;
  props?: Props;
}

export interface ClientStatus {
  /** Events that wait in memory, in requests to be repeated as well. */
  readonly waiting: number;
  /** Events that the server has taken. */
  readonly sent: number;
  /** Events that were given up. */
  readonly dropped: number;
  /** Why the last attempt failed, as long as none has succeeded since. */
  readonly failure?: string;
}

/** A request as `debug` prints it. */
export interface Preview {
  readonly url: string;
  /** The body; of an envelope what lies inside. */
  readonly body: string;
}

/** Never throws, and its promises never reject: what goes wrong is told to `onDrop`, `status()` and `log`. */
export declare class AnalyticsClient {
  constructor(options: ClientOptions);
  /** A page or a screen was opened. */
  trackView(view?: ViewOptions): void;
  /** Something was done to an element: `trackInteraction("click", { elementId: "buy" })`. Of `data`, `pageUrl`, `pageTitle` and `pageReferrer` are the page's. */
  trackInteraction(type: string, data?: Props, options?: EventOptions): void;
  /** Something of your own happened: `trackEvent("timer.started", { project: "p1" })`. */
  trackEvent(name: string, props?: Props, options?: EventOptions): void;
  /** Names the user from now on, where visitors are identified; kept in memory only. */
  identify(user: string): void;
  /** The next event belongs to nobody known: forgets user, visitor and session, and keeps the answer about consent. */
  reset(): void;
  /** Takes an opt-out back, and is the answer that `consent: "required"` waits for. */
  optIn(): void;
  /** Sends nothing any more, and forgets what waits. Browsers remember it. */
  optOut(): void;
  /**
   * The variant that the visitor is given in a running experiment, and the event `experiment` that tells of it, once for each visitor. Undefined where there is none:
   * show the control then. Outside of browsers, name the visitor; in sealed projects, give `variant` or `weights`.
   */
  experiment(key: string, options?: ExperimentOptions): Promise<string | undefined>;
  /** Sends what waits, now. True when nothing waits any more. */
  flush(): Promise<boolean>;
  /** Sends what waits, once, keeps the rest in the offline folder where there is one, and ends. Call it before a process ends. */
  shutdown(): Promise<boolean>;
  /** What waits, was sent and was given up, and why the last attempt failed. */
  status(): ClientStatus;
  /** What would be sent now, exactly as it would be. */
  preview(): Preview[];
}

/** One request to the server. */
export interface OutgoingRequest {
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** The page goes away: the request has to outlive it. */
  readonly leaving: boolean;
  readonly timeoutMs: number;
}

export interface Answer {
  readonly status: number;
  /** The header `Retry-After`. */
  readonly retryAfter?: string | null;
  /** The body, read as JSON where it is JSON. */
  readonly body?: unknown;
}

export interface Transport {
  /** Rejects where there was no answer. */
  send(request: OutgoingRequest): Promise<Answer>;
}
