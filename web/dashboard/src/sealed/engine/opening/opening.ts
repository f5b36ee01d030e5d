// Opens what was fetched: envelopes and the notes beside them. What cannot be opened is counted, because anybody can seal to an epoch's key.
import { type Bytes, fromUuid, toBase64Url } from "@footfall/sealing/bytes";
import { noteOpener } from "@footfall/sealing/note";
import { opener, type Refusal } from "@footfall/sealing/open";
import { createSHA256, type IHasher } from "hash-wasm";
import type { Note } from "../../types";
import { readRecords, type SealedRecord } from "../fetching/records";

/** The private key of an epoch (ECDH P-256, `deriveBits`, not to be exported) and its public point. */
export interface EpochKey {
  key: CryptoKey;
  point: Bytes;
}

/** By the epoch's id as hex. */
export type EpochKeys = ReadonlyMap<string, EpochKey>;

export type Unopened = Refusal | "no_key" | "no_note";

/** Opened messages, still as bytes: copying them between workers costs nothing that way. */
export interface OpenedPage {
  /** Of each message, in the server's order: the envelope's id, the note, and where its content ends within `contents`. */
  ids: string[];
  notes: Note[];
  ends: Uint32Array<ArrayBuffer>;
  contents: Bytes;
  /** Ids of all envelopes, in the server's order, those that did not open included. */
  every: Bytes[];
  /** What did not open, and why. */
  unopened: Partial<Record<Unopened, number>>;
}

interface Openers {
  open: ReturnType<typeof opener>;
  openNote: ReturnType<typeof noteOpener>;
}

type One = { id: Bytes; note: Note; content: Bytes } | { id: Bytes; refusal: Unopened };

/** As many are on their way at once: enough to keep WebCrypto's threads busy, few enough to keep one page load's envelopes beside each other. */
const atOnce = 64;

/** An envelope's id is the hash of what its sender sealed, which begins after the head. */
const sealedAt = 26;

export class Opening {
  private readonly project: Bytes;
  private readonly openers = new Map<string, Openers>();

  private constructor(
    project: string,
    private readonly keys: EpochKeys,
    private readonly sha256: IHasher,
  ) {
    this.project = fromUuid(project);
  }

  static async begin(project: string, keys: EpochKeys): Promise<Opening> {
    return new Opening(project, keys, await createSHA256());
  }

  async open(page: Bytes): Promise<OpenedPage> {
    const records = readRecords(page);
    const opened: One[] = [];
    for (let at = 0; at < records.length; at += atOnce)
      opened.push(...(await Promise.all(records.slice(at, at + atOnce).map((record) => this.openOne(record)))));
    return gather(opened);
  }

  private async openOne({ epoch, envelope, note }: SealedRecord): Promise<One> {
    const openers = this.openersOf(epoch);
    const id = this.idOf(envelope);
    if (!openers) return { id, refusal: "no_key" };
    const [opened, said] = await Promise.all([openers.open(envelope), openers.openNote(envelope, note)]);
    if ("refusal" in opened) return { id, ...opened };
    return said ? { id, note: said, content: opened.content } : { id, refusal: "no_note" };
  }

  /** At once: WebCrypto's own digest of so few bytes would spend most of its time on the way to another thread. */
  private idOf(envelope: Bytes): Bytes {
    // The hasher gives out its own memory.
    return this.sha256.init().update(envelope.subarray(sealedAt)).digest("binary").slice();
  }

  private openersOf(epoch: string): Openers | undefined {
    const known = this.openers.get(epoch);
    const epochKey = this.keys.get(epoch);
    if (known || !epochKey) return known;
    const { key, point } = epochKey;
    const id = fromHex(epoch);
    const made = { open: opener(key, point, this.project, id), openNote: noteOpener(key, point, this.project, id) };
    this.openers.set(epoch, made);
    return made;
  }
}

const fromHex = (hex: string): Bytes => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

const gather = (opened: One[]): OpenedPage => {
  const good = opened.filter((one) => "content" in one);
  const page: OpenedPage = {
    ids: good.map(({ id }) => toBase64Url(id)),
    every: opened.map(({ id }) => id),
    notes: good.map(({ note }) => note),
    ends: new Uint32Array(good.length),
    contents: new Uint8Array(good.reduce((sum, { content }) => sum + content.length, 0)),
    unopened: {},
  };
  let end = 0;
  good.forEach(({ content }, place) => {
    page.contents.set(content, end);
    end += content.length;
    page.ends[place] = end;
  });
  for (const one of opened) if ("refusal" in one) page.unopened[one.refusal] = (page.unopened[one.refusal] ?? 0) + 1;
  return page;
};
