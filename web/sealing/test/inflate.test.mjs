import assert from "node:assert/strict";
import { test } from "node:test";
import { constants, deflateRawSync, inflateRawSync } from "node:zlib";
import { load } from "./harness.mjs";

const { BrokenDeflate, inflate } = await load("inflate");
const most = 262_144;
const bytes = (data) => new Uint8Array(data);
const text = (times) =>
  Buffer.from(JSON.stringify({ v: 1, e: Array.from({ length: times }, (_, i) => ({ b: "pageview", d: `/page/${i * 7919}` })) }));

/** What zlib makes of it; undefined where it refuses. It reads on to the first end only, so the rest is looked at besides. */
const byZlib = (data) => {
  try {
    const { buffer, engine } = inflateRawSync(data, { info: true, maxOutputLength: most });
    return engine.bytesWritten === data.length ? buffer : undefined;
  } catch {
    // Broken, cut short or too much: zlib has a name for each, and here they are one.
    return undefined;
  }
};

const byOurs = (data) => {
  try {
    return inflate(data, most) ?? undefined;
  } catch (error) {
    assert.ok(error instanceof BrokenDeflate);
    return undefined;
  }
};

const contents = [
  Buffer.alloc(0),
  Buffer.from("a"),
  Buffer.alloc(100_000, "ab"),
  text(1),
  text(20),
  text(4000),
  crypto.getRandomValues(new Uint8Array(40_000)),
  Buffer.concat([crypto.getRandomValues(new Uint8Array(300)), text(300), Buffer.alloc(70_000)]),
];

test("what zlib deflates in any way comes back", () => {
  for (const content of contents)
    for (const strategy of [constants.Z_DEFAULT_STRATEGY, constants.Z_HUFFMAN_ONLY, constants.Z_FIXED, constants.Z_RLE])
      for (const level of [0, 1, 6, 9])
        assert.deepEqual(inflate(bytes(deflateRawSync(content, { level, strategy })), most), bytes(content));
});

test("the most is allowed, and a byte more is not", () => {
  const content = new Uint8Array(most);
  assert.deepEqual(inflate(bytes(deflateRawSync(content)), most), content);
  assert.equal(inflate(bytes(deflateRawSync(new Uint8Array(most + 1))), most), null);
  assert.equal(inflate(bytes(deflateRawSync(crypto.getRandomValues(new Uint8Array(11)), { level: 0 })), 10), null);
  assert.equal(inflate(bytes(deflateRawSync(Buffer.from("abcdefghijk"))), 10), null);
});

test("data that end before their last block does, or go on after it, are refused", () => {
  for (const content of [text(1), text(20), crypto.getRandomValues(new Uint8Array(50))]) {
    const data = bytes(deflateRawSync(content));
    for (let length = 0; length < data.length; length++) assert.throws(() => inflate(data.slice(0, length), most), BrokenDeflate);
    assert.throws(() => inflate(bytes([...data, 0]), most), BrokenDeflate);
  }
});

test("whatever is changed, ours and zlib refuse the same and read the same", () => {
  for (const content of [text(1), text(20)])
    for (const strategy of [constants.Z_DEFAULT_STRATEGY, constants.Z_FIXED]) {
      const data = bytes(deflateRawSync(content, { strategy }));
      for (let bit = 0; bit < 8 * data.length; bit++) {
        const changed = data.slice();
        changed[bit >> 3] ^= 1 << (bit & 7);
        const expected = byZlib(changed);
        assert.deepEqual(byOurs(changed), expected && bytes(expected), `bit ${bit}`);
      }
    }
});

test("blocks that break a rule of the format are refused", () => {
  const broken = {
    "a kind that there is none of": [0b111],
    "a length that its inverse does not confirm": [1, 1, 0, 0xff, 0xff, 65],
    "a copy from before the beginning": [3, 2, 0],
  };
  for (const [what, data] of Object.entries(broken)) {
    assert.equal(byZlib(bytes(data)), undefined, what);
    assert.equal(byOurs(bytes(data)), undefined, what);
  }
});
