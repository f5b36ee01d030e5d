// What the dashboard makes of a sealed project's questions, held against what the server made of the same: schema/vectors/plans.json.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./source.mjs";

const { placeholders } = await load("sealed/answer/placeholders");
const { bind } = await load("sealed/answer/bind");
const { answer } = await load("sealed/answer/answer");
const { askSealed } = await load("sealed/answer/ask");
const { money, thousandths } = await load("sealed/answer/money");

const { cases } = JSON.parse(readFileSync(new URL("../../../schema/vectors/plans.json", import.meta.url), "utf8"));
const never = new AbortController().signal;

/** Which of the characters that an address may carry as they are get escaped is nobody's business. */
const spelt = (texts) => texts.map((text) => text.split(" ").map(unescaped).join(" "));
const unescaped = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

test("TheWordsOfAQuestionAreTakenOutAsTheServerExpectsThem", () => {
  for (const { question, goals, request, values } of cases) {
    const taken = placeholders(question, goals);
    const { first_day: _, ...asked } = request;
    assert.deepEqual(taken.request, asked);
    assert.deepEqual(taken.values, values);
  }
});

test("EachParameterIsBoundToItsText", () => {
  for (const { plan, values, tables, bound } of cases)
    for (const [name, texts] of Object.entries(bound))
      assert.deepEqual(spelt(bind(plan.statements[name], values, tables.rows)), spelt(texts));
});

test("TheAnswerIsThatOfTheServer", () => {
  for (const { question, goals, plan, values, tables, answer: expected } of cases)
    assert.deepEqual(answer(plan, question, goals, values, tables), expected);
});

test("AQuestionIsAskedWithItsPlanAndItsStatementsInTurn", async () => {
  for (const { question, goals, request, plan, tables, answer: expected } of cases) {
    const ran = [];
    const means = {
      goals,
      firstDay: async () => request.first_day ?? null,
      plan: async (asked) => {
        assert.deepEqual(asked, question.date_range === "all" ? request : { question: request.question, goals: request.goals });
        return plan;
      },
      run: async (sql) => {
        const name = Object.keys(plan.statements).find((key) => plan.statements[key].sql === sql && !ran.includes(key));
        if (!name) return [[true]];
        ran.push(name);
        return tables[name];
      },
    };
    assert.deepEqual(await askSealed(question, means, never), expected);
    assert.deepEqual(ran.sort(), Object.keys(tables).sort());
  }
});

test("EachStatementIsRunForItsOwnRangeAndNoLonger", async () => {
  const { question, goals, plan, tables } = cases.find((one) => one.plan.statements.comparison && one.tables.comparison);
  const periods = {};
  const means = {
    goals,
    firstDay: async () => null,
    plan: async () => plan,
    run: async (sql, _, __, period) => {
      const name = Object.keys(tables).find((name) => plan.statements[name]?.sql === sql) ?? "check";
      periods[name] = period;
      return tables[name] ?? [];
    },
  };
  await askSealed(question, means, never);
  const within = ([from, to]) => ({ from: Date.parse(from), to: Date.parse(to) + 1000 });
  assert.deepEqual(periods.rows, within(plan.shape.date_range));
  assert.deepEqual(periods.comparison, within(plan.shape.comparison.date_range));
});

test("APatternThatIsNoneIsRefusedByItsFilter", async () => {
  const { question, goals, plan } = cases.find((one) => one.plan.checks.length > 0);
  const means = {
    goals,
    firstDay: async () => null,
    plan: async () => plan,
    run: async () => {
      throw new Error("Invalid Input Error: missing )");
    },
  };
  await assert.rejects(
    askSealed(question, means, never),
    (problem) => problem.status === 400 && problem.field === plan.checks[0].path && /missing \)/.test(problem.detail),
  );
});

test("AGoalThatIsNotThereAndACountryThatIsNoCodeAreRefusedHere", () => {
  const refused = (filter) => {
    try {
      placeholders({ site_id: "x", metrics: ["visitors"], date_range: "day", filters: [filter] }, [
        { display_name: "Sale", event_name: "buy" },
      ]);
      return null;
    } catch (problem) {
      return problem.detail;
    }
  };
  assert.match(refused(["is", "event:goal", ["Rent"]]), /^#\/filters\/0: The goal `Rent` is not configured/);
  assert.match(refused(["is", "visit:country", ["DEU"]]), /2-letter country code/);
  assert.equal(refused(["is", "event:goal", ["Sale"]]), null);
});

test("AmountsAreRoundedHalfAwayFromZero", () => {
  const words = (value, currency) => {
    const { short, long } = money(thousandths(value), currency);
    return [short, long];
  };
  assert.deepEqual(words("1234.5", "EUR"), ["€1.2K", "€1,234.50"]);
  assert.deepEqual(words("-0.005", "USD"), ["-$0.0", "-$0.01"]);
  assert.deepEqual(words("999949.9999", "XYZ"), ["XYZ\u00a01,000.0K", "XYZ\u00a0999,950.00"]);
  assert.deepEqual(words(2.5, "JPY"), ["¥2.5", "¥3"]);
  assert.equal(money(thousandths(1e-7), "EUR").value, 0);
  assert.equal(money(thousandths(1.23456789012345e15), "EUR").value, 1.23456789012345e15);
});
