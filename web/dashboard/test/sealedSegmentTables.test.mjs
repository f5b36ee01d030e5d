import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { before, test } from "node:test";
import { databaseFile } from "./sealed/databaseFile.mjs";
import { startEngine } from "./sealed/engine.mjs";
import { makeEpoch, pairKey, record } from "./sealed/sealing.mjs";
import { FIRST_DAY, makeVisits } from "./sealed/traffic.mjs";
import { load } from "./source.mjs";

const MIGRATIONS = new URL("../../../src/Storage/Events/Migrations/", import.meta.url);
const migrations = readdirSync(MIGRATIONS)
  .sort()
  .map((name) => readFileSync(new URL(name, MIGRATIONS), "utf8"));
const PROJECT = "0b8f3c52-7a3e-4d5b-9c01-5f2f6a7b8c9d";
const RULES = { number: 7, allowed_hosts: [], redacted_parameters: [], retention_days: null };
const MINUTE = 60_000;

const { Opening } = await load("sealed/engine/opening/opening");
const { Bookkeeper } = await load("sealed/engine/tables/bookkeeper");
const { contentOf } = await load("sealed/engine/segments/content");
const { readPieces, writePieces } = await load("sealed/engine/segments/pieces");
const { returnedEvents } = await load("sealed/engine/segments/returned");
const { columnsOf } = await load("sealed/engine/tables/columns");
const { streamOf } = await load("sealed/engine/tables/stream");
const { TableWriter } = await load("sealed/engine/database/tables");
const { SegmentTables } = await load("sealed/engine/database/segments");
const { rowsOf } = await load("sealed/engine/database/answers");

const columns = { events: columnsOf("events", migrations), visits: columnsOf("visits", migrations) };

let epoch;
let opening;
before(async () => {
  epoch = await makeEpoch(PROJECT, "0102030405060708");
  opening = await Opening.begin(PROJECT, new Map([[epoch.id, { key: await pairKey(epoch), point: epoch.point }]]));
});

/** Anonymous visits in two messages, the second of every seventh long after others: cuts run through visits. */
const anonymous = async () => {
  const sealed = [];
  for (const [place, { note, context, events }] of makeVisits({ events: 3000, days: 7 }).entries()) {
    const referrer = place % 3 ? undefined : "https://search.example/";
    sealed.push([place, await epoch.seal(note, { ...context, referrer }, events.slice(0, 3))]);
    sealed.push([place + (place % 7 ? 0.5 : 90), await epoch.seal(note, context, events.slice(3))]);
  }
  return sealed.sort(([one], [other]) => one - other).flatMap(([, envelopes]) => envelopes);
};

/** People with sessions of which two run at a time, campaigns in the middle of visits, bots, and events that come twice and out of order. */
const identified = async () => {
  const sealed = [];
  for (let place = 0; place < 600; place++) {
    const received = FIRST_DAY + place * 7 * MINUTE;
    const person = place % 5;
    const time = new Date(received - (place % 11 === 0 ? 50 * MINUTE : 0)).toISOString();
    const url = `https://shop.example/p/${place % 9}${place % 4 === 0 ? "?utm_source=letter&utm_campaign=tea" : ""}`;
    const id = `${place.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`;
    const one = {
      id: place % 50 === 49 ? `${(place - 30).toString(16).padStart(8, "0")}-0000-4000-8000-000000000000` : id,
      time,
      url,
      name: "pageview",
    };
    const more = {
      name: "order.paid",
      time,
      revenue: { amount: "-9.995", currency: "EUR" },
      props: { ä: "b", n: 1.5 },
      groups: { firm: "x" },
    };
    const context = {
      visitor: `v${person}`,
      session: place % 3 ? `s${Math.floor(place / 20)}-${person % 2}` : undefined,
      user: place % 6 ? undefined : `u${person}`,
      user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
      automated: place % 17 === 0 ? true : undefined,
    };
    sealed.push(...(await epoch.seal({ received, country: "DE" }, context, place % 8 ? [one] : [one, more])));
  }
  return sealed;
};

const keep = async (rules, records) => {
  const books = await Bookkeeper.open(rules);
  books.add(await opening.open(new Uint8Array(Buffer.concat(records.map((one, place) => record({ ...one, seq: place + 1 }))))));
  return books;
};

const clone = (rows) => Array.from(rows, (row) => ({ ...row }));

const makeContent = async (form, books) => {
  const [events, visits] = [clone(books.events), clone(books.visits.values())];
  const { content, rows } = contentOf(columns, events, visits);
  if (form === "arrow") return { content, rows };
  // `contentOf` numbers the events in place; a visit is named by the first of its events.
  const numbers = new Map(books.events.map(({ id, visit }) => [visit, events.find((event) => event.id === id).visit]));
  return {
    rows,
    content: await databaseFile(migrations, columns, {
      events,
      visits: visits.map((visit) => ({ ...visit, visit: numbers.get(visit.visit) })),
    }),
  };
};

/** A reader's parts without its workers: segments of some envelopes, of a form each, and a tail of others. */
const openAll = async (rules, records, segments, tail, forms = ["arrow"]) => {
  const engine = await startEngine();
  const writer = new TableWriter(engine, migrations);
  const tables = new SegmentTables(engine, migrations, rules.number);
  const books = await keep(rules, records.slice(...tail));
  const told = { repeated: 0, taken: 0 };
  const hand = () => {
    const { events, visits, goneEvents, goneVisits } = books.take();
    const gone = { goneEvents: goneEvents.map((id) => ({ id })), goneVisits: goneVisits.map((visit) => ({ visit })) };
    writer.apply({
      goneEvents: streamOf([{ name: "id", type: "UUID" }], gone.goneEvents),
      goneVisits: streamOf([{ name: "visit", type: "BIGINT" }], gone.goneVisits),
      events: streamOf(columns.events, events),
      visits: streamOf(columns.visits, visits),
    });
  };
  const known = new Set();
  hand();
  for (const [place, range] of segments.entries()) {
    const form = forms[place % forms.length];
    const made = await keep(rules, records.slice(...range));
    // As a writer does: ids that a segment has already are left out.
    made.forget(made.events.map(({ id }) => id).filter((id) => known.has(id)));
    for (const { id } of made.events) known.add(id);
    tables.add({ number: place + 1, form, schema: migrations.length, ...(await makeContent(form, made)) });
    const repeated = tables.repeated();
    books.forget(repeated);
    hand();
    const taken = tables.take();
    books.join(returnedEvents(columns.events, taken));
    hand();
    told.repeated += repeated.length;
    told.taken += taken.length;
  }
  const ask = (sql) => engine.connect().useUnsafe((bindings, id) => rowsOf([bindings.runQuery(id, sql)]));
  return { ask, told, tables, engine };
};

/** All that is in the views but for the numbers of visits, which no question names. */
const everything = ({ ask }) => [
  ask("SELECT count(*), count(DISTINCT visit), bit_xor(hash(*COLUMNS(* EXCLUDE (visit)))) FROM events"),
  ask("SELECT count(*), count(DISTINCT visit), bit_xor(hash(*COLUMNS(* EXCLUDE (visit, visit_number)))) FROM visits"),
  ask("SELECT count(*), bit_xor(hash(e.id, v.visitor, v.started_at, v.ended_at, v.events)) FROM events e JOIN visits v USING (visit)"),
];

for (const [identity, make] of Object.entries({ anonymous, identified })) {
  const rules = { ...RULES, identity };
  test(`WhateverIsInSegmentsAnswersAreTheSame: ${identity}`, async () => {
    const records = await make();
    const all = records.length;
    const [third, half] = [Math.floor(all / 3), Math.floor(all / 2)];
    const truth = everything(await openAll(rules, records, [], [0, all]));
    assert.ok(truth[0][0][0] > 500);
    const partly = await openAll(rules, records, [[0, half]], [half, all]);
    assert.deepEqual(everything(partly), truth);
    assert.ok(partly.told.taken > 0, "a cut runs through a visit");
    const cuts = [
      [0, third],
      [third, half],
      [half, all],
    ];
    assert.deepEqual(everything(await openAll(rules, records, cuts, [all, all], ["duckdb", "arrow"])), truth);
    // In another order, and with a tail that the segments stand for already.
    assert.deepEqual(everything(await openAll(rules, records, cuts.toReversed(), [third, all], ["duckdb"])), truth);
  });
}

for (const [identity, make] of Object.entries({ anonymous, identified })) {
  const rules = { ...RULES, identity };
  test(`SegmentsAreMergedIntoWhatOneOfAllEventsWouldBe: ${identity}`, async () => {
    const records = await make();
    const [third, half, all] = [Math.floor(records.length / 3), Math.floor(records.length / 2), records.length];
    const cuts = [
      [0, third],
      [third, half],
      [half, all],
    ];
    const several = await openAll(rules, records, cuts, [all, all], ["duckdb", "arrow"]);
    const merged = await openAll(rules, [], [], [0, 0]);
    const { content, rows, hours } = several.tables.content({ visitors: [], users: [] });
    merged.tables.add({ number: 1, form: "arrow", schema: migrations.length, rows, content });
    const whole = await openAll(rules, records, [[0, all]], [all, all]);
    const exactly = ({ ask }) => [
      ask("SELECT count(*), bit_xor(hash(*COLUMNS(*))) FROM s1.main.events"),
      ask("SELECT count(*), bit_xor(hash(*COLUMNS(*))) FROM s1.main.visits"),
    ];
    assert.deepEqual(exactly(merged), exactly(whole), "numbers of visits included");
    const ordered =
      "SELECT count(*) FROM (SELECT (time, id) < lag((time, id)) OVER (ORDER BY rowid) AS is_wrong FROM s1.main.events) WHERE is_wrong";
    assert.deepEqual(merged.ask(ordered), [[0]]);
    const [[first, last]] = merged.ask("SELECT epoch_ms(min(time)) // 3600000, epoch_ms(max(time)) // 3600000 FROM events");
    assert.deepEqual(hours, { first, last });
  });
}

test("AVisitorIsLeftOutOfWhatIsWrittenAnew", async () => {
  const rules = { ...RULES, identity: "identified" };
  const records = await identified();
  const half = Math.floor(records.length / 2);
  const before = await openAll(
    rules,
    records,
    [
      [0, half],
      [half, records.length],
    ],
    [0, 0],
  );
  const [[visitor, events]] = before.ask("SELECT any_value(visitor)::VARCHAR, count(*) FROM events WHERE client_visitor = 'v2'");
  const [[all]] = before.ask("SELECT count(*) FROM events");
  const { content, rows } = before.tables.content({ visitors: [visitor], users: ["it's nobody"] });
  assert.equal(rows, all - events);
  const after = await openAll(rules, [], [], [0, 0]);
  after.tables.add({ number: 1, form: "arrow", schema: migrations.length, rows, content });
  const others = ({ ask }) =>
    ask(`SELECT count(*), bit_xor(hash(*COLUMNS(* EXCLUDE (visit)))) FROM events WHERE visitor <> ${visitor}::UBIGINT OR visitor IS NULL`);
  assert.deepEqual(others(after), others(before));
  assert.deepEqual(after.ask("SELECT count(*) FROM events WHERE client_visitor = 'v2'"), [[0]]);
  assert.deepEqual(after.ask(`SELECT count(*) FROM visits WHERE visitor = ${visitor}::UBIGINT`), [[0]]);
});

test("ALateEventJoinsAVisitOfASegment", async () => {
  const rules = { ...RULES, identity: "anonymous" };
  const [{ note, context, events }] = makeVisits({ events: 5 });
  const [first] = await epoch.seal(note, context, events.slice(0, 4));
  const [late] = await epoch.seal(note, context, events.slice(4));
  const { ask, told } = await openAll(rules, [first, late], [[0, 1]], [1, 2]);
  assert.deepEqual(ask("SELECT events, pageviews, is_bounce FROM visits"), [[5, 2, false]]);
  assert.deepEqual(ask("SELECT count(*), count(DISTINCT visit) FROM events"), [[5, 1]]);
  assert.equal(told.taken, 4);
});

test("ASegmentThatIsClosedLeavesNothingAndCanBeOpenedAgain", async () => {
  const rules = { ...RULES, identity: "anonymous" };
  const records = await anonymous();
  const { ask, tables } = await openAll(rules, records, [[0, records.length]], [0, 0], ["duckdb"]);
  const [[count]] = ask("SELECT count(*) FROM events");
  tables.remove(1);
  assert.deepEqual(ask("SELECT count(*) FROM events"), [[0]]);
  const books = await keep(rules, records);
  tables.add({ number: 1, form: "arrow", schema: migrations.length, ...(await makeContent("arrow", books)) });
  assert.deepEqual(ask("SELECT count(*) FROM events"), [[count]]);
});

test("ContentThatIsNotWhatItsManifestSaysIsRefusedAndNothingOfItStays", async () => {
  const rules = { ...RULES, identity: "anonymous" };
  const records = (await anonymous()).slice(0, 50);
  const { ask, tables, engine } = await openAll(rules, records, [], [0, 50]);
  const truth = ask("SELECT count(*) FROM events");
  const books = await keep(rules, records);
  const arrow = await makeContent("arrow", books);
  const file = await makeContent("duckdb", books);
  const schema = migrations.length;
  const other = await databaseFile(
    ["CREATE TABLE events (a INTEGER);\n", "CREATE TABLE visits (visit BIGINT);\n"],
    { events: [], visits: [] },
    {},
  );
  const refused = [
    { form: "arrow", schema, ...arrow, rows: arrow.rows + 1 },
    { form: "arrow", schema: schema + 1, ...arrow },
    { form: "arrow", schema, ...arrow, content: arrow.content.slice(0, -1) },
    { form: "arrow", schema, ...arrow, content: new Uint8Array(0) },
    { form: "duckdb", schema, ...file, content: file.content.slice(0, 5000) },
    { form: "duckdb", schema, ...file, content: file.content.slice(0, 300_000) },
    { form: "duckdb", schema, ...file, content: arrow.content },
    { form: "duckdb", schema, rows: 0, content: other },
  ];
  for (const [place, segment] of refused.entries())
    assert.throws(() => tables.add({ number: place + 1, ...segment }), Error, `refusal ${place}`);
  assert.deepEqual(ask("SELECT count(*) FROM events"), truth);
  assert.deepEqual(ask("SELECT database_name FROM duckdb_databases() WHERE NOT internal"), [["memory"]]);
  tables.add({ number: 99, form: "duckdb", schema, ...file });
  engine.reset();
});

test("ColumnsOfAStreamAreFoundByNameAndMissingOnesAreAbsent", async () => {
  const rules = { ...RULES, identity: "anonymous" };
  const records = (await anonymous()).slice(0, 40);
  const books = await keep(rules, records);
  const { rows } = await makeContent("arrow", books);
  const { ask, tables } = await openAll(rules, [], [], [0, 0]);
  const turned = (all) => all.filter(({ name }) => name !== "title").toReversed();
  const [events, visits] = [clone(books.events), clone(books.visits.values())];
  const content = writePieces([{ events: streamOf(turned(columns.events), events), visits: streamOf(turned(columns.visits), visits) }]);
  tables.add({ number: 1, form: "arrow", schema: migrations.length, rows, content });
  const paths = "SELECT count(path), count(title), count(DISTINCT visit) FROM events";
  assert.deepEqual(ask(paths), [[events.filter(({ path }) => path !== null).length, 0, visits.length]]);
});

test("PiecesAreReadAsTheyAreWrittenAndNothingElseIs", () => {
  const bytes = (...numbers) => Uint8Array.from(numbers);
  const pieces = [
    { events: bytes(1, 2, 3), visits: bytes() },
    { events: bytes(), visits: bytes(9) },
  ];
  const content = writePieces(pieces);
  assert.deepEqual(readPieces(content), pieces);
  assert.deepEqual([...content.slice(0, 4)], [3, 0, 0, 0]);
  for (let length = 0; length < content.length; length++) {
    const read = readPieces(content.slice(0, length));
    assert.ok(read === null || read.length === 1, `${length} bytes`);
  }
});
