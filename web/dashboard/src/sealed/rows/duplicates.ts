/** Knows the ids of events: a repeated one is the same event, sent again. The first one stays. */
export class Duplicates {
  private readonly seen = new Set<string>();

  /** The events that were not seen before, and how many were. */
  sift<T extends { id: string }>(events: readonly T[]): { fresh: T[]; repeated: number } {
    const fresh = events.filter(({ id }) => {
      const isNew = !this.seen.has(id);
      this.seen.add(id);
      return isNew;
    });
    return { fresh, repeated: events.length - fresh.length };
  }

  /** These may come again. */
  drop(ids: readonly string[]): void {
    for (const id of ids) this.seen.delete(id);
  }
}
