// Reports of sealed projects: what the dashboard makes of them, held against what the server made of the same (schema/vectors/reports.json), on the engine of the browser.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import { fill, startEngine } from "./sealed/engine.mjs";
import { load } from "./source.mjs";

const { tables, cases } = JSON.parse(readFileSync(new URL("../../../schema/vectors/reports.json", import.meta.url), "utf8"));
const { Statements } = await load("sealed/engine/database/statements");
const { bind } = await load("sealed/answer/bind");
const { reportPlaceholders } = await load("sealed/answer/placeholders");
const { reportSealed } = await load("sealed/answer/reports");
const never = new AbortController().signal;
let statements;

before(async () => {
  const database = await startEngine();
  const connection = database.connect();
  for (const [name, table] of Object.entries(tables)) fill(connection, name, table);
  statements = new Statements(database);
});

test("TheWordsOfAReportAreTakenOutAsTheServerExpectsThem", () => {
  for (const { kind, question, goals, request, values } of cases) {
    const taken = reportPlaceholders(kind, question, goals);
    const { first_day: _, ...asked } = request;
    assert.deepEqual(taken.request, asked);
    assert.deepEqual(taken.values, values);
  }
});

test("TheBrowsersEngineGivesTheRowsOfTheServers", async () => {
  for (const { plan, values, tables: expected } of cases)
    for (const [name, rows] of Object.entries(expected)) {
      const { sql } = plan.statements[name];
      const found = await statements.run(sql, bind(plan.statements[name], values), never);
      assert.deepEqual(
        found.map((row) => row.map((cell) => (typeof cell === "bigint" ? Number(cell) : cell))),
        rows,
        sql,
      );
    }
});

test("AReportIsAnsweredAsByTheServer", async () => {
  for (const { kind, question, goals, request, plan, answer } of cases) {
    const means = {
      goals,
      firstDay: async () => request.first_day ?? null,
      plan: async (asked) => {
        assert.equal(asked.first_day, question.date_range === "all" ? request.first_day : undefined);
        return plan;
      },
      run: (sql, parameters, signal) => statements.run(sql, parameters, signal),
    };
    assert.deepEqual(await reportSealed(kind, question, means, never), answer);
  }
});
