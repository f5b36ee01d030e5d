// What is taken away: requests as lines for a shell, answers of reports as CSV.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { load } from "./source.mjs";

const { curlOf } = await load("export/curl");
const { tablesOf } = await load("export/tables");

test("AShellReadsBackWhatWasQuoted", () => {
  const body = { filters: [["is", "event:page", ['/it\'s `$HOME` \\ "a"']]] };
  const line = curlOf("http://127.0.0.1:8000/api/v2/query", body).replace(/^curl/, 'printf "%s\\n"');
  const words = execFileSync("/bin/sh", ["-c", line], { encoding: "utf8", env: { TOKEN: "fft_1" } }).split("\n");
  assert.deepEqual(words.slice(0, 3), ["http://127.0.0.1:8000/api/v2/query", "-H", "Authorization: Bearer fft_1"]);
  assert.deepEqual(JSON.parse(words[6]), body);
});

test("EachTableOfAReportIsAFile", () => {
  const answer = {
    date_range: ["2026-01-01", "2026-01-02"],
    notes: ["visitors_of_a_day"],
    places: [
      { step: 1, page: "/a, b", event: null },
      { step: 2, page: "=1+1", event: "x" },
    ],
    links: [],
  };
  assert.deepEqual(tablesOf(answer), [{ name: "places", csv: 'step,page,event\r\n1,"/a, b",\r\n2,\'=1+1,x\r\n' }]);
});
