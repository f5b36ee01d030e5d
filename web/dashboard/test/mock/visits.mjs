import { makeRandom } from "./random.mjs";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const SOURCES = [
  [{ source: "Google", channel: "Organic Search", referrer: "https://www.google.com" }, 30],
  [{ source: "Direct / None", channel: "Direct", referrer: "Direct / None" }, 27],
  [{ source: "Hacker News", channel: "Referral", referrer: "https://news.ycombinator.com/item" }, 9],
  [{ source: "DuckDuckGo", channel: "Organic Search", referrer: "https://duckduckgo.com" }, 6],
  [{ source: "GitHub", channel: "Referral", referrer: "https://github.com/explore" }, 6],
  [{ source: "ChatGPT", channel: "AI Assistants", referrer: "https://chatgpt.com" }, 5],
  [{ source: "Reddit", channel: "Organic Social", referrer: "https://www.reddit.com/r/selfhosted" }, 5],
  [{ source: "Bing", channel: "Organic Search", referrer: "https://www.bing.com" }, 4],
  [
    {
      source: "newsletter",
      channel: "Email",
      referrer: "(not set)",
      utm_source: "newsletter",
      utm_medium: "email",
      utm_campaign: "november-notes",
    },
    4,
  ],
  [
    {
      source: "Google",
      channel: "Paid Search",
      referrer: "https://www.google.com",
      utm_source: "google",
      utm_medium: "cpc",
      utm_campaign: "brand",
    },
    3,
  ],
  [{ source: "Mastodon", channel: "Organic Social", referrer: "https://mastodon.social" }, 3],
  [{ source: "Perplexity", channel: "AI Assistants", referrer: "https://www.perplexity.ai" }, 2],
  [{ source: "lobste.rs", channel: "Referral", referrer: "https://lobste.rs/s/xk2d" }, 2],
];

const PAGES = [
  ["/", 30],
  ["/pricing", 12],
  ["/docs/getting-started", 11],
  ["/blog/counting-without-cookies", 10],
  ["/blog/what-a-visit-is", 7],
  ["/docs/self-hosting", 8],
  ["/features", 8],
  ["/about", 4],
  ["/blog/a-journal-that-does-not-lie", 6],
  ["/changelog", 4],
  ["/docs/api/query", 4],
  ["/contact", 2],
  ["/docs/metrics", 3],
];

const PLACES = [
  [["DE", "Berlin", "Berlin"], 9],
  [["DE", "Bavaria", "Munich"], 6],
  [["DE", "Hamburg", "Hamburg"], 4],
  [["US", "California", "San Francisco"], 10],
  [["US", "New York", "New York"], 9],
  [["US", "Texas", "Austin"], 5],
  [["GB", "England", "London"], 9],
  [["GB", "Scotland", "Edinburgh"], 3],
  [["FR", "Île-de-France", "Paris"], 7],
  [["NL", "North Holland", "Amsterdam"], 5],
  [["CA", "Ontario", "Toronto"], 4],
  [["IN", "Karnataka", "Bengaluru"], 5],
  [["PL", "Mazovia", "Warsaw"], 3],
  [["SE", "Stockholm", "Stockholm"], 3],
  [["BR", "São Paulo", "São Paulo"], 3],
  [["JP", "Tokyo", "Tokyo"], 3],
  [["AU", "New South Wales", "Sydney"], 2],
  [["ES", "Catalonia", "Barcelona"], 2],
  [["IT", "Lombardy", "Milan"], 2],
  [["CH", "Zurich", "Zurich"], 2],
  [["ZA", "Western Cape", "Cape Town"], 1],
  [["(not set)", "(not set)", "(not set)"], 2],
];

const CLIENTS = [
  [["Chrome", "142", "Windows", "11", "Desktop"], 26],
  [["Chrome", "141", "Windows", "10", "Desktop"], 8],
  [["Chrome", "142", "Mac", "15", "Desktop"], 13],
  [["Chrome", "142", "Android", "15", "Mobile"], 17],
  [["Safari", "19.1", "iOS", "19", "Mobile"], 18],
  [["Safari", "19.0", "Mac", "15", "Desktop"], 9],
  [["Firefox", "145", "GNU/Linux", "(not set)", "Desktop"], 9],
  [["Firefox", "144", "Windows", "11", "Desktop"], 5],
  [["Microsoft Edge", "142", "Windows", "11", "Desktop"], 6],
  [["Samsung Internet", "28", "Android", "14", "Mobile"], 3],
  [["Safari", "18.6", "iPadOS", "18", "Tablet"], 2],
];

const LANGUAGES = { DE: "de", FR: "fr", ES: "es", IT: "it", PL: "pl", BR: "pt-BR", JP: "ja", SE: "sv", NL: "nl" };

function addCustomEvents(random, visit, at) {
  const event = (name, props = {}, revenue = null) =>
    visit.events.push({ name, time: at + 20_000, page: visit.events.at(-1).page, props, revenue });
  if (random.next() < 0.06)
    event("signup", {
      plan: random.pick([
        ["free", 6],
        ["team", 3],
        ["company", 1],
      ]),
    });
  if (random.next() < 0.022)
    event(
      "purchase",
      {
        plan: random.pick([
          ["team", 4],
          ["company", 1],
        ]),
        colour: "green",
      },
      random.pick([
        [19, 5],
        [49, 3],
        [190, 1],
      ]),
    );
  if (random.next() < 0.09)
    event("file_download", {
      file: random.pick([
        ["footfall.tar.gz", 5],
        ["guide.pdf", 2],
      ]),
    });
  if (random.next() < 0.12)
    event("outbound_click", {
      url: random.pick([
        ["https://github.com", 4],
        ["https://duckdb.org", 1],
      ]),
    });
}

function makeVisit(random, start, visitor) {
  const source = random.pick(SOURCES);
  const [country, region, city] = random.pick(PLACES);
  const [browser, browser_version, os, os_version, device] = random.pick(CLIENTS);
  const visit = {
    visitor,
    start,
    ...source,
    country,
    region,
    city,
    browser,
    browser_version,
    os,
    os_version,
    device,
    language: LANGUAGES[country] ?? "en",
    events: [],
  };
  visit.hostname = random.pick([
    ["footfall.example", 8],
    ["docs.footfall.example", 2],
  ]);
  const views = random.next() < 0.46 ? 1 : 1 + Math.ceil(random.next() ** 2 * 8);
  let at = start;
  for (let view = 0; view < views; view++) {
    visit.events.push({ name: "pageview", time: at, page: random.pick(PAGES), props: {}, revenue: null });
    at += random.between(6_000, 160_000);
  }
  addCustomEvents(random, visit, at);
  visit.end = views === 1 && visit.events.length === 1 ? start + random.between(0, 9_000) : at;
  visit.entry_page = visit.events[0].page;
  visit.exit_page = visit.events.filter((event) => event.name === "pageview").at(-1).page;
  return visit;
}

/** Visitors who are known again remember where they came from at first. */
function addFirstTouch(visits) {
  const first = new Map();
  for (const visit of visits) {
    if (!first.has(visit.visitor)) first.set(visit.visitor, visit);
    const { source, channel, referrer, utm_source, utm_medium, utm_campaign } = first.get(visit.visitor);
    Object.assign(visit, {
      first_source: source,
      first_channel: channel,
      first_referrer: referrer,
      first_utm_source: utm_source,
      first_utm_medium: utm_medium,
      first_utm_campaign: utm_campaign,
    });
  }
}

/** Visits over some days up to `now`: more by day than by night, fewer at weekends, growing over the months. */
export function makeVisits({ now, days, perDay, seed = 7, identified = false }) {
  const random = makeRandom(seed);
  const visits = [];
  let visitor = 0;
  const today = Math.floor(now / DAY) * DAY;
  for (let day = today - (days - 1) * DAY; day <= now; day += DAY) {
    const weekend = [0, 6].includes(new Date(day).getUTCDay()) ? 0.6 : 1;
    const growth = 0.55 + 0.45 * ((day - (today - days * DAY)) / (days * DAY));
    const many = Math.round(perDay * weekend * growth * random.between(0.8, 1.25));
    for (let index = 0; index < many; index++) {
      const hour = 13 + (random.next() + random.next() + random.next() - 1.5) * 10;
      const start = day + Math.max(0, Math.min(23.99, hour)) * HOUR;
      if (start > now) continue;
      if (random.next() > 0.12) visitor += 1;
      visits.push(makeVisit(random, start, visitor));
    }
  }
  for (let index = 0; index < Math.min(7, perDay); index++) visits.push(makeVisit(random, now - random.between(5_000, 280_000), ++visitor));
  visits.sort((a, b) => a.start - b.start);
  if (identified) addFirstTouch(visits);
  return visits;
}
