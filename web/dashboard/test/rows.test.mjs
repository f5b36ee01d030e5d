import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import { load } from "./source.mjs";

const read = (path) => readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const { cases } = JSON.parse(read("schema/vectors/rows.json"));

let modules;
before(async () => {
  modules = { ...(await load("sealed/rows/rows")), ...(await load("sealed/rows/visits/book")), ...(await load("sealed/rows/duplicates")) };
});

const project = (vector, number) => ({
  number,
  identity: vector.identity,
  allowed_hosts: vector.allowed_hosts ?? [],
  redacted_parameters: vector.redacted_parameters ?? [],
  retention_days: vector.retention_days ?? null,
});

const noteOf = (note) => ({ city: null, ...note, visitor: note.visitor === null ? null : BigInt(note.visitor) });

/** Makes the rows of a case, its messages in the given order, and places the events as they come. */
const rowsOf = async (vector, number, order = vector.messages.keys()) => {
  const make = await modules.makeRowMaker(project(vector, number));
  const book = new modules.VisitBook();
  const duplicates = new modules.Duplicates();
  const events = [];
  const visits = new Map();
  const dropped = [];
  for (const place of order) {
    const { note, envelope, events: message } = vector.messages[place];
    const made = make(message, noteOf(note), envelope);
    dropped.push(...made.dropped.map((drop) => ({ message: place, ...drop })));
    const { fresh } = duplicates.sift(made.events);
    const changes = book.add(fresh);
    events.push(...fresh);
    for (const gone of changes.gone) visits.delete(gone);
    for (const visit of changes.visits) visits.set(visit.visit, visit);
  }
  return { dropped, events, visits: [...visits.values()] };
};

const decimal = (thousandths) => {
  const digits = String(thousandths < 0n ? -thousandths : thousandths).padStart(4, "0");
  return `${thousandths < 0n ? "-" : ""}${digits.slice(0, -3)}.${digits.slice(-3)}`;
};

const plain = (column, value) => {
  if (column === "revenue_amount") return decimal(value);
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return Object.fromEntries(value.toSorted(([one], [other]) => (one < other ? -1 : 1)));
  return value;
};

const row = (columns) =>
  Object.fromEntries(
    Object.entries(columns)
      .filter(([name, value]) => name !== "project" && value !== null)
      .map(([name, value]) => [name, plain(name, value)]),
  );

/** The form of tests/Ingestion.Tests/Sealed/RowAnswer.cs: visits in the order of visitor, start and first event, and events name them by that place. */
const answerOf = ({ dropped, events, visits }) => {
  const sorted = events.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const first = (visit) => sorted.find((event) => event.visit === visit.visit)?.id ?? "";
  const ordered = visits.toSorted((one, other) => {
    if (one.visitor !== other.visitor) return one.visitor < other.visitor ? -1 : 1;
    return one.started_at - other.started_at || (first(one) < first(other) ? -1 : 1);
  });
  const places = new Map(ordered.map((visit, place) => [visit.visit, place]));
  const placed = (columns) => row({ ...columns, visit: columns.visit === null ? null : places.get(columns.visit) });
  return { dropped, events: sorted.map(placed), visits: ordered.map(placed) };
};

/** Names of properties may be what a stranger chose: `__proto__` among them. */
const comparable = (value) => JSON.parse(JSON.stringify(value), (_, member) => member);

test("RowsAreThoseOfTheSharedVectors", async (t) => {
  assert.ok(cases.length >= 150);
  for (const [place, vector] of cases.entries())
    await t.test(vector.name, async () => {
      assert.deepEqual(comparable(answerOf(await rowsOf(vector, place + 1))), vector.answer);
    });
});

/** Numbers that look like chance and are the same each time. */
const chance = (seed) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

const shuffled = (count, random) => {
  const order = [...Array(count).keys()];
  for (let at = count - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
};

test("VisitsDoNotDependOnTheOrderOfMessages", async () => {
  const histories = [...cases.entries()].filter(([, vector]) => vector.any_order);
  assert.ok(histories.length >= 30);
  for (const [place, vector] of histories)
    for (let seed = 1; seed <= 10; seed++) {
      const order = shuffled(vector.messages.length, chance(seed * 7919 + place));
      assert.deepEqual(comparable(answerOf(await rowsOf(vector, place + 1, order))), vector.answer, `${vector.name}, order ${order}`);
    }
});

test("WhatTablesHoldIsTakenUpWhereItWas", async () => {
  for (const [place, vector] of [...cases.entries()].filter(([, one]) => one.any_order)) {
    const half = Math.floor(vector.messages.length / 2);
    const stored = await rowsOf(vector, place + 1, [...Array(half).keys()]);
    const make = await modules.makeRowMaker(project(vector, place + 1));
    const book = new modules.VisitBook();
    const visits = new Map(stored.visits.map((visit) => [visit.visit, visit]));
    const events = [...stored.events];
    const news = vector.messages.slice(half).flatMap(({ note, envelope, events: message }) => make(message, noteOf(note), envelope).events);
    assert.deepEqual(book.unknown(news), new Set(news.map(({ visitor }) => visitor).filter((visitor) => visitor !== null)));
    book.adopt(stored.events, stored.visits);
    const changes = book.add(news);
    events.push(...news);
    for (const gone of changes.gone) visits.delete(gone);
    for (const visit of changes.visits) visits.set(visit.visit, visit);
    const { events: rows, visits: of } = answerOf({ dropped: [], events, visits: [...visits.values()] });
    assert.deepEqual(comparable({ rows, of }), { rows: vector.answer.events, of: vector.answer.visits }, vector.name);
  }
});

test("EveryChangeIsTold", async () => {
  for (const [place, vector] of [...cases.entries()].filter(([, one]) => one.any_order)) {
    const make = await modules.makeRowMaker(project(vector, place + 1));
    const book = new modules.VisitBook();
    const tables = { events: new Map(), visits: new Map() };
    const live = [];
    for (const { note, envelope, events: message } of vector.messages) {
      const { events } = make(message, noteOf(note), envelope);
      const changes = book.add(events);
      live.push(...events);
      for (const event of [...events, ...changes.moved]) tables.events.set(event.id, { ...event });
      for (const gone of changes.gone) tables.visits.delete(gone);
      for (const visit of changes.visits) tables.visits.set(visit.visit, { ...visit });
    }
    assert.deepEqual(comparable(live.map(row)), comparable(live.map(({ id }) => row(tables.events.get(id)))), vector.name);
    const { visits } = answerOf({ dropped: [], events: live, visits: [...tables.visits.values()] });
    assert.deepEqual(comparable(visits), vector.answer.visits, vector.name);
  }
});

test("ColumnsAreThoseOfTheStore", async () => {
  const { columnsOf } = await load("sealed/engine/tables/columns");
  const folder = new URL("../../../src/Storage/Events/Migrations/", import.meta.url);
  const migrations = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), "utf8"));
  const named = (table) =>
    columnsOf(table, migrations)
      .map(({ name }) => name)
      .sort();
  const { events, visits } = await rowsOf(cases[0], 1);
  assert.deepEqual(Object.keys(events[0]).toSorted(), named("events"));
  assert.deepEqual(Object.keys(visits[0]).toSorted(), named("visits"));
});

test("WhatATrackerWritesBecomesRows", async () => {
  const { compact } = await load("../../sealing/src/compact");
  const { expand } = await load("../../sealing/src/expand");
  const received = Date.UTC(2026, 10, 22, 12);
  const context = {
    library: "footfall.js/0.1.0",
    language: "en-GB",
    user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0",
  };
  const events = [
    {
      id: "01980000-0000-7000-8000-000000000001",
      name: "pageview",
      time: new Date(received),
      url: "https://example.org/?utm_source=fb",
      plan: "pro",
    },
    {
      id: "01980000-0000-7000-8000-000000000002",
      name: "signup",
      time: new Date(received + 5),
      url: "https://example.org/done",
      props: { seats: 3 },
    },
  ];
  const make = await modules.makeRowMaker(project({ identity: "anonymous" }, 1));
  const note = { received, country: null, region: null, city: null, visitor: 1n, bot_reason: null, opted_out: false };
  const made = make(expand(compact(context, events)), note, "e");
  assert.deepEqual(made.dropped, []);
  assert.deepEqual(
    made.events.map(({ name, time, path, source, browser, language, props, numbers }) => ({
      name,
      time,
      path,
      source,
      browser,
      language,
      props,
      numbers,
    })),
    [
      {
        name: "pageview",
        time: received,
        path: "/",
        source: "Facebook",
        browser: "Firefox",
        language: "en-GB",
        props: [["plan", "pro"]],
        numbers: null,
      },
      {
        name: "signup",
        time: received + 5,
        path: "/done",
        source: null,
        browser: "Firefox",
        language: "en-GB",
        props: [["seats", "3"]],
        numbers: [["seats", 3]],
      },
    ],
  );
});
