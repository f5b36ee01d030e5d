// Where the tail and the segments meet: hands rows to the database, and makes one of what the cuts between segments and the tail made two of.
import type { Bytes } from "@footfall/sealing/bytes";
import type { Callable } from "./calls";
import type { Database } from "./database/database.worker";
import { orTooMuch } from "./limits";
import type { Tables } from "./tables/tables.worker";

export class Joint {
  constructor(
    private readonly tables: Callable<Tables>,
    private readonly database: Callable<Database>,
  ) {}

  /** Hands over what is new. */
  async hand(): Promise<void> {
    for (const batch of await this.tables.call("take", undefined as never))
      await this.database
        .call("apply", batch, { buffers: Object.values(batch as unknown as Record<string, Bytes>).map(({ buffer }) => buffer) })
        .catch((error) => Promise.reject(orTooMuch(error)));
  }

  /** Events that left the tail because a segment has them, and events that came into it because a cut ran through their visit. */
  async mend(): Promise<{ repeated: number; taken: number }> {
    const repeated = await this.database.call("repeated", undefined as never);
    if (repeated.length > 0) {
      await this.tables.call("forget", repeated);
      await this.hand();
    }
    const taken = await this.database.call("take", undefined as never);
    if (taken.length > 0) {
      await this.tables.call("join", taken);
      await this.hand();
    }
    return { repeated: repeated.length, taken: taken.length };
  }
}
