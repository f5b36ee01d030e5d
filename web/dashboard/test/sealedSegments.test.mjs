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

const pathsOf = async (period) => {
  const before = served.fetched.length;
  await page.evaluate(() =>
    caches.keys().then((names) => Promise.all(names.filter((name) => /segments/.test(name)).map((name) => caches.delete(name)))),
  );
  await open("ranged", { first: period });
  await run("ranged", "SELECT count(*) FROM events", [], period);
  const progress = await progressOf("ranged");
  await close("ranged");
  return { fetched: new Set(served.fetched.slice(before)), rows: progress.segments.rows };
};

test("AQuestionFetchesOnlyTheSegmentsOfItsHoursAndTheNextReaderNone", async () => {
  const all = served.live().length;
  const [from, to] = [FIRST_DAY + 12.5 * DAY, FIRST_DAY + 13 * DAY];
  const { fetched, rows } = await pathsOf({ from, to });
  assert.ok(fetched.size > 0 && fetched.size < all, `${fetched.size} of ${all} segments`);
  assert.ok(rows < 12_000);
  const before = served.fetched.length;
  await open("again", { first: { from, to } });
  await run("again", "SELECT count(*) FROM events", [], { from, to });
  assert.equal(served.fetched.length, before, "sealed bytes come from the disk");
  // The rest follows with a question that is about more.
  assert.deepEqual(await everything("again"), truth);
  await close("again");
});

test("MoreThanTheBrowserMayHoldIsClosedOrRefusedWithWhatToDo", async () => {
  await open("small", { limits: { events: 400_000, contentBytes: 160 << 20, segmentRows: 7000, databaseMegabytes: 256 } });
  await assert.rejects(run("small", "SELECT 1"), /about 12,\d{3} events, and a browser can hold 7,000 .* shorter period/);
  const [early, late] = [FIRST_DAY, FIRST_DAY + 12.5 * DAY];
  for (const from of [early, late, early])
    assert.equal(
      (
        await run("small", "SELECT count(*) > 0 FROM events WHERE time >= $1::TIMESTAMP", [new Date(from).toISOString().slice(0, -1)], {
          from,
          to: from + DAY / 2,
        })
      )[0][0],
      true,
    );
  await close("small");
});

test("WhatIsInSegmentsIsOnDiskSealedOnly", async () => {
  const seen = await page.evaluate(async () => {
    const found = [];
    for (const name of (await caches.keys()).filter((name) => /segments/.test(name))) {
      const cache = await caches.open(name);
      for (const request of await cache.keys()) found.push(await (await cache.match(request)).text());
    }
    return { files: found.length, clear: found.some((text) => /shop\.example|pageview|tea\.chosen|Firefox/.test(text)) };
  });
  assert.ok(seen.files > 0);
  assert.equal(seen.clear, false);
});

/** What a reader says of a server that lies, and what it still answers. */
const lied = async (lie) => {
  const honest = { ...served.said };
  Object.assign(served.said, lie);
  await page.evaluate(() => caches.keys().then((names) => Promise.all(names.map((name) => caches.delete(name)))));
  try {
    await open("wary");
    const [[count]] = await run("wary", "SELECT count(*) FROM events");
    const { segments } = await progressOf("wary");
    return { count, chains: segments.chains.map(({ refusal }) => refusal), refused: segments.refused.map(({ why }) => why) };
  } finally {
    await close("wary").catch(() => undefined);
    Object.assign(served.said, honest);
  }
};
const listed = (change) => ({ list: (answer) => change(answer) ?? answer });
const altered = (manifest, change) => {
  const text = Buffer.from(manifest.manifest, "base64url").toString();
  return { ...manifest, manifest: Buffer.from(change(text)).toString("base64url") };
};

test("AServerThatDropsReordersAltersOrReplaysSegmentsIsRefusedAndShown", async () => {
  const nothing = { count: 0, refused: [] };
  assert.deepEqual(await lied(listed(({ manifests }) => void manifests.pop())), { ...nothing, chains: ["rolled_back"] });
  assert.deepEqual(await lied(listed((answer) => void answer.manifests.splice(0))), { ...nothing, chains: ["rolled_back"] });
  assert.deepEqual(await lied(listed(({ manifests }) => void manifests.shift())), { ...nothing, chains: ["out_of_order"] });
  const replayed = listed((answer) => void answer.manifests.push({ ...answer.manifests[0], sequence: answer.manifests.length }));
  assert.deepEqual(await lied(replayed), { ...nothing, chains: ["out_of_order"] });
  const elsewhere = listed((answer) => {
    answer.manifests[0] = altered(answer.manifests[0], (text) => text.replace(PROJECT, PROJECT.replace("0b", "1b")));
  });
  assert.deepEqual(await lied(elsewhere), { ...nothing, chains: ["elsewhere"] });
  const forged = listed((answer) => {
    const last = answer.manifests.length - 1;
    answer.manifests[last] = altered(answer.manifests[last], (text) => text.replace(/"rows":\d/, '"rows":9'));
  });
  assert.deepEqual(await lied(forged), { ...nothing, chains: ["untrusted"] });
});

test("WhatEndedWithItsRetentionIsNoLie", async () => {
  await page.evaluate(() => {
    window.epochsAreOver = true;
  });
  assert.deepEqual(await lied(listed((answer) => void answer.manifests.splice(0))), { count: 0, refused: [], chains: [] });
  await page.evaluate(() => delete window.epochsAreOver);
});

test("OtherBytesThanWereSignedAreRefusedAndTheRestIsAnswered", async () => {
  const [first, second] = served.live();
  const swapped = await lied({ file: (id) => served.files.get(id === first ? second : id) });
  assert.deepEqual([swapped.chains, swapped.refused], [[], ["other_bytes"]]);
  assert.ok(swapped.count > 0 && swapped.count < 12_000);
  const gone = await lied({ file: (id) => (id === second ? undefined : served.files.get(id)) });
  assert.deepEqual([gone.chains, gone.refused], [[], ["missing"]]);
  const flipped = await lied({
    file: (id) => {
      const file = Buffer.from(served.files.get(id));
      if (id === first) file[100] ^= 1;
      return file;
    },
  });
  assert.deepEqual(flipped.refused, ["other_bytes"]);
});

/** Signs the undoing of a segment and hands it to the server. */
const undo = (segment, who = 0) =>
  page.evaluate(
    async ({ what, segment, who }) => {
      const trust = await window.trustOf(what.epochs, what.vault);
      const { chains } = await window.listSegments(what.project.id, fetch.bind(window), trust, new AbortController().signal);
      const [chain] = chains.values();
      const { entry, signature } = await window.undoSegment(chain, (await window.writerOf(what.people[who], what.now))(), segment);
      const text = (bytes) =>
        btoa(String.fromCharCode(...bytes))
          .replaceAll("+", "-")
          .replaceAll("/", "_")
          .replaceAll("=", "");
      const body = JSON.stringify({ manifest: text(new TextEncoder().encode(entry)), signature: text(signature) });
      return (await fetch(`/api/v1/projects/${what.project.id}/segments/${segment}`, { method: "DELETE", body })).status;
    },
    { what, segment, who },
  );

test("WhatIsUndoneIsReadFromItsEnvelopesAgainAlsoByAReaderThatIsOpen", async () => {
  await open("watching");
  assert.deepEqual(await everything("watching"), truth);
  const [first] = served.live();
  assert.equal(await undo(first), 204);
  await page.evaluate(() => window.watching.catchUp());
  assert.deepEqual(await everything("watching"), truth);
  await open("fresh");
  assert.deepEqual(await everything("fresh"), truth);
  assert.ok((await progressOf("fresh")).events > 2000);
  for (const name of ["watching", "fresh"]) await close(name);
});

test("OfTwoWhoCompactOneIsFirstAndTheOtherBeginsAgain", async () => {
  await open("two");
  served.said.refusals = 2;
  const { segments } = await compact("two", { who: 1, enough: 2000 });
  assert.equal(segments, 1);
  assert.equal(served.said.refusals, 0);
  await close("two");
  await open("after");
  assert.deepEqual(await everything("after"), truth);
  assert.equal((await progressOf("after")).segments.rows, 12_000);
  await close("after");
});

test("WhatComesTwiceIsInOneSegmentOnly", async () => {
  const [{ note, context, events }] = visits;
  served.add(...(await epoch.seal(note, context, [events[0], { ...events[0], id: "ffffffff-0000-4000-8000-000000000000" }])));
  await open("twice");
  const { segments } = await compact("twice", { enough: 2000 });
  assert.equal(segments, 1);
  await close("twice");
  await open("twice");
  assert.deepEqual(await run("twice", "SELECT count(*), count(DISTINCT id) FROM events"), [[12_001, 12_001]]);
  await close("twice");
});

test("FreshSegmentsOfAnEpochAreMergedAndAnswersStayTheSame", async () => {
  await open("merger");
  const now = await everything("merger");
  const before = served.live().length;
  const { segments, merged } = await compact("merger", { freshToMerge: 4 });
  assert.deepEqual([segments, merged], [0, 4]);
  assert.equal(served.live().length, before - 3);
  await page.evaluate(() => window.merger.catchUp());
  assert.deepEqual(await everything("merger"), now, "in a reader that was open");
  await close("merger");
  await open("merged");
  assert.deepEqual(await everything("merged"), now);
  await close("merged");
});

test("AViewersSegmentIsBelievedByNobody", async () => {
  const [{ note, context, events }] = visits;
  served.add(...(await epoch.seal(note, context, [{ ...events[0], id: "eeeeeeee-0000-4000-8000-000000000000" }])));
  await open("viewer");
  // The server here takes it; a real one asks for the role as well.
  assert.equal((await compact("viewer", { who: 2, enough: 2000 })).segments, 1);
  await close("viewer");
  await open("believer");
  const { segments } = await progressOf("believer");
  assert.deepEqual(
    segments.chains.map(({ refusal }) => refusal),
    ["forbidden"],
  );
  await close("believer");
});

test("NothingWasComplainedOfAndNoOtherOriginWasAsked", () => {
  assert.deepEqual(
    stage.complaints.filter((text) => !/status of (404|409)/.test(text)),
    [],
  );
  assert.deepEqual(
    stage.asked.filter((url) => !url.startsWith(stage.address)),
    [],
  );
});
