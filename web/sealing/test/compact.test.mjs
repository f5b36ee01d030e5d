import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bytes, load, vectors } from "./harness.mjs";

const shared = vectors("compact");
const { compact } = await load("compact");
const { expand } = await load("expand");
const content = (vector) => (vector.hex ? bytes(vector.hex) : new TextEncoder().encode(vector.content));

for (const vector of shared.read) test(`read: ${vector.about}`, () => assert.deepEqual(expand(content(vector)), vector.events));

for (const vector of shared.refused) test(`refused: ${vector.about}`, () => assert.equal(expand(content(vector)), null));

for (const vector of shared.written)
  test(`written: ${vector.about}`, () => {
    const { context, events } = vector;
    const written = compact(context, events);
    assert.equal(new TextDecoder().decode(written), vector.content);
    assert.deepEqual(expand(written), vector.expanded);
  });

test("what all events share must not become a flood", () => {
  const message = (events) => new TextEncoder().encode(JSON.stringify({ v: 1, c: { t: "x".repeat(100_000) }, e: Array(events).fill({}) }));
  assert.equal(expand(message(330)).length, 330);
  assert.equal(expand(message(336)), null);
});

test("the context that a tracker keeps for its next message is not changed by writing one", () => {
  const context = { language: "en" };
  compact(context, [{ name: "n" }]);
  assert.deepEqual(context, { language: "en" });
});

test("depth that would exhaust the stack is refused", () => {
  assert.equal(expand(new TextEncoder().encode(`{"v":1,"e":[${"[".repeat(120_000)}${"]".repeat(120_000)}]}`)), null);
});

test("the table has the fields of POST /collect", () => {
  const read = (path) => JSON.parse(readFileSync(new URL(`../../../schema/${path}`, import.meta.url), "utf8"));
  const { event, fields } = read("event.schema.json").$defs;
  const names = Object.keys({ ...event.properties, ...fields.properties }).filter((name) => name !== "ip" && name !== "enriched");
  assert.deepEqual([...read("compact.json").fields].sort(), [...names, "hints"].sort());
});
