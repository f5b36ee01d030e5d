// Hands the reader and what it needs to a test that drives this page. Private keys come as they are held by vaults, and become WebCrypto's here.
import { type Pair, sealingKey } from "@footfall/sealing/pairs";
import { openDatabase } from "../../../src/sealed/engine/database/database";
import { cutPage } from "../../../src/sealed/engine/fetching/parts";
import { readRecords } from "../../../src/sealed/engine/fetching/records";
import type { EpochKey } from "../../../src/sealed/engine/opening/opening";
import { startOpeners } from "../../../src/sealed/engine/opening/pool";
import { openReader } from "../../../src/sealed/engine/reader";

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

Object.assign(window, { openDatabase, openReader, epochKeys, startOpeners, cutPage, readRecords });
