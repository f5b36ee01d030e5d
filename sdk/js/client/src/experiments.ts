import type { Answer, ExperimentOptions } from "../types/index";
import { variantOf } from "./assignment";

/** One experiment that runs, as `GET /experiments` tells of it. */
interface Running {
  readonly variant?: string;
  readonly weights?: Readonly<Record<string, number>>;
}

export interface ExperimentMeans {
  /** Browsers have one visitor, to whom the server gives a variant; others name a visitor at each call. */
  readonly keeps: boolean;
  /** The visitor may be counted, and linked to what they do. */
  takesPart(): boolean;
  /** Who it is where the call names nobody. */
  visitor(): string | undefined;
  /** Why the server cannot be asked. */
  readonly unasked: string | undefined;
  /** Rejects where there was no answer. */
  ask(visitor: string | undefined): Promise<Answer>;
  now(): number;
  /** That the visitor was given the variant. */
  expose(key: string, variant: string, options: ExperimentOptions): void;
  warn(line: string): void;
}

/** For so long the server's answer may be kept, and so long nobody asks again after a failure. */
const keptMs = 60_000;
/** Exposures that are known to be told. A visitor who is told of twice counts once all the same. */
const mostTold = 10_000;

/** Which variant a visitor is given, and that it is told once. */
export class Experiments {
  private asked: Promise<unknown> | undefined;
  private askedUntil = 0;
  /** The last good answer: what ran a minute ago is better than nothing. */
  private last: unknown;
  private readonly told = new Set<string>();

  constructor(private readonly means: ExperimentMeans) {}

  async of(key: string, options: ExperimentOptions): Promise<string | undefined> {
    if (!key || options.unlinked || options.optedOut || !this.means.takesPart()) return undefined;
    const visitor = options.visitor ?? this.means.visitor();
    const variant = options.variant ?? (await this.assigned(key, visitor, options));
    // The answer may have come after a refusal.
    if (!variant || !this.means.takesPart()) return undefined;
    if (options.expose !== false) this.expose(key, visitor, variant, options);
    return variant;
  }

  /** The next visitor is somebody else. */
  forget(): void {
    this.asked = this.last = undefined;
    this.told.clear();
  }

  private async assigned(key: string, visitor: string | undefined, { weights, visitor: named }: ExperimentOptions) {
    const { keeps, unasked, warn } = this.means;
    const byServer = keeps && named === undefined && !weights;
    if (!byServer && visitor === undefined) warn("experiment needs to know whose: a visitor, or the variant that you chose.");
    else if (!weights && unasked) warn(unasked);
    else {
      const running = weights ? { weights } : await this.running(key, byServer ? visitor : undefined);
      if (byServer) return typeof running?.variant === "string" ? running.variant : undefined;
      return running?.weights && variantOf(key, visitor as string, running.weights);
    }
    return undefined;
  }

  private async running(key: string, visitor: string | undefined): Promise<Running | undefined> {
    const { now, keeps } = this.means;
    if (!this.asked || now() >= this.askedUntil) {
      this.askedUntil = now() + keptMs;
      this.asked = this.means.ask(visitor).then(
        ({ status, body }) => {
          if (status !== 200) return this.last;
          // A page's visitor keeps the variant while the page is open.
          if (keeps) this.askedUntil = Number.POSITIVE_INFINITY;
          this.last = body;
          return body;
        },
        () => this.last,
      );
    }
    const all = await this.asked;
    return typeof all === "object" && all !== null && Object.hasOwn(all, key) ? (all as Record<string, Running>)[key] : undefined;
  }

  private expose(key: string, visitor = "", variant: string, options: ExperimentOptions): void {
    const exposure = `${key}\0${visitor}`;
    if (this.told.has(exposure)) return;
    if (this.told.size >= mostTold) this.told.delete(this.told.values().next().value as string);
    this.told.add(exposure);
    this.means.expose(key, variant, options);
  }
}
