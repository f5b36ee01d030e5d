import type {
  AnalyticsClient as Api,
  ClientOptions,
  ClientStatus,
  Drop,
  EventOptions,
  ExperimentOptions,
  Preview,
  Props,
  Transport,
  ViewOptions,
} from "../types/index";
import { Experiments } from "./experiments";
import { Identity } from "./identity";
import { parcelId } from "./parcel";
import type { Platform } from "./platform";
import { OpenRoute } from "./routes/open";
import type { Route, Surroundings } from "./routes/route";
import { SealedRoute } from "./routes/sealed";
import { ShortRoute } from "./routes/short";
import { Sender } from "./sender";
import { type Settings, settle } from "./settings";
import { copy, fieldsOf, fieldsOfInteraction, fieldsOfView, type WireEvent } from "./wire";

declare const VERSION: string;

/** Puts the parts together, and stands between them and the caller: whatever goes wrong in here stays in here, and is told. */
export class Client implements Api {
  private readonly settings: Settings;
  private readonly sender: Sender;
  private readonly identity: Identity;
  private readonly experiments: Experiments;
  /** Nothing can be sent with these options. */
  private readonly faulty: boolean;
  private ended: boolean;
  private readonly unlisten: () => void;
  private readonly told = new Set<string>();
  private refused = 0;

  constructor(
    private readonly options: ClientOptions,
    private readonly platform: Platform,
  ) {
    const { settings, fault } = settle(options ?? {});
    this.settings = settings;
    this.ended = this.faulty = fault !== undefined;
    if (fault) this.warn(`${fault} Nothing is sent.`);
    const now = () => Date.now();
    const { identified, consentRequired, visitor, serverToken } = settings;
    this.identity = new Identity(
      { identified, consentRequired, trusted: serverToken !== "", keeps: platform.keeps, visitor },
      platform.device(settings),
      now,
      platform.uuid,
    );
    this.sender = new Sender({
      route: this.route(now),
      transport: this.transport,
      outbox: platform.outbox(settings, (line) => this.warn(line)),
      flushIntervalMs: settings.flushIntervalMs,
      maxQueue: settings.maxQueue,
      held: () => platform.held() || this.identity.unanswered,
      now,
      random: Math.random,
      after: platform.after,
      tell: (drop) => this.tell(drop),
      debug: (line) => settings.debug && this.log(line),
      warn: (line) => this.warn(line),
    });
    this.experiments = this.assigning(now);
    this.unlisten = this.ended ? () => undefined : this.listen();
    // What an earlier process left behind does not wait for an event of this one.
    if (settings.offlineDirectory && !this.ended) this.sender.schedule();
  }

  trackView(view: ViewOptions = {}): void {
    this.guard("trackView", () => this.track("pageview", fieldsOfView(view), true));
  }

  trackInteraction(type: string, data: Props = {}, options: EventOptions = {}): void {
    this.guard("trackInteraction", () => this.track(type || "interaction", fieldsOfInteraction(data, options)));
  }

  trackEvent(name: string, props?: Props, options: EventOptions = {}): void {
    this.guard("trackEvent", () => this.track(name, { ...fieldsOf(options), props }));
  }

  identify(user: string): void {
    this.guard("identify", () => {
      if (!this.identity.identify(user)) this.warn("identify needs a user and mode: identified; the name was not kept.");
    });
  }

  reset(): void {
    this.guard("reset", () => {
      this.identity.reset();
      this.experiments.forget();
    });
  }

  optIn(): void {
    this.guard("optIn", () => {
      this.identity.optIn();
      this.release();
    });
  }

  optOut(): void {
    this.guard("optOut", () => {
      this.identity.optOut();
      this.release();
    });
  }

  async experiment(key: string, options: ExperimentOptions = {}): Promise<string | undefined> {
    if (this.ended) return undefined;
    try {
      return await this.experiments.of(key, options);
    } catch (error) {
      this.warn(`experiment failed: ${String(error)}`);
      return undefined;
    }
  }

  async flush(): Promise<boolean> {
    return this.ended ? false : this.sender.flush();
  }

  async shutdown(): Promise<boolean> {
    if (this.ended) return this.status().waiting === 0;
    this.ended = true;
    this.guard("shutdown", this.unlisten);
    const done = await this.sender.flush();
    await this.sender.end();
    return done;
  }

  status(): ClientStatus {
    const status = this.sender.status();
    return { ...status, dropped: status.dropped + this.refused };
  }

  preview(): Preview[] {
    return this.guard("preview", () => this.sender.preview()) ?? [];
  }

  private track(name: string, fields: Record<string, unknown>, view = false): unknown {
    if (this.ended) return this.lose(this.faulty ? "misconfigured" : "shut_down", name);
    if (typeof name !== "string" || !name.trim()) return this.lose("unreadable", String(name), "An event needs a name.");
    // While the question is open, it is not answered by "no".
    if (fields.opted_out || this.silent || !(this.identity.allows(name) || this.identity.unanswered)) return this.lose("opted_out", name);
    let given: Record<string, unknown>;
    try {
      given = copy(fields);
    } catch (error) {
      return this.lose("unreadable", name, String(error));
    }
    const { url, ...seen } = this.platform.page(view, given.url) ?? {};
    const page = view ? { url, ...seen } : { url };
    const event = { id: this.platform.uuid(), name, time: new Date().toISOString(), ...page, ...this.forwarded(given) } as WireEvent;
    this.identity.stamp(event);
    return this.sender.add(event);
  }

  /** Where a request came from goes to a server only that believes the sender; the sealed one gets no address at all. */
  private forwarded({ ip, user_agent, opted_out: _, ...given }: Record<string, unknown>): Record<string, unknown> {
    const { mode, serverToken } = this.settings;
    if (mode === "sealed") return { ...given, user_agent };
    if (serverToken) return { ...given, ip, user_agent };
    if (ip !== undefined || user_agent !== undefined)
      this.warn("forward needs a serverToken: the server believes nobody else. It was left out.");
    return given;
  }

  /** The answer has changed, here or in another tab: lets go what may, and forgets what may not. */
  private release(): void {
    if (this.identity.refuses) void this.sender.recall("opted_out");
    this.sender.sift((event) => {
      if (!this.identity.allows(event.name)) return false;
      this.identity.stamp(event);
      return true;
    });
    this.sender.schedule();
  }

  private listen(): () => void {
    return this.platform.listen(
      {
        leave: () => this.sender.leave(),
        wake: () => this.sender.schedule(),
        answered: () => this.release(),
        scrolled: (scroll_depth) => this.guard("scroll", () => this.track("scroll", { scroll_depth })),
      },
      this.settings.scrollTracking,
    );
  }

  private route(now: () => number): Route {
    const { settings, platform } = this;
    const { base, key, appName, serverToken, pin } = settings;
    const around: Surroundings = {
      base,
      headers: platform.headers,
      context: () => ({ library: `${platform.library}/${VERSION}`, ...platform.context(settings) }),
      timeoutMs: settings.requestTimeoutMs,
      batchSize: settings.batchSize,
      mostBytes: platform.mostBytes,
      now,
      id: () => parcelId(now(), platform.uuid()),
    };
    if (settings.mode === "sealed") return new SealedRoute(around, key, pin, this.transport, platform.statementFile(settings));
    return key ? new OpenRoute(around, key, serverToken) : new ShortRoute(around, appName, serverToken);
  }

  private assigning(now: () => number): Experiments {
    const { platform, identity, settings } = this;
    const { base, key, mode, requestTimeoutMs: timeoutMs } = settings;
    return new Experiments({
      keeps: platform.keeps,
      takesPart: () => !this.silent && identity.takesPart,
      visitor: () => identity.visitor,
      unasked:
        mode === "sealed"
          ? "experiment in a sealed project needs variant or weights: the server must not know them."
          : key
            ? undefined
            : "experiment needs the project's key, or variant or weights.",
      ask: async (visitor) => {
        const url = `${base}/experiments?key=${encodeURIComponent(key)}${visitor ? `&visitor=${encodeURIComponent(visitor)}` : ""}`;
        if (settings.debug) this.log(`GET ${url}`);
        return this.transport.send({ method: "GET", url, headers: {}, leaving: false, timeoutMs });
      },
      now,
      expose: (experiment, variant, options) =>
        this.guard("experiment", () =>
          this.track("experiment", { ...fieldsOf(options), interactive: false, props: { experiment, variant } }),
        ),
      warn: (line) => this.warn(line),
    });
  }

  private get silent(): boolean {
    return this.settings.dropsSilent && this.platform.silent();
  }

  private get transport(): Transport {
    return this.options?.transport ?? this.platform.transport;
  }

  private lose(reason: string, name: string, detail?: string): void {
    this.refused++;
    this.tell({ reason, name, count: 1, ...(detail !== undefined && { detail }) });
  }

  private tell(drop: Drop): void {
    if (this.settings.debug) this.log(`given up: ${JSON.stringify(drop)}`);
    this.guard("onDrop", () => this.options?.onDrop?.(drop));
  }

  private guard<T>(what: string, work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.warn(`${what} failed: ${String(error)}`);
      return undefined;
    }
  }

  /** Once each: what goes wrong with one event goes wrong with the next. */
  private warn(line: string): void {
    if (this.told.has(line) || this.told.size > 50) return;
    this.told.add(line);
    this.log(line);
  }

  private log(line: string): void {
    try {
      const log = this.options?.log ?? ((text: string) => console.warn(text));
      log(`footfall: ${line}`);
    } catch {
      // The caller's own log has failed: there is nobody left to tell.
    }
  }
}
