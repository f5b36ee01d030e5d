import type { Device, DeviceRecord } from "./device";
import type { WireEvent } from "./wire";

/** A session ends after 30 minutes without an event. */
const sessionMs = 1_800_000;

export interface Person {
  readonly identified: boolean;
  readonly consentRequired: boolean;
  /** The server believes who it is of an event in an anonymous project too, and hashes and forgets it. */
  readonly trusted: boolean;
  /** Browsers keep a visitor and a session; a server's events say whose they are. */
  readonly keeps: boolean;
  /** Who it is where neither an event nor the device says so. */
  readonly visitor: string | undefined;
}

/** Who events are of, and whether they may be made at all. */
export class Identity {
  /** In memory only: a device that is handed on must not keep the name of the one before. */
  private user: string | undefined;

  constructor(
    private readonly person: Person,
    private readonly device: Device,
    private readonly now: () => number,
    private readonly uuid: () => string,
  ) {}

  /** Consent is required and was not answered yet. */
  get unanswered(): boolean {
    const { consent, out } = this.device.load();
    return this.person.consentRequired && !consent && !out;
  }

  /** Whether a variant may be given: the visitor is counted, and may be linked to what they do later. */
  get takesPart(): boolean {
    return this.allows("experiment") && !this.unanswered && !this.device.load().unlinked;
  }

  /** Who it is where a call names nobody; undefined where visitors are not told apart for longer than a day. */
  get visitor(): string | undefined {
    const { identified, keeps, visitor } = this.person;
    return identified && keeps ? this.touch().visitor : visitor;
  }

  /** The visitor has said no to something. */
  get refuses(): boolean {
    const { consent, out } = this.device.load();
    return out === true || Object.values(consent ?? {}).includes(false);
  }

  /** Whether the visitor lets events of this name go, or has not said yet. */
  allows(name: string): boolean {
    const { consent, out } = this.device.load();
    return !out && (!consent || (consent[name] ?? consent["*"] ?? !this.person.consentRequired));
  }

  /** Adds who it is, as far as the event does not say so and the visitor allows it. In anonymous mode nobody is named: the server would refuse the event. */
  stamp(event: WireEvent): void {
    if (this.device.load().unlinked) event.unlinked = true;
    if (!this.person.identified || event.unlinked) {
      if (!this.person.trusted || event.unlinked) delete event.visitor;
      for (const field of ["session", "user"]) delete event[field];
      return;
    }
    if (this.unanswered) return;
    const { visitor, session } = this.person.keeps ? this.touch() : { visitor: this.person.visitor, session: undefined };
    // An event that names somebody else is not this session's.
    const another = event.visitor !== undefined && event.visitor !== visitor;
    if (visitor !== undefined) event.visitor ??= visitor;
    if (session !== undefined && !another) event.session ??= session;
    if (this.user !== undefined && !another) event.user ??= this.user;
  }

  identify(user: string): boolean {
    if (!this.person.identified || !user) return false;
    this.user = user.slice(0, 200);
    return true;
  }

  /** The answer about consent stays. */
  reset(): void {
    this.user = undefined;
    const { consent, unlinked, out } = this.device.load();
    this.device.save({ consent, unlinked, out });
  }

  optIn(): void {
    const { out: _, ...record } = this.device.load();
    this.device.save({ ...record, ...(this.person.consentRequired && { consent: { ...record.consent, "*": true } }) });
  }

  optOut(): void {
    this.user = undefined;
    this.device.save({ out: true });
  }

  /** Every event keeps the session alive; the first one after its end begins another. */
  private touch(): DeviceRecord {
    const old = this.device.load();
    const now = this.now();
    const goesOn = old.session && old.last && now - old.last < sessionMs;
    const record = {
      ...old,
      visitor: old.visitor || this.uuid(),
      last: now,
      ended: false,
      ...(!goesOn && { session: this.uuid(), began: now, active: 0, visits: (old.visits ?? 0) + 1 }),
    };
    this.device.save(record);
    return record;
  }
}
