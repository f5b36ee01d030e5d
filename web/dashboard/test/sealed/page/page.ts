// Hands the reader and what it needs to a test that drives this page. Private keys come as they are held by vaults, and become WebCrypto's here.
import type { SignedEntry } from "@footfall/sealing/chain";
import { readLog } from "@footfall/sealing/membership";
import { type Pair, sealingKey, signingKey } from "@footfall/sealing/pairs";
import { undoSegment } from "@footfall/sealing/segment";
import { secretOf } from "@footfall/sealing/wrapping";
import { compact, compactIfDue } from "../../../src/sealed/compaction/compact";
import { erase, receiptOf } from "../../../src/sealed/compaction/erase";
import { openDatabase } from "../../../src/sealed/engine/database/database";
import { cutPage } from "../../../src/sealed/engine/fetching/parts";
import { readRecords } from "../../../src/sealed/engine/fetching/records";
import type { EpochKey } from "../../../src/sealed/engine/opening/opening";
import { startOpeners } from "../../../src/sealed/engine/opening/pool";
import { openReader } from "../../../src/sealed/engine/reader";
import { listSegments, type Trust } from "../../../src/sealed/engine/segments/list";

const bytes = (numbers: number[]) => Uint8Array.from(numbers);

/** `epochs` are pairs of plain numbers, by the epoch's id. */
const epochKeys = async (epochs: Record<string, { scalar: number[]; point: number[] }>) => {
  const keys = new Map<string, EpochKey>();
  for (const [id, { scalar, point }] of Object.entries(epochs)) {
    const pair: Pair = { scalar: bytes(scalar), point: bytes(point) };
    const key = await sealingKey(pair);
    if (!key) throw new Error("A test's key is none.");
    keys.set(id, { key, point: pair.point });
  }
  return keys;
};

/** What a reader holds segments against; `seen` is kept from one to the next, as a browser does. */
const seen = new Map<string, { length: number; head: string }>();
const trustOf = async (
  epochs: Record<string, { scalar: number[] }>,
  vault: { id: string; entries: { entry: string; signature: number[] }[] },
): Promise<Trust> => {
  const entries = vault.entries.map(({ entry, signature }): SignedEntry => ({ entry, signature: bytes(signature) }));
  const read = await readLog(vault.id, entries);
  if ("refusal" in read) throw new Error(`A test's log is refused: ${read.refusal}.`);
  const secrets = new Map<string, CryptoKey>();
  for (const [id, { scalar }] of Object.entries(epochs)) secrets.set(id, await secretOf(bytes(scalar)));
  return {
    members: async () => read.log,
    secrets,
    seen: (epoch) => seen.get(epoch),
    saw: (epoch, { length, head }) => seen.set(epoch, { length, head }),
    isOver: async () => "epochsAreOver" in window,
  };
};

/** Signs as somebody; `key` is a pair of plain numbers. */
const writerOf = async ({ account, scalar, point }: { account: string; scalar: number[]; point: number[] }, now: number) => {
  const key = await signingKey({ scalar: bytes(scalar), point: bytes(point) });
  if (!key) throw new Error("A test's key is none.");
  return () => ({ account, key, now });
};

Object.assign(window, {
  compact,
  compactIfDue,
  erase,
  receiptOf,
  listSegments,
  trustOf,
  undoSegment,
  writerOf,
  forgetSeen: () => seen.clear(),
});
Object.assign(window, { openDatabase, openReader, epochKeys, startOpeners, cutPage, readRecords });
