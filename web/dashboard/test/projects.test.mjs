// Projects beside each other, and a goal while it is written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { load } from "./source.mjs";

const { changeOf, inOrder, readChoice, writeChoice } = await load("pages/projects/order");
const { fires } = await load("pages/settings/fires");

const project = (id) => ({ id, name: id });
const numbers = new Map(
  [
    ["a", 5, 90, 10],
    ["b", 8, 20, 4],
    ["c", 8, 10, 0],
  ].map(([id, visitors, pageviews, before]) => [id, { project: id, visitors, pageviews, before: { visitors: before, pageviews: 0 } }]),
);
const order = (by) => inOrder(["d", "c", "b", "a"].map(project), numbers, by).map(({ id }) => id);

test("ProjectsGoByWhatIsChosenAndWhatHasNoNumberComesLast", () => {
  assert.deepEqual(order("visitors"), ["b", "c", "a", "d"]);
  assert.deepEqual(order("pageviews"), ["a", "b", "c", "d"]);
  assert.deepEqual(order("change"), ["b", "a", "c", "d"]);
  assert.deepEqual(order("name"), ["a", "b", "c", "d"]);
  assert.deepEqual([changeOf(numbers.get("b")), changeOf(numbers.get("c")), changeOf(null)], [1, null, null]);
});

test("TheChoiceIsInTheAddress", () => {
  for (const choice of [
    { range: "7d", order: "visitors" },
    { range: "24h", order: "name" },
    { range: "91d", order: "change" },
  ])
    assert.deepEqual(readChoice(writeChoice(choice)), choice);
  assert.equal(writeChoice({ range: "7d", order: "visitors" }), "");
  assert.deepEqual(readChoice("?period=ages&order=love"), { range: "7d", order: "visitors" });
});

test("AGoalFiresAsItWouldCount", () => {
  const event = (name, path) => ({ name, path });
  assert.ok(fires({ kind: "event", what: "signup" }, event("signup", null)));
  assert.ok(!fires({ kind: "event", what: "signup" }, event("Signup", "/")));
  assert.ok(!fires({ kind: "event", what: "" }, event("", "/")));
  assert.ok(fires({ kind: "page", what: "/a" }, event("pageview", "/a")));
  assert.ok(!fires({ kind: "page", what: "/a" }, event("signup", "/a")), "a page is reached by a pageview");
  assert.ok(fires({ kind: "page", what: "/blog/*" }, event("pageview", "/blog/x")));
  assert.ok(!fires({ kind: "page", what: "/blog/*" }, event("pageview", "/blog/x/y")));
  assert.ok(fires({ kind: "page", what: "/blog/**" }, event("pageview", "/blog/x/y")));
  assert.ok(!fires({ kind: "page", what: "/a.b" + "/*" }, event("pageview", "/aXb/c")), "a dot is a dot");
});
