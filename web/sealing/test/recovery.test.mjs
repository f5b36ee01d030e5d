import assert from "node:assert/strict";
import { test } from "node:test";
import { bytes, hex, load, vectors } from "./harness.mjs";

const shared = vectors("keys").recovery;
const { generateRecovery, readRecovery, recoveryLogin, recoveryText } = await load("recovery");

test("the text is the same in both languages", async () => {
  assert.equal(await recoveryText(bytes(shared.key)), shared.text);
  assert.equal(hex(await recoveryLogin(bytes(shared.key))), shared.login);
});

test("what is printed is read, however it is typed", async () => {
  for (let i = 0; i < 100; i++) {
    const key = generateRecovery();
    const text = await recoveryText(key);
    for (const typed of [
      text,
      text.toLowerCase().replaceAll("-", " "),
      ` ${text.replaceAll("-", "")}\n`,
      text.replaceAll("0", "o").replaceAll("1", "l"),
    ])
      assert.deepEqual(await readRecovery(typed), key);
  }
});

test("a slip of the pen is told", async () => {
  const { text } = shared;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "-") continue;
    assert.equal(await readRecovery(text.slice(0, i) + text.slice(i + 1)), null);
    assert.equal(await readRecovery(`${text.slice(0, i)}7${text.slice(i)}`), null);
    assert.equal(await readRecovery(text.slice(0, i) + (text[i] === "Z" ? "Y" : "Z") + text.slice(i + 1)), null);
  }
  assert.equal(await readRecovery(`U${text.slice(1)}`), null);
  assert.equal(await readRecovery(""), null);
});
