import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { calls, document, endpoints, written } from "./support/reference.mjs";

const text = readFileSync(new URL(`../../../${document}`, import.meta.url), "utf8");

test("TheReferenceHasEveryEndpointAndEveryCall", () => {
  assert.equal(written(), text, "an endpoint or a call is another: node sdk/js/test/support/reference.mjs --write");
});

test("EachEndpointAndEachCallIsToldInWordsAndWithItsPage", () => {
  for (const row of endpoints().split("\n"))
    if (row.startsWith("| `")) assert.match(row, /^\| `[A-Z]+ \/\S*` \| [^|]+ \| [^|]+ \| \[[\w.-]+\]\([\w/.-]+\) \|$/);
  for (const row of calls().split("\n")) if (row.startsWith("| `")) assert.match(row, /^\| `[^`]+` \| [A-Z@`].* \|$/, row);
});
