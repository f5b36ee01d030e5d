// Raw deflate data (RFC 1951) at once. The browser's own streams take longer over one small message than its key agreement does.
import type { Bytes } from "./bytes";

/** Data that are none, that end before their last block does, or that go on after it. */
export class BrokenDeflate extends Error {}

/** A Huffman code: how many symbols have each length of bits, and the symbols in the order of their codes. */
interface Code {
  counts: Uint16Array;
  symbols: Uint16Array;
}

const mostBits = 15;
const endOfBlock = 256;
/** The order in which a block names the lengths of its code of lengths. */
const lengthOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

const demand = (holds: boolean): void => {
  if (!holds) throw new BrokenDeflate();
};

/** A code that leaves bits without a meaning is refused, as by zlib, but for one of a single bit where `mayLack` allows it. */
const codeOf = (lengths: Uint8Array, mayLack: boolean): Code => {
  const counts = new Uint16Array(mostBits + 1);
  for (const length of lengths) counts[length] = (counts[length] as number) + 1;
  const used = lengths.length - (counts[0] as number);
  counts[0] = 0;
  const offsets = new Uint16Array(mostBits + 2);
  let free = 1;
  for (let bits = 1; bits <= mostBits; bits++) {
    free = 2 * free - (counts[bits] as number);
    demand(free >= 0);
    offsets[bits + 1] = (offsets[bits] as number) + (counts[bits] as number);
  }
  demand(free === 0 || (mayLack && (used === 0 || (used === 1 && counts[1] === 1))));
  const symbols = new Uint16Array(used);
  lengths.forEach((length, symbol) => {
    if (length === 0) return;
    symbols[offsets[length] as number] = symbol;
    offsets[length] = (offsets[length] as number) + 1;
  });
  return { counts, symbols };
};

/** Lengths or distances: `extra[i]` more bits are added to `base[i]`. */
const steps = (first: number, extra: number[]): { base: number[]; extra: number[] } => {
  let next = first;
  const base = extra.map((bits) => {
    const from = next;
    next += 1 << bits;
    return from;
  });
  return { base, extra };
};

const repeated = (values: number[], times: number): number[] => values.flatMap((value) => Array<number>(times).fill(value));

const copyLengths = steps(3, [...repeated([0], 8), ...repeated([1, 2, 3, 4, 5], 4)]);
// The longest one has a code of its own, without further bits.
copyLengths.base[28] = 258;
copyLengths.extra[28] = 0;
const copyDistances = steps(1, [0, 0, ...repeated([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13], 2)]);

const fixed = (() => {
  const lengths = new Uint8Array(288).fill(8, 0, 144).fill(9, 144, 256).fill(7, 256, 280).fill(8, 280);
  return { literals: codeOf(lengths, false), distances: codeOf(new Uint8Array(32).fill(5), false) };
})();

class Inflation {
  private at = 0;
  private bits = 0;
  private held = 0;
  private output: Bytes;
  private length = 0;

  constructor(
    private readonly source: Bytes,
    private readonly most: number,
  ) {
    this.output = new Uint8Array(Math.min(most, 4 * source.length + 64));
  }

  /** Null where there is more than the most. */
  all(): Bytes | null {
    for (let isLast = false; !isLast; ) {
      isLast = this.take(1) === 1;
      const kind = this.take(2);
      demand(kind !== 3);
      const fits = kind === 0 ? this.stored() : kind === 1 ? this.coded(fixed.literals, fixed.distances) : this.dynamic();
      if (!fits) return null;
    }
    demand(this.at === this.source.length);
    return this.output.slice(0, this.length);
  }

  /** Up to 15 bits, the lowest first. Whole bytes are never held ahead, so that the place in the source is where the data end. */
  private take(count: number): number {
    while (this.held < count) {
      demand(this.at < this.source.length);
      this.bits |= (this.source[this.at++] as number) << this.held;
      this.held += 8;
    }
    const value = this.bits & ((1 << count) - 1);
    this.bits >>>= count;
    this.held -= count;
    return value;
  }

  /** Bit by bit, because a code that is used for a few hundred symbols is not worth a table; without a call for each, because there are thousands. */
  private symbol({ counts, symbols }: Code): number {
    const { source } = this;
    let { at, bits, held } = this;
    let code = 0;
    let first = 0;
    let index = 0;
    for (let length = 1; length <= mostBits; length++) {
      if (held === 0) {
        if (at === source.length) break;
        bits = source[at++] as number;
        held = 8;
      }
      code |= bits & 1;
      bits >>>= 1;
      held--;
      const count = counts[length] as number;
      if (code < first + count) {
        this.at = at;
        this.bits = bits;
        this.held = held;
        return symbols[index + code - first] as number;
      }
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    throw new BrokenDeflate();
  }

  private room(count: number): boolean {
    const wanted = this.length + count;
    if (wanted > this.most) return false;
    if (wanted > this.output.length) {
      const larger = new Uint8Array(Math.min(this.most, 2 * wanted));
      larger.set(this.output);
      this.output = larger;
    }
    return true;
  }

  private stored(): boolean {
    this.bits = 0;
    this.held = 0;
    const length = this.take(8) | (this.take(8) << 8);
    const inverted = this.take(8) | (this.take(8) << 8);
    demand(length === (~inverted & 0xffff) && this.at + length <= this.source.length);
    if (!this.room(length)) return false;
    this.output.set(this.source.subarray(this.at, this.at + length), this.length);
    this.at += length;
    this.length += length;
    return true;
  }

  private dynamic(): boolean {
    const literals = this.take(5) + 257;
    const distances = this.take(5) + 1;
    const named = this.take(4) + 4;
    demand(literals <= 286 && distances <= 30);
    const ofLengths = new Uint8Array(19);
    for (let place = 0; place < named; place++) ofLengths[lengthOrder[place] as number] = this.take(3);
    const lengths = this.lengths(codeOf(ofLengths, false), literals + distances);
    demand(lengths[endOfBlock] !== 0);
    return this.coded(codeOf(lengths.subarray(0, literals), true), codeOf(lengths.subarray(literals), true));
  }

  private lengths(code: Code, count: number): Uint8Array {
    const lengths = new Uint8Array(count);
    let place = 0;
    while (place < count) {
      const symbol = this.symbol(code);
      if (symbol < 16) {
        lengths[place++] = symbol;
        continue;
      }
      demand(symbol !== 16 || place > 0);
      const value = symbol === 16 ? (lengths[place - 1] as number) : 0;
      const times = symbol === 16 ? 3 + this.take(2) : symbol === 17 ? 3 + this.take(3) : 11 + this.take(7);
      demand(place + times <= count);
      lengths.fill(value, place, place + times);
      place += times;
    }
    return lengths;
  }

  private coded(literals: Code, distances: Code): boolean {
    for (;;) {
      const symbol = this.symbol(literals);
      if (symbol === endOfBlock) return true;
      if (symbol < endOfBlock) {
        if (!this.room(1)) return false;
        this.output[this.length++] = symbol;
      } else if (!this.copy(symbol - endOfBlock - 1, distances)) return false;
    }
  }

  private copy(which: number, distances: Code): boolean {
    const length = this.step(copyLengths, which);
    const distance = this.step(copyDistances, this.symbol(distances));
    demand(distance <= this.length);
    if (!this.room(length)) return false;
    // Byte by byte, because what is copied may be what the copy has just written.
    for (let left = length; left > 0; left--) {
      this.output[this.length] = this.output[this.length - distance] as number;
      this.length++;
    }
    return true;
  }

  private step({ base, extra }: typeof copyLengths, which: number): number {
    const from = base[which];
    if (from === undefined) throw new BrokenDeflate();
    return from + this.take(extra[which] as number);
  }
}

/** What was deflated; null where that has more than `most` bytes. Throws where the data are broken or go on after their end. */
export const inflate = (data: Bytes, most: number): Bytes | null => new Inflation(data, most).all();
