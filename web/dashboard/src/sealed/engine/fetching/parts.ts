import type { Bytes } from "@footfall/sealing/bytes";
import { readRecords } from "./records";

/** Cuts a page into parts of whole records for several workers; each has bytes of its own, to be given away. */
export const cutPage = (page: Bytes, records: number): Bytes[] => {
  const all = readRecords(page);
  const parts: Bytes[] = [];
  let from = 0;
  for (let at = 0; at < all.length; at += records) {
    const last = all[Math.min(at + records, all.length) - 1]?.envelope;
    const to = last ? last.byteOffset + last.length - page.byteOffset : from;
    parts.push(page.slice(from, to));
    from = to;
  }
  return parts;
};
