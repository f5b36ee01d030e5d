// The page of journeys: what its address says, and where its drawing puts what the server answered.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { NEW_DRAFT, choiceOf, readDraft, walk, writeDraft } = await load("pages/journeys/draft");
const { draw, outline } = await load("pages/journeys/layout");
const { shortOf } = await load("pages/journeys/names");

const page = (value) => ({ kind: "page", value });

test("ADraftIsReadAsItWasWritten", () => {
  const draft = {
    backwards: true,
    anchor: { kind: "goal", value: "Bought | it" },
    by: "event",
    steps: 4,
    places: 15,
    walked: [null, page("/a"), { kind: "event", value: "Buy" }],
  };
  assert.deepEqual(readDraft(writeDraft(draft)), draft);
});

test("AnAddressThatCannotBeReadIsANewDraft", () => {
  for (const text of [null, "", "[]", "{}", "[1,2", '[0,"visit","","page",5,8]']) assert.deepEqual(readDraft(text), NEW_DRAFT);
  assert.deepEqual(readDraft('[7,"moon",null,"x",99,-1,[["x","y"]]]').walked, [page("y")]);
});

test("ChoosingAPlaceForgetsLaterOnesAndChoosingItAgainFreesTheStep", () => {
  const first = walk(NEW_DRAFT, 2, page("/a"));
  assert.deepEqual(first.walked, [null, page("/a")]);
  const second = walk(first, 3, page("/b"));
  assert.deepEqual(second.walked, [null, page("/a"), page("/b")]);
  assert.deepEqual(walk(second, 1, page("/")).walked, [page("/")]);
  assert.deepEqual(walk(second, 3, page("/b")).walked, first.walked);
  assert.deepEqual(walk(first, 2, page("/a")).walked, []);
});

test("AStarInAnAddressStandsForItself", () => {
  assert.deepEqual(choiceOf(page("/a")), { event: "pageview", filters: [["is", "event:page", ["/a"]]] });
  assert.deepEqual(choiceOf(page("/a*.b")), { event: "pageview", filters: [["matches", "event:page", ["^/a\\*\\.b$"]]] });
  assert.equal(choiceOf(null), null);
});

const place = (step, number, visits, ended = 0) => ({
  step,
  place: number,
  event: "pageview",
  page: `/${number}`,
  visits,
  ended,
  different: 1,
});
const link = (step, from_place, to_place, visits) => ({ step, from_place, to_place, visits, median_seconds: null });
const answer = {
  places: [place(1, 1, 60, 10), place(1, 2, 40), place(2, 1, 90)],
  links: [link(1, 1, 0, 10), link(1, 1, 1, 50), link(1, 2, 1, 40)],
};

test("RibbonsLieBelowEachOtherAndAreAsThickAsTheirShare", () => {
  const { ribbons, columns } = draw(answer, false);
  assert.equal(ribbons.length, 2);
  const [first, second] = ribbons;
  assert.equal(first.thickness / second.thickness, 50 / 40);
  assert.equal(second.y[1], first.y[1] + first.thickness);
  assert.ok(columns[0].x < columns[1].x);
  assert.match(outline(first), /^M[\d.]+ [\d.]+C.*Z$/);
  for (const { boxes } of columns)
    for (const [at, box] of boxes.entries()) if (at > 0) assert.ok(box.y >= boxes[at - 1].y + boxes[at - 1].height);
});

test("ToldBackwardsTimeStillRunsToTheRight", () => {
  const { ribbons, columns } = draw(answer, true);
  assert.deepEqual(
    columns.map(({ step }) => step),
    [2, 1],
  );
  for (const { from, to } of ribbons) assert.ok(from.x < to.x && from.row.step === 2 && to.row.step === 1);
});

test("ALongAddressIsToldByItsEnd", () => {
  assert.equal(shortOf("/short"), "/short");
  assert.equal(shortOf("/demo/products/sea-mist-sencha/"), "…/sea-mist-sencha/");
  assert.equal(shortOf(`/${"a".repeat(50)}`), `…${"a".repeat(23)}`);
});
