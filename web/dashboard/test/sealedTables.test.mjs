import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { startEngine } from "./sealed/engine.mjs";
import { load } from "./source.mjs";

const MIGRATIONS = new URL("../../../src/Storage/Events/Migrations/", import.meta.url);
const migrations = readdirSync(MIGRATIONS)
  .sort()
  .map((name) => readFileSync(new URL(name, MIGRATIONS), "utf8"));

const { columnsOf } = await load("sealed/engine/tables/columns");
const { streamOf } = await load("sealed/engine/tables/stream");
const { TableWriter } = await load("sealed/engine/database/tables");
const { rowsOf } = await load("sealed/engine/database/answers");

let bindings;
let writer;
before(async () => {
  bindings = await startEngine();
  writer = new TableWriter(bindings, migrations);
});
after(() => bindings.reset());

const ask = (sql) => {
  const connection = bindings.connect();
  try {
    return connection.useUnsafe((bindings, id) => rowsOf([bindings.runQuery(id, sql)]));
  } finally {
    connection.close();
  }
};

const columns = { events: columnsOf("events", migrations), visits: columnsOf("visits", migrations) };
const none = {
  goneEvents: streamOf([{ name: "id", type: "UUID" }], []),
  goneVisits: streamOf([{ name: "visit", type: "BIGINT" }], []),
  events: streamOf(columns.events, []),
  visits: streamOf(columns.visits, []),
};

const event = (id, more = {}) => ({
  project: 1,
  id: `0000000${id}-0000-4000-8000-000000000000`,
  time: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  received_at: Date.UTC(2026, 0, 2, 3, 4),
  name: "pageview",
  interactive: true,
  opted_out: false,
  demo: false,
  ...more,
});

const visit = (number, more = {}) => ({
  project: 1,
  visit: number,
  visitor: 7n,
  started_at: 0,
  ended_at: 60_000,
  pageviews: 1,
  events: 2,
  is_bounce: false,
  demo: false,
  ...more,
});

test("ColumnsAreThoseThatTheMigrationsMake", () => {
  for (const table of ["events", "visits"]) {
    const made = ask(`SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = '${table}' ORDER BY column_index`);
    assert.deepEqual(
      columns[table].map(({ name, type }) => [name, type.replaceAll(", 3", ",3")]),
      made,
    );
  }
});

test("EachKindOfValueArrivesAsItWas", () => {
  const full = {
    visitor: 18_446_744_073_709_551_615n,
    visit: 9_007_199_254_740_991,
    title: "Grüße, “世界” 🍵",
    screen_width: 65_535,
    engagement_ms: 4_294_967_295,
    scroll_depth: 100,
    revenue_amount: -12_345n,
    props: [
      ["kind", "it's"],
      ["", "ü"],
    ],
    numbers: [["grams", -0.5]],
  };
  writer.apply({ ...none, events: streamOf(columns.events, [event(1, full), event(2)]) });
  const sql =
    "SELECT id, time, received_at, visitor, visit, title, screen_width, engagement_ms, scroll_depth, revenue_amount, props, numbers, groups FROM tail.events ORDER BY id";
  const times = [Date.UTC(2026, 0, 2, 3, 4, 5, 678), Date.UTC(2026, 0, 2, 3, 4)];
  assert.deepEqual(ask(sql), [
    [
      event(1).id,
      ...times,
      full.visitor,
      full.visit,
      full.title,
      65_535,
      4_294_967_295,
      100,
      -12.345,
      { kind: "it's", "": "ü" },
      { grams: -0.5 },
      null,
    ],
    [event(2).id, ...times, ...Array(10).fill(null)],
  ]);
});

test("AnAbsentValueIsAbsentInEveryColumnThatAllowsIt", () => {
  const filled = columns.events.filter(({ name }) => name in event(1)).length;
  assert.deepEqual(
    ask(`SELECT ${columns.events.map(({ name }) => `(${name} IS NULL)::INTEGER`).join(" + ")} FROM tail.events WHERE visitor IS NULL`),
    [[columns.events.length - filled]],
  );
});

test("RowsThatHaveChangedReplaceThoseThatWereThere", () => {
  writer.apply({ ...none, visits: streamOf(columns.visits, [visit(1), visit(2)]) });
  writer.apply({
    goneEvents: streamOf([{ name: "id", type: "UUID" }], [{ id: event(2).id }]),
    goneVisits: streamOf([{ name: "visit", type: "BIGINT" }], [{ visit: 1 }, { visit: 2 }]),
    events: streamOf(columns.events, [event(2, { visit: 3, path: "/moved" })]),
    visits: streamOf(columns.visits, [visit(2, { events: 9 })]),
  });
  assert.deepEqual(ask("SELECT visit, events FROM tail.visits"), [[2, 9]]);
  assert.deepEqual(ask("SELECT path, visit FROM tail.events WHERE visitor IS NULL"), [["/moved", 3]]);
});

test("ABatchThatFailsLeavesNothingBehind", () => {
  const broken = streamOf(columns.visits, [visit(5, { started_at: null })]);
  assert.throws(() => writer.apply({ ...none, events: streamOf(columns.events, [event(5)]), visits: broken }), /NOT NULL/);
  assert.deepEqual(ask("SELECT count(*) FROM tail.events"), [[2]]);
  writer.apply({ ...none, events: streamOf(columns.events, [event(5)]) });
  assert.deepEqual(ask("SELECT count(*) FROM tail.events"), [[3]]);
});
