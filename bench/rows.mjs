// How fast one worker of the dashboard turns opened messages into rows and visits: 100,000 events of 20,000 page loads. `node bench/rows.mjs` prints one line of JSON.
import { load } from "../web/dashboard/test/source.mjs";

const EVENTS = 100_000;
const A_MESSAGE = 5;
const RUNS = 5;
const START = Date.UTC(2026, 10, 22);
const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0",
];
const REFERRERS = ["https://www.google.com/", "https://news.ycombinator.com/item?id=1", "https://t.co/x", ""];

const { makeRowMaker } = await load("sealed/rows/rows");
const { VisitBook } = await load("sealed/rows/visits/book");
const { Duplicates } = await load("sealed/rows/duplicates");
const { compact } = await load("../../sealing/src/compact");
const { expand } = await load("../../sealing/src/expand");

const id = (number) => `01980000-0000-7000-8000-${number.toString(16).padStart(12, "0")}`;

const bodies = Array.from({ length: EVENTS / A_MESSAGE }, (_, load) => {
  const begun = START + load * 4_000;
  const context = {
    user_agent: AGENTS[load % AGENTS.length],
    language: "en-GB",
    library: "footfall.js/0.1.0",
    screen: { width: 1440, height: 900 },
    hints: { brands: [{ brand: "Chromium", version: "140" }], mobile: false, platform: "Windows" },
  };
  const page = `https://example.org/posts/${load % 500}`;
  const events = [
    {
      name: "pageview",
      url: `${page}${load % 7 ? "" : "?utm_source=newsletter&utm_medium=email"}`,
      referrer: REFERRERS[load % REFERRERS.length] || undefined,
      title: `Post ${load % 500}`,
    },
    { name: "engagement", url: page, engagement_ms: 4_000 + load, scroll_depth: load % 100 },
    { name: "click", url: page, props: { text: "Read more", href: "/pricing", x: load % 1000 } },
    { name: "signup", url: page, props: { plan: "pro", seats: load % 9, trial: true } },
    { name: "page_leave", url: page, engagement_ms: 900 },
  ];
  return compact(
    context,
    events.map((event, at) => ({ ...event, id: id(load * A_MESSAGE + at), time: begun + at * 1_000 })),
  );
});

const run = async () => {
  const project = { number: 1, identity: "anonymous", allowed_hosts: [], redacted_parameters: [], retention_days: null };
  const make = await makeRowMaker(project);
  const book = new VisitBook();
  const duplicates = new Duplicates();
  const times = { expand: 0, rows: 0, visits: 0 };
  let made = 0;
  let visits = 0;
  for (let from = 0; from < bodies.length; from += 500) {
    const page = bodies.slice(from, from + 500);
    const began = performance.now();
    const messages = page.map(expand);
    const expanded = performance.now();
    const rows = messages.flatMap((message, at) => {
      const load = from + at;
      const note = {
        received: START + load * 4_000,
        country: "DE",
        region: "DE-BE",
        visitor: BigInt(load % 8_000),
        bot_reason: null,
        opted_out: false,
      };
      return make(message, note, `envelope${load}`).events;
    });
    const rowed = performance.now();
    const { fresh } = duplicates.sift(rows);
    visits += book.add(fresh).visits.length;
    times.expand += expanded - began;
    times.rows += rowed - expanded;
    times.visits += performance.now() - rowed;
    made += fresh.length;
  }
  if (made !== EVENTS) throw new Error(`${made} rows of ${EVENTS} events.`);
  return { times, placed: visits };
};

let best = null;
for (let at = 0; at < RUNS; at++) {
  const { times, placed } = await run();
  const total = times.expand + times.rows + times.visits;
  if (!best || total < best.total) best = { ...times, total, placed };
}
const perSecond = (ms) => Math.round((EVENTS / ms) * 1000);
console.log(
  JSON.stringify({
    events: EVENTS,
    visit_rows_written: best.placed,
    events_per_second: {
      all: perSecond(best.total),
      expand: perSecond(best.expand),
      rows: perSecond(best.rows),
      visits: perSecond(best.visits),
    },
  }),
);
