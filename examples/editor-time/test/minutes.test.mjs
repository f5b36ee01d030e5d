import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "../../../sdk/js/client/test/support/source.mjs";

const { Minutes } = await load("../../../../examples/editor-time/src/minutes");
const focus = (project) => ({ name: "editor.focus", project });

test("AMinuteBelongsToTheProjectThatWasUsedLast", () => {
  const minutes = new Minutes(true);
  assert.deepEqual(minutes.end(), [], "nothing was used yet");
  minutes.use("a");
  minutes.use("b");
  assert.deepEqual(minutes.end(), [focus("b")]);
});

test("WhoDoesNothingForThreeMinutesIsNotAtWork", () => {
  const minutes = new Minutes(true);
  minutes.use("a");
  assert.deepEqual(
    [1, 2, 3, 4, 5].map(() => minutes.end().length),
    [1, 1, 1, 0, 0],
  );
  minutes.use("a");
  assert.deepEqual(minutes.end(), [focus("a")]);
});

test("WithoutTheFocusOnlyTypingIsTold", () => {
  const minutes = new Minutes(false);
  minutes.type("a");
  minutes.type("a");
  minutes.type("b");
  assert.deepEqual(minutes.end(), [
    { name: "editor.typing", project: "a", edits: 2 },
    { name: "editor.typing", project: "b", edits: 1 },
  ]);
  assert.deepEqual(minutes.end(), []);
  minutes.focus(true);
  assert.deepEqual(minutes.end(), [focus("b")]);
});
