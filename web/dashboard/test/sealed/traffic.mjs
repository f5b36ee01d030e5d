// Made visits of a sealed project: the same ones every time, and what is to be counted of them, known without any of the reader's code.

const MINUTE = 60_000;
const DAY = 86_400_000;
export const FIRST_DAY = Date.UTC(2026, 8, 1);

const AGENTS = [
  ["Chrome", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"],
  ["Firefox", "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"],
];
const COUNTRIES = ["DE", "FR", "NZ", "BR"];

/** Mulberry32: small, and the same on every machine. */
const makeRandom = (seed) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

const uuid = (number) => `${number.toString(16).padStart(8, "0")}-0000-4000-8000-000000000000`;

/** Few pages are seen by many, and many by few. */
const pageOf = (random) => `/page/${Math.floor(random() ** 2 * 200)}`;

const makeEvents = (random, started, count, nextId) =>
  Array.from({ length: count }, (_, place) => {
    const time = new Date(started + place * MINUTE).toISOString();
    const page = { id: uuid(nextId()), time, url: `https://shop.example${pageOf(random)}`, title: "Tea & “Zubehör”" };
    if (place < 2) return { ...page, name: "pageview" };
    if (place === 4) return { ...page, name: "order.paid", revenue: { amount: "12.345", currency: "EUR" } };
    return { ...page, name: "tea.chosen", props: { kind: random() < 0.5 ? "green" : "it's black", grams: 50 } };
  });

/** Visits of five events each over `days` days, in the order of their beginnings; each has what a note says of it, and its sender's context. */
export const makeVisits = ({ events, days = 14, seed = 1 }) => {
  const random = makeRandom(seed);
  const count = Math.ceil(events / 5);
  // Half of a day's visits are of people who come back twelve hours later.
  const people = Math.ceil(count / days / 2);
  let id = 0;
  return Array.from({ length: count }, (_, place) => {
    const started = FIRST_DAY + Math.floor((place / count) * days * DAY);
    const day = Math.floor(started / DAY);
    const [browser, user_agent] = AGENTS[random() < 0.7 ? 0 : 1];
    const country = COUNTRIES[Math.floor(random() * COUNTRIES.length)];
    const visitor = (BigInt(day) << 32n) + BigInt(place % people) + 0x8000_0000_0000_0000n;
    return {
      note: { received: started - (started % MINUTE), country, visitor: visitor.toString(16) },
      context: { user_agent, language: "de-DE", screen: { width: 1280, height: 800 } },
      events: makeEvents(random, started, 5, () => ++id),
      truth: { day: new Date(started).toISOString().slice(0, 10), browser, country, visitor },
    };
  });
};

const tally = (keys) => {
  const counts = new Map();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
};

/** What is true of such visits. */
export const truthOf = (visits) => {
  const events = visits.flatMap(({ events }) => events);
  const days = [...new Set(visits.map(({ truth }) => truth.day))];
  return {
    totals: [
      new Set(visits.map(({ truth }) => truth.visitor)).size,
      visits.length,
      events.filter(({ name }) => name === "pageview").length,
      events.length,
    ],
    visitorsByDay: days.map((day) => [
      day,
      new Set(visits.filter(({ truth }) => truth.day === day).map(({ truth }) => truth.visitor)).size,
    ]),
    pages: tally(events.filter(({ name }) => name === "pageview").map(({ url }) => new URL(url).pathname)),
    browsers: tally(visits.map(({ truth }) => truth.browser)),
    countries: tally(visits.map(({ truth }) => truth.country)),
    black: events.filter(({ props }) => props?.kind === "it's black").length,
    revenue: (events.filter(({ revenue }) => revenue).length * 12_345) / 1000,
  };
};
