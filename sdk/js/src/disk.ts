import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { MemoryOutbox, type Outbox } from "./outbox";
import { type Parcel, read, write } from "./parcel";

const ending = ".parcel.json";

/**
 * One file a parcel, named by its id, in a folder of the caller's. Processes may share the folder: one that sends what another sends too does no harm, since the
 * server counts ids once. Files of others are left alone.
 */
export class DiskOutbox implements Outbox {
  readonly lasting = true;
  /** Where a visitor's request came from is never written: such parcels wait here, and end with the process. */
  private readonly memory = new MemoryOutbox();
  private readonly taken = new Set<string>();

  /** `damaged` is told of files that are no parcels; they are removed, or they would be read for ever. */
  constructor(
    private readonly folder: string,
    private readonly mostBytes: number,
    private readonly damaged: (file: string) => void,
  ) {}

  get waiting(): number {
    return this.memory.waiting;
  }

  async take(): Promise<Parcel | undefined> {
    const parcel = await this.memory.take();
    if (parcel) return parcel;
    for (const name of await this.names()) {
      const id = name.slice(0, -ending.length);
      if (this.taken.has(id)) continue;
      const text = await readFile(join(this.folder, name), "utf8").catch(absent);
      if (text === undefined) continue;
      const parcel = read(id, text);
      if (parcel) {
        this.taken.add(id);
        return parcel;
      }
      await rm(join(this.folder, name), { force: true });
      this.damaged(name);
    }
    return undefined;
  }

  takeAll(): Parcel[] {
    return this.memory.takeAll();
  }

  async keep(parcel: Parcel): Promise<boolean> {
    if (parcel.events?.some(({ ip, user_agent }) => ip !== undefined || user_agent !== undefined)) return this.memory.keep(parcel);
    const path = join(this.folder, parcel.id + ending);
    this.taken.delete(parcel.id);
    if (await stat(path).catch(absent)) return true;
    const text = write(parcel);
    if ((await this.bytes()) + text.length > this.mostBytes) return false;
    // Readable by its owner alone, and under its name only when it is whole.
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeFile(`${path}.new`, text, { mode: 0o600, flush: true });
    await rename(`${path}.new`, path);
    return true;
  }

  async settle(parcel: Parcel): Promise<void> {
    await rm(join(this.folder, parcel.id + ending), { force: true });
    this.taken.delete(parcel.id);
  }

  async clear(): Promise<void> {
    await this.memory.clear();
    for (const name of await this.names()) await rm(join(this.folder, name), { force: true });
    this.taken.clear();
  }

  list(): readonly Parcel[] {
    return this.memory.list();
  }

  private async names(): Promise<string[]> {
    const names = (await readdir(this.folder).catch(absent)) ?? [];
    return names.filter((name) => name.endsWith(ending)).sort();
  }

  private async bytes(): Promise<number> {
    const files = await Promise.all((await this.names()).map((name) => stat(join(this.folder, name)).catch(absent)));
    return files.reduce((sum, file) => sum + (file?.size ?? 0), 0);
  }
}

/** The folder is not made yet, or another process was quicker. Everything else is a fault of the folder's. */
const absent = (error: NodeJS.ErrnoException): undefined => {
  if (error.code !== "ENOENT") throw error;
};
