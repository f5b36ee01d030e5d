// The content of a segment of the form `arrow`: pieces, each an Arrow stream of events and one of visits, with their lengths before them (little-endian).
import type { Bytes } from "@footfall/sealing/bytes";

export interface Piece {
  events: Uint8Array;
  visits: Uint8Array;
}

const lengthBytes = 4;

const end = [0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0];

/** A stream may end without saying so; DuckDB waits for more of one that does. */
export const ended = (stream: Uint8Array): Uint8Array => {
  if (end.every((byte, place) => stream[stream.length - end.length + place] === byte)) return stream;
  const whole = new Uint8Array(stream.length + end.length);
  whole.set(stream);
  whole.set(end, stream.length);
  return whole;
};

/** Null for what is no row of pieces. */
export const readPieces = (content: Bytes): Piece[] | null => {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const streams: Uint8Array[] = [];
  let at = 0;
  while (at < content.length) {
    if (content.length - at < lengthBytes) return null;
    const from = at + lengthBytes;
    at = from + view.getUint32(at, true);
    if (at > content.length) return null;
    streams.push(content.subarray(from, at));
  }
  if (streams.length === 0 || streams.length % 2 === 1) return null;
  return Array.from({ length: streams.length / 2 }, (_, place) => ({
    events: streams[2 * place] as Uint8Array,
    visits: streams[2 * place + 1] as Uint8Array,
  }));
};

export const writePieces = (pieces: readonly Piece[]): Bytes => {
  const streams = pieces.flatMap(({ events, visits }) => [events, visits]);
  const content = new Uint8Array(streams.reduce((sum, { length }) => sum + lengthBytes + length, 0));
  const view = new DataView(content.buffer);
  let at = 0;
  for (const stream of streams) {
    view.setUint32(at, stream.length, true);
    content.set(stream, at + lengthBytes);
    at += lengthBytes + stream.length;
  }
  return content;
};
