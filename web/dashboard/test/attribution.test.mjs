// What the page of attribution makes of an address and of an answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { NEW_DRAFT, isWhole, readDraft, writeDraft } = await load("pages/attribution/draft");
const { choicesOf, linesOf, shownOf, sumOf } = await load("pages/attribution/rows");
const { conclude } = await load("attribution/convert");

const credit = (place, value, first, last, linear, different = 1) => ({ place, value, different, first, last, linear });
const revenue = (place, currency, first, last, linear) => ({ place, currency, first, last, linear });
const counts = {
  credit: [credit(1, "Google", 2, 0, 1), credit(2, "News", 0, 1, 0.5), credit(3, null, 0, 1, 0.5, 4)],
  revenue: [revenue(1, "EUR", 10, 0, 5.005), revenue(1, "USD", 10, 0, 5), revenue(2, "EUR", 0, 10, 5), revenue(3, "CHF", 0, 7, 7)],
};

test("ADraftIsReadAsItWasWritten", () => {
  const draft = { goal: { kind: "page", value: "/thanks" }, by: "utm_campaign", lookback: 30, shown: "in EUR" };
  assert.deepEqual(readDraft(writeDraft(draft)), draft);
  assert.ok(isWhole(draft) && !isWhole(NEW_DRAFT));
});

test("WhatCannotBeReadIsANewDraft", () => {
  for (const text of [null, "", "7", "{", "[]"]) assert.deepEqual({ ...readDraft(text), goal: NEW_DRAFT.goal }, NEW_DRAFT);
  assert.deepEqual(readDraft('["odd","a","props",5,"in euros"]'), { ...NEW_DRAFT, goal: { kind: "goal", value: "a" } });
});

test("CurrenciesAreShownApartAndAllOthersStayLast", () => {
  assert.deepEqual(choicesOf(counts), ["conversions", "in CHF", "in EUR", "in USD"]);
  assert.deepEqual(
    linesOf(counts, "conversions").map(({ value, linear }) => [value, linear]),
    [
      ["Google", 1],
      ["News", 0.5],
      [null, 0.5],
    ],
  );
  assert.deepEqual(
    linesOf(counts, "in EUR").map((line) => line.value),
    ["Google", "News"],
  );
  assert.equal(sumOf(linesOf(counts, "in EUR"), "last"), 10);
  assert.equal(shownOf(counts, { ...NEW_DRAFT, shown: "converted" }), "conversions", "without rates nothing is converted");
});

test("TheOwnersRatesMakeOneCurrencyAndTellWhatHasNone", () => {
  const answer = conclude({ convert: { to: "EUR", rates: { USD: 0.5 } } }, counts);
  assert.deepEqual(answer.converted, [
    { place: 1, first: 15, last: 0, linear: 7.51 },
    { place: 2, first: 0, last: 10, linear: 5 },
  ]);
  assert.deepEqual(answer.not_converted, [{ currency: "CHF", amount: 7 }]);
  assert.ok(choicesOf(answer).includes("converted"));
});
