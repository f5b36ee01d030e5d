import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { argon2, stretch, deriveKey, loginKeyOf, newParameters, WeakParameters } = await load("crypto/stretch");
const { fromBase64Url, toBase64Url } = await load("crypto/base64url");

const hex = (bytes) => Buffer.from(bytes).toString("hex");

test("StretchingMatchesThePublishedArgon2idVector", async () => {
  // From the test suite of the reference implementation: t = 2, m = 64 MiB, p = 1, "password", "somesalt".
  const parameters = { salt: toBase64Url(new TextEncoder().encode("somesalt")), memory_kib: 65_536, iterations: 2, parallelism: 1 };
  assert.equal(hex(await argon2("password", parameters)), "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
});

test("DerivationMatchesTheVectorOfRfc5869", async () => {
  // Test case 3: SHA-256 with neither salt nor info; the first 32 of its 42 bytes.
  const key = await deriveKey(new Uint8Array(22).fill(0x0b), "");
  assert.equal(hex(key), "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d");
});

test("TheLoginKeyIs32BytesAndNotTheMasterKey", async () => {
  const parameters = newParameters();
  const key = await loginKeyOf(await stretch("correct horse", parameters));
  assert.equal(fromBase64Url(key).length, 32);
  assert.equal(fromBase64Url(parameters.salt).length, 16);
  assert.notEqual(hex(fromBase64Url(key)), hex(await stretch("correct horse", parameters)));
});

test("AServerThatAsksForAWeakStretchIsRefused", async () => {
  const weaker = { memory_kib: 65_535, iterations: 2, parallelism: 0, salt: toBase64Url(new Uint8Array(8)) };
  const endless = { memory_kib: 4_194_304, iterations: 1000, parallelism: 64 };
  for (const [name, value] of [...Object.entries(weaker), ...Object.entries(endless), ["memory_kib", "all"]])
    await assert.rejects(stretch("password", { ...newParameters(), [name]: value }), WeakParameters, `${name} ${value}`);
});

test("DifferentSpellingsOfOneCharacterAreOnePassword", async () => {
  const parameters = newParameters();
  assert.equal(await loginKeyOf(await stretch("caf\u00e9", parameters)), await loginKeyOf(await stretch("cafe\u0301", parameters)));
});
