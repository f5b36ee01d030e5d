import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startEngine } from "./sealed/engine.mjs";
import { load } from "./source.mjs";

const { Statements } = await load("sealed/engine/database/statements");

let bindings;
let statements;
before(async () => {
  bindings = await startEngine();
  const connection = bindings.connect();
  connection.query("CREATE TABLE kept (a INTEGER)");
  connection.query("INSERT INTO kept SELECT range FROM range(1000)");
  connection.close();
  statements = new Statements(bindings);
});
after(() => bindings.reset());

const never = new AbortController().signal;
const run = (sql, ...parameters) => statements.run(sql, parameters, never);

test("EachKindOfParameterHasItsType", async () => {
  const at = new Date(Date.UTC(2026, 1, 3, 4, 5, 6, 789));
  const values = ["it's \u0000 “ü”", 41, 1.5, true, null, 18_446_744_073_709_551_615n, -9_223_372_036_854_775_807n, at];
  const types = ["VARCHAR", "BIGINT", "DOUBLE", "BOOLEAN", "VARCHAR", "UBIGINT", "BIGINT", "TIMESTAMP"];
  const columns = values.map((_, place) => `$${place + 1}, typeof($${place + 1})`).join(", ");
  const expected = values.flatMap((value, place) => [value instanceof Date ? at.getTime() : value, types[place]]);
  assert.deepEqual(await run(`SELECT ${columns}`, ...values), [expected]);
});

test("AnswersArePlainValues", async () => {
  const sql = `SELECT sum(a), sum(a)::HUGEINT * 10000000000000000000::HUGEINT, -1.25::DECIMAL(18, 3), DATE '1970-01-02', TIMESTAMP '1970-01-01 00:00:01.5',
    [1, NULL, 3], MAP {'a': 1.5::DOUBLE, 'b': NULL}, {'x': 1, 'y': ['z']}, NULL, 9007199254740993::BIGINT FROM kept`;
  assert.deepEqual(await run(sql), [
    [
      499_500,
      4_995_000_000_000_000_000_000_000n,
      -1.25,
      86_400_000,
      1500,
      [1, null, 3],
      { a: 1.5, b: null },
      { x: 1, y: ["z"] },
      null,
      9_007_199_254_740_993n,
    ],
  ]);
});

test("AnAnswerOfManyRowsIsWhole", async () => {
  const rows = await run("SELECT range, 'row ' || range FROM range(10000) ORDER BY range");
  assert.equal(rows.length, 10_000);
  assert.deepEqual(rows.at(-1), [9999, "row 9999"]);
  assert.deepEqual(await run("SELECT a FROM kept WHERE a < 0"), []);
});

test("QuestionsAtOnceAreAnsweredEachWithItsOwnValues", async () => {
  const answers = await Promise.all([1, 2, 3].map((value) => run("SELECT count(*) FROM kept WHERE a < $1", value)));
  assert.deepEqual(answers, [[[1]], [[2]], [[3]]]);
});

test("AFailureLeavesTheNextQuestionAlone", async () => {
  await assert.rejects(run("SELECT nothing FROM nowhere"), /nowhere/);
  await assert.rejects(run("SELECT error('as asked')"), /as asked/);
  await assert.rejects(run("INSERT INTO kept VALUES (1)"), /read-only/);
  await assert.rejects(run("SELECT 1; DROP TABLE kept"), /multiple statements/);
  await assert.rejects(run("SELECT $1, $2", "one only"));
  assert.deepEqual(await run("SELECT count(*) FROM kept"), [[1000]]);
});

test("AQuestionThatNobodyWaitsForIsNotBegun", async () => {
  const stop = new AbortController();
  const first = run("SELECT count(*) FROM kept");
  const second = statements.run("SELECT error('begun')", [], stop.signal);
  stop.abort();
  assert.deepEqual(await first, [[1000]]);
  await assert.rejects(second, { name: "AbortError" });
});

test("ARunningQuestionIsCalledOff", async () => {
  const stop = new AbortController();
  const endless = statements.run("SELECT count(DISTINCT a.i * b.i) FROM range(100000) a(i), range(100000) b(i)", [], stop.signal);
  setTimeout(() => stop.abort());
  await assert.rejects(endless, { name: "AbortError" });
  assert.deepEqual(await run("SELECT 1"), [[1]]);
});
