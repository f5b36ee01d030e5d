import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { brotliCompressSync } from "node:zlib";

const built = (name) => readFileSync(new URL(`../dist/${name}`, import.meta.url));

test("EachFileIsWithinItsBudget", () => {
  const sizes = JSON.parse(built("sizes.json"));
  for (const [name, limit] of [
    ["footfall.core.js", 2_000],
    ["footfall.js", 3_600],
    ["footfall.sealed.js", 5_100],
    ["footfall.consent.js", 3_000],
    ["plausible.js", 2_600],
    ["umami.js", 1_500],
    ["goatcounter.js", 1_500],
    ["matomo.js", 2_500],
    ["footfall.vitals.js", 1_000],
  ]) {
    assert.ok(brotliCompressSync(built(name)).length <= limit, name);
    assert.equal(sizes[name].raw, built(name).length, "sizes.json is of this build");
  }
});

test("ThePlaceOfTheDefaultKeyIsThereExactlyOnce", () => {
  assert.equal(built("footfall.js").toString().split("__FOOTFALL_DEFAULT_KEY__").length, 2);
  assert.equal(built("footfall.core.js").toString().split("__FOOTFALL_DEFAULT_KEY__").length, 1);
});

test("EveryLanguageOfTheConsentManagerSaysAllThatEnglishSays", () => {
  const script = built("footfall.consent.js").toString();
  const english = [...script.matchAll(/[{,](\w+):"[A-Z]/g)].map(([, name]) => name).sort();
  const languages = JSON.parse(built("footfall.consent.json"));
  assert.deepEqual(Object.keys(languages), ["de", "es", "fr"]);
  assert.ok(english.includes("reject") && english.includes("resize"));
  for (const [language, texts] of Object.entries(languages)) assert.deepEqual(Object.keys(texts).sort(), english, language);
});

test("TheConsentManagerHoldsItsTextsToTheirHash", () => {
  const hash = createHash("sha256").update(built("footfall.consent.json")).digest("base64");
  assert.ok(built("footfall.consent.js").includes(`"sha256-${hash}"`));
});

test("NoneButTheSealedFileCarriesCryptography", () => {
  for (const [name, carries] of [
    ["footfall.core.js", false],
    ["footfall.js", false],
    ["footfall.sealed.js", true],
  ])
    assert.equal(built(name).includes("HPKE-v1"), carries, name);
});
