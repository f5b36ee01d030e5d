// Envelopes as the server sends them in bulk (src/Query/Sealed/EnvelopeStream.cs), numbers big-endian:
// length of what follows u32, number u64, hours since 1970 u32, epoch 8, length of the note u16, note, envelope.

export interface SealedRecord {
  /** The server's number, by which reading goes on. */
  seq: number;
  /** Hours since 1970, of receipt. */
  hour: number;
  /** Eight bytes as hex. */
  epoch: string;
  note: Uint8Array<ArrayBuffer>;
  envelope: Uint8Array<ArrayBuffer>;
}

const headBytes = 26;
const lengthBytes = 4;

/** The server sent what is no row of envelopes. */
export class BrokenPage extends Error {}

export const readRecords = (page: Uint8Array<ArrayBuffer>): SealedRecord[] => {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength);
  const records: SealedRecord[] = [];
  let at = 0;
  while (at < page.length) {
    if (page.length - at < headBytes) throw new BrokenPage("A page of envelopes ends within the head of one.");
    const end = at + lengthBytes + view.getUint32(at);
    const noteAt = at + headBytes;
    const envelopeAt = noteAt + view.getUint16(at + 24);
    if (end > page.length || envelopeAt > end) throw new BrokenPage("A page of envelopes names a length that it does not have.");
    records.push({
      seq: Number(view.getBigUint64(at + 4)),
      hour: view.getUint32(at + 12),
      epoch: view
        .getBigUint64(at + 16)
        .toString(16)
        .padStart(16, "0"),
      note: page.subarray(noteAt, envelopeAt),
      envelope: page.subarray(envelopeAt, end),
    });
    at = end;
  }
  return records;
};

/** The number of the last envelope of a page; null for an empty one, after which there are no more. */
export const lastNumber = (page: Uint8Array<ArrayBuffer>): number | null => readRecords(page).at(-1)?.seq ?? null;

/** The same bytes again, of envelopes that came one by one. */
export const writeRecords = (records: readonly SealedRecord[]): Uint8Array<ArrayBuffer> => {
  const page = new Uint8Array(records.reduce((sum, { note, envelope }) => sum + headBytes + note.length + envelope.length, 0));
  const view = new DataView(page.buffer);
  let at = 0;
  for (const { seq, hour, epoch, note, envelope } of records) {
    const total = headBytes + note.length + envelope.length;
    view.setUint32(at, total - lengthBytes);
    view.setBigUint64(at + 4, BigInt(seq));
    view.setUint32(at + 12, hour);
    view.setBigUint64(at + 16, BigInt(`0x${epoch}`));
    view.setUint16(at + 24, note.length);
    page.set(note, at + headBytes);
    page.set(envelope, at + headBytes + note.length);
    at += total;
  }
  return page;
};
