import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { assertReadable } from "./harness/bench.mjs";
import { faultsOf } from "./harness/schema.mjs";

const examples = new URL("../../../schema/examples/", import.meta.url);

for (const name of readdirSync(examples)) {
  test(`TheSchemaJudgesTheExample ${name}`, () => {
    const { body, text, valid } = JSON.parse(readFileSync(new URL(name, examples), "utf8"));
    if (text !== undefined) return assert.throws(() => JSON.parse(text));
    assert.equal(faultsOf(body).length === 0, valid, faultsOf(body).join("; "));
  });
}

test("ARequestThatTheSchemaRefusesFailsItsTest", () => {
  const request = (body) => ({ requests: [{ body: JSON.stringify(body) }] });
  assertReadable(request({ key: "ff_test", events: [{ name: "pageview" }] }));
  assert.throws(() => assertReadable(request({ key: "ff_test", events: [{ name: "pageview", url: "/relative" }] })), /\/events\/0\/url/);
  assert.throws(() => assertReadable({ requests: [{ body: "{" }] }));
});
