import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { databaseFile } from "./sealed/databaseFile.mjs";
import { makeEpoch, pairKey, record } from "./sealed/sealing.mjs";
import { makeVault, makeWriter, serveSealed } from "./sealed/segments.mjs";
import { startReaderStage } from "./sealed/stage.mjs";
import { FIRST_DAY, makeVisits } from "./sealed/traffic.mjs";
import { load } from "./source.mjs";

const DAY = 86_400_000;
const PROJECT = "0b8f3c52-7a3e-4d5b-9c01-5f2f6a7b8c9d";
const RULES = { number: 7, identity: "anonymous", allowed_hosts: [], redacted_parameters: [], retention_days: null };
const MIGRATIONS = new URL("../../../src/Storage/Events/Migrations/", import.meta.url);
const migrations = readdirSync(MIGRATIONS)
  .sort()
  .map((name) => readFileSync(new URL(name, MIGRATIONS), "utf8"));

const { Opening } = await load("sealed/engine/opening/opening");
const { Bookkeeper } = await load("sealed/engine/tables/bookkeeper");
const { columnsOf } = await load("sealed/engine/tables/columns");
const { contentOf } = await load("sealed/engine/segments/content");
const columns = { events: columnsOf("events", migrations), visits: columnsOf("visits", migrations) };

const served = serveSealed(PROJECT);
let stage;
let page;
let epoch;
let what;
let sealed;
let put;
before(async () => {
  epoch = await makeEpoch(PROJECT, "0102030405060708");
  const vault = await makeVault();
  put = await makeWriter(served, PROJECT, epoch, vault, FIRST_DAY + 30 * DAY);
  const parts = [];
  for (const [place, { note, context, events }] of makeVisits({ events: 2000, days: 7 }).entries()) {
    parts.push([place, await epoch.seal(note, context, events.slice(0, 3))]);
    parts.push([place + (place % 7 ? 0.5 : 90), await epoch.seal(note, context, events.slice(3))]);
  }
  sealed = served.add(...parts.sort(([one], [other]) => one - other).flatMap(([, envelopes]) => envelopes));
  stage = await startReaderStage({ answer: served.answer });
  page = await stage.open();
  what = {
    project: { ...RULES, id: PROJECT },
    epochs: { [epoch.id]: { scalar: [...epoch.scalar], point: [...epoch.point] } },
    vault: { id: vault.id, entries: vault.entries.map(({ entry, signature }) => ({ entry, signature: [...signature] })) },
    person: { account: vault.people[0].account, scalar: [...vault.people[0].scalar], point: [...vault.people[0].point] },
    now: FIRST_DAY + 30 * DAY,
  };
});
after(async () => {
  await stage.close();
});

/** Everything that a fresh reader has, but for the numbers of visits, and how much of it came from segments. */
const everything = () =>
  page.evaluate(async (what) => {
    let told;
    const onProgress = (step) => {
      told = step.segments;
    };
    const [epochKeys, trust] = [await window.epochKeys(what.epochs), await window.trustOf(what.epochs, what.vault)];
    const reader = await window.openReader({ project: what.project, epochKeys, trust, onProgress });
    const events = await reader.run(
      "SELECT count(*), count(DISTINCT visit), bit_xor(hash(*COLUMNS(* EXCLUDE (visit))))::VARCHAR FROM events",
      [],
    );
    const visits = await reader.run("SELECT count(*), bit_xor(hash(*COLUMNS(* EXCLUDE (visit, visit_number))))::VARCHAR FROM visits", []);
    reader.close();
    return { answers: [events, visits], rows: told.rows, refused: told.refused };
  }, what);

/** A segment of these envelopes, written as programs other than a browser write it. */
const compactElsewhere = async (form, envelopes) => {
  const opening = await Opening.begin(PROJECT, new Map([[epoch.id, { key: await pairKey(epoch), point: epoch.point }]]));
  const books = await Bookkeeper.open(RULES);
  books.add(await opening.open(new Uint8Array(Buffer.concat(envelopes.map(record)))));
  const before = books.events.map(({ visit }) => visit);
  const events = books.events.map((row) => ({ ...row }));
  const made = contentOf(columns, [...events], [...books.visits.values()]);
  const numbers = new Map(events.map(({ visit }, place) => [before[place], visit]));
  const visits = Array.from(books.visits.values(), (row) => ({ ...row, visit: numbers.get(row.visit) }));
  const content = form === "arrow" ? made.content : await databaseFile(migrations, columns, { events, visits });
  await put({ form, schema: migrations.length, content, rows: made.rows, hours: made.hours }, envelopes);
};

test("BothFormsAreReadBesideEachOtherAndTheTail", async () => {
  const truth = await everything();
  assert.equal(truth.answers[0][0][0], 2000);
  const third = Math.floor(sealed.length / 3);
  await compactElsewhere("duckdb", sealed.slice(0, third));
  const one = await everything();
  assert.deepEqual([one.answers, one.refused], [truth.answers, []]);
  assert.ok(one.rows > 500);
  await compactElsewhere("arrow", sealed.slice(third, 2 * third));
  const two = await everything();
  assert.deepEqual([two.answers, two.refused], [truth.answers, []]);
  assert.ok(two.rows > one.rows + 500);
});

/** What a page does by itself while nobody touches it; `eventsAnEnvelope` decides whether it is worth while. */
const compactIfDue = (eventsAnEnvelope) =>
  page.evaluate(
    async ({ what, eventsAnEnvelope }) => {
      const [epochKeys, trust] = [await window.epochKeys(what.epochs), await window.trustOf(what.epochs, what.vault)];
      const reader = await window.openReader({ project: what.project, epochKeys, trust });
      const writer = await window.writerOf(what.person, what.now);
      const options = { project: what.project, epochKeys, trust, writer, reader, signal: new AbortController().signal };
      const { segments, envelopes } = await window.compactIfDue(options, eventsAnEnvelope);
      reader.close();
      return { segments, envelopes };
    },
    { what, eventsAnEnvelope },
  );

test("APageCompactsByItselfOnlyWhereItIsWorthWhile", async () => {
  const { answers } = await everything();
  const waiting = served.list().length;
  assert.deepEqual(await compactIfDue(2.5), { segments: 0, envelopes: 0 });
  assert.equal(served.list().length, waiting);
  assert.deepEqual(await compactIfDue(1000), { segments: 1, envelopes: waiting });
  assert.equal(served.list().length, 0);
  const after = await everything();
  assert.deepEqual([after.answers, after.rows, after.refused], [answers, 2000, []]);
});

test("NothingWasComplainedOf", () => {
  assert.deepEqual(stage.complaints, []);
});
