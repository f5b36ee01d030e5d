import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeEpoch } from "./sealed/sealing.mjs";
import { makeVault, serveSealed } from "./sealed/segments.mjs";
import { startReaderStage } from "./sealed/stage.mjs";
import { FIRST_DAY, makeVisits } from "./sealed/traffic.mjs";

const DAY = 86_400_000;
const DAYS = 14;
const PROJECT = "0b8f3c52-7a3e-4d5b-9c01-5f2f6a7b8c9d";
const RULES = { number: 7, identity: "anonymous", allowed_hosts: [], redacted_parameters: [], retention_days: null };
const NOW = FIRST_DAY + 40 * DAY;

const visits = makeVisits({ events: 12_000, days: DAYS });
const served = serveSealed(PROJECT, { mostBytes: 400_000 });

let stage;
let page;
let epoch;
let vault;
let what;
before(async () => {
  epoch = await makeEpoch(PROJECT, "0102030405060708");
  vault = await makeVault("member", "viewer");
  // What a visit did last arrives long after it: every cut between segments runs through visits.
  const sealed = [];
  for (const [place, { note, context, events }] of visits.entries()) {
    const first = await epoch.seal(note, { ...context, referrer: place % 3 ? undefined : "https://search.example/" }, events.slice(0, 3));
    const rest = await epoch.seal(note, context, events.slice(3));
    sealed.push([place, first], [place + (place % 7 ? 0.5 : 150), rest]);
  }
  served.add(...sealed.sort(([one], [other]) => one - other).flatMap(([, envelopes]) => envelopes));
  stage = await startReaderStage({ answer: served.answer });
  page = await stage.open();
  what = {
    project: { ...RULES, id: PROJECT },
    epochs: { [epoch.id]: { scalar: [...epoch.scalar], point: [...epoch.point] } },
    vault: { id: vault.id, entries: vault.entries.map(({ entry, signature }) => ({ entry, signature: [...signature] })) },
    people: vault.people.map(({ account, scalar, point }) => ({ account, scalar: [...scalar], point: [...point] })),
    now: NOW,
  };
});
after(async () => {
  await stage.close();
});

const open = (name, options = {}) =>
  page.evaluate(
    async ({ name, what, options }) => {
      const epochKeys = await window.epochKeys(what.epochs);
      const trust = await window.trustOf(what.epochs, what.vault);
      const onProgress = (step) => {
        window[`${name}Progress`] = step;
      };
      window[name] = await window.openReader({ project: what.project, epochKeys, trust, onProgress, ...options });
    },
    { name, what, options },
  );

const close = (name) => page.evaluate((name) => window[name].close(), name);
const progressOf = (name) => page.evaluate((name) => window[`${name}Progress`], name);
const run = (name, sql, parameters = [], period = undefined) =>
  page.evaluate(({ name, sql, parameters, period }) => window[name].run(sql, parameters, undefined, period), {
    name,
    sql,
    parameters,
    period,
  });

/** Compacts as one of the vault's people, with the reader of that name; answers how it ended. */
const compact = (name, { who = 0, ...options } = {}) =>
  page.evaluate(
    async ({ name, what, who, options }) => {
      const { stopAfter, ...rest } = options;
      const epochKeys = await window.epochKeys(what.epochs);
      const trust = await window.trustOf(what.epochs, what.vault);
      const writer = await window.writerOf(what.people[who], what.now);
      const stop = new AbortController();
      const onProgress = ({ segments }) => stopAfter !== undefined && segments >= stopAfter && stop.abort();
      const all = { project: what.project, epochKeys, trust, writer, reader: window[name], signal: stop.signal, onProgress, ...rest };
      return window.compact(all).catch(({ name, message }) => `${name}: ${message}`);
    },
    { name, what, who, options },
  );

/** Everything that is in the views, but for the numbers of visits, which nobody asks for. */
const everything = async (name) => ({
  events: await run(name, "SELECT count(*), count(DISTINCT visit), bit_xor(hash(*COLUMNS(* EXCLUDE (visit)))) FROM events"),
  visits: await run(name, "SELECT count(*), count(DISTINCT visit), bit_xor(hash(*COLUMNS(* EXCLUDE (visit, visit_number)))) FROM visits"),
  both: await run(
    name,
    "SELECT count(*), bit_xor(hash(e.id, v.visitor, v.started_at, v.ended_at, v.events)) FROM events e JOIN visits v USING (visit)",
  ),
});

let truth;

test("OneSegmentOfManyAndAllOfThemAnswerAsEnvelopesDo", async () => {
  await open("plain");
  truth = await everything("plain");
  assert.equal(truth.events[0][0], 12_000);
  assert.equal(await compact("plain", { enough: 2000, stopAfter: 1 }).then((told) => told.split(":")[0]), "AbortError");
  assert.equal(served.live().length, 1);
  await open("some");
  assert.deepEqual(await everything("some"), truth);
  const { events, segments } = await progressOf("some");
  assert.ok(segments.rows > 2000 && events < 12_000 - 2000 + 600, `${segments.rows} in segments, ${events} in the tail`);
  const { segments: made } = await compact("some", { enough: 2000 });
  assert.ok(made > 2, `${made} segments`);
  await open("all");
  assert.deepEqual(await everything("all"), truth);
  assert.equal((await progressOf("all")).segments.rows, 12_000);
  for (const name of ["plain", "some"]) assert.deepEqual(await everything(name), truth, "an open reader answers as before");
  for (const name of ["plain", "some", "all"]) await close(name);
});
