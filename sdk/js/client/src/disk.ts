import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MemoryOutbox, type Outbox } from "./outbox";
import { type Parcel, read, write } from "./parcel";
import type { WireEvent } from "./wire";

const ending = ".parcel.json";
const unfinished = `${ending}.new`;
/** So long nobody writes one file: it was left behind. */
const abandonedMs = 3_600_000;

/**
 * One file a parcel, named by its id, in a folder of the caller's. Processes may share the folder: one that sends what another sends too does no harm, since the
 * server counts ids once. Files of others are left alone. Where the folder fails, parcels wait in memory.
 */
export class DiskOutbox implements Outbox {
  readonly lasting = true;
  /** Where a visitor's request came from is never written: such parcels wait here, too, and end with the process. */
  private readonly memory = new MemoryOutbox();
  private readonly taken = new Set<string>();
  private swept = false;

  constructor(
    private readonly folder: string,
    private readonly mostBytes: number,
    private readonly warn: (line: string) => void,
    /** Events are of visitors who are told apart for longer than a day. */
    private readonly identified: boolean,
  ) {}

  get waiting(): number {
    return this.memory.waiting;
  }

  async take(): Promise<Parcel | undefined> {
    return (await this.memory.take()) ?? this.guarded(() => this.takeFile(), undefined);
  }

  takeAll(): Parcel[] {
    return this.memory.takeAll();
  }

  async keep(parcel: Parcel): Promise<boolean> {
    const inMemory = () => this.memory.keep(parcel);
    // What may say who it was: the server forgets it within the day, and a disk would not.
    const names = ({ ip, user_agent, visitor }: WireEvent) => ip ?? user_agent ?? (this.identified ? undefined : visitor);
    if (parcel.events?.some((event) => names(event) !== undefined)) return inMemory();
    return (await this.guarded(() => this.keepFile(parcel), undefined)) ?? inMemory();
  }

  async settle({ id }: Parcel): Promise<void> {
    await this.guarded(() => rm(this.at(id + ending), { force: true }), undefined);
    this.taken.delete(id);
  }

  async clear(): Promise<void> {
    await this.memory.clear();
    for (const name of await this.guarded(() => this.names(ending), []))
      await this.guarded(() => rm(this.at(name), { force: true }), undefined);
    this.taken.clear();
  }

  list(): readonly Parcel[] {
    return this.memory.list();
  }

  private async takeFile(): Promise<Parcel | undefined> {
    if (!this.swept) await this.sweep();
    for (const name of await this.names(ending)) {
      const id = name.slice(0, -ending.length);
      const text = this.taken.has(id) ? undefined : await readFile(this.at(name), "utf8").catch(absent);
      if (text === undefined) continue;
      const parcel = read(id, text);
      if (parcel) {
        this.taken.add(id);
        return parcel;
      }
      // Or it would be read for ever.
      await rm(this.at(name), { force: true });
      this.warn(`${name} in the offline folder was no parcel, and was removed.`);
    }
    return undefined;
  }

  private async keepFile(parcel: Parcel): Promise<boolean> {
    const path = this.at(parcel.id + ending);
    this.taken.delete(parcel.id);
    if (await stat(path).catch(absent)) return true;
    const text = write(parcel);
    if ((await this.bytes()) + Buffer.byteLength(text) > this.mostBytes) return false;
    // Readable by its owner alone, and under its name only when it is whole.
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const begun = this.at(parcel.id + unfinished);
    await writeFile(begun, text, { mode: 0o600, flush: true });
    await rename(begun, path);
    return true;
  }

  /** Files of processes that ended while they wrote. */
  private async sweep(): Promise<void> {
    this.swept = true;
    for (const name of await this.names(unfinished)) {
      const file = await stat(this.at(name)).catch(absent);
      if (file && Date.now() - file.mtimeMs > abandonedMs) await rm(this.at(name), { force: true });
    }
  }

  private at(name: string): string {
    return join(this.folder, name);
  }

  private async names(end: string): Promise<string[]> {
    const names = (await readdir(this.folder).catch(absent)) ?? [];
    return names.filter((name) => name.endsWith(end)).sort();
  }

  private async bytes(): Promise<number> {
    const files = await Promise.all((await this.names(ending)).map((name) => stat(this.at(name)).catch(absent)));
    return files.reduce((sum, file) => sum + (file?.size ?? 0), 0);
  }

  private async guarded<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.warn(`the offline folder cannot be used (${String(error)}); what waits is in memory.`);
      return otherwise;
    }
  }
}

/** The folder is not made yet, or another process was quicker. Everything else is a fault of the folder's. */
const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== "ENOENT") throw error;
};
