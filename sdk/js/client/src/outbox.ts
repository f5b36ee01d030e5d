import type { Parcel } from "./parcel";

/** Where parcels wait for another attempt. What is taken is the taker's until it is kept again or settled. Nothing in here rejects. */
export interface Outbox {
  /** What is kept here outlives the process. */
  readonly lasting: boolean;
  /** Events in memory. */
  readonly waiting: number;
  /** The oldest one that nobody has taken. */
  take(): Promise<Parcel | undefined>;
  /** All of them at once, for a page that goes away. */
  takeAll(): Parcel[];
  /** False: there is no room. */
  keep(parcel: Parcel): Promise<boolean>;
  /** It is done with, delivered or not. */
  settle(parcel: Parcel): Promise<void>;
  /** Gives all of it up, what is taken too. */
  clear(): Promise<void>;
  /** What there is in memory now, the oldest first. */
  list(): readonly Parcel[];
}

/** Its bound is the queue's: what came in by there fits in here. */
export class MemoryOutbox implements Outbox {
  readonly lasting = false;
  private parcels: Parcel[] = [];

  get waiting(): number {
    return this.parcels.reduce((sum, { count }) => sum + count, 0);
  }

  async take(): Promise<Parcel | undefined> {
    return this.parcels.shift();
  }

  takeAll(): Parcel[] {
    return this.parcels.splice(0);
  }

  async keep(parcel: Parcel): Promise<boolean> {
    // By age: one that comes back was before those that came meanwhile.
    const place = this.parcels.findIndex(({ id }) => id > parcel.id);
    this.parcels.splice(place < 0 ? this.parcels.length : place, 0, parcel);
    return true;
  }

  async settle(): Promise<void> {
    // Taken is gone.
  }

  async clear(): Promise<void> {
    this.parcels = [];
  }

  list(): readonly Parcel[] {
    return this.parcels;
  }
}
