import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { filled, signUp } from "./support/owner.mjs";
import { go, readBots, readOverview, settled } from "./support/pages.mjs";
import { sealedSender } from "./support/sealedSender.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";
import { walkShop } from "./support/shop.mjs";
import { people } from "./support/visitors.mjs";

/**
 * The same visits in an open and in a sealed project: the server answers for the one, the owner's browser for the other, and every page says the same,
 * word by word.
 */
const now = Date.now();
const ago = (minutes, seconds = 0) => new Date(now - minutes * 60_000 + seconds * 1000).toISOString();
const at = (path) => `https://shop.example${path}`;
/** Yesterday and today, in which all of the visits lie. */
const days = `period=custom&from=${ago(24 * 60).slice(0, 10)}&to=${ago(0).slice(0, 10)}`;
const id = (n) => `0190c3b8-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** One list a message: the second message of a visit goes on with it. */
const visits = [
  {
    who: "searcher",
    language: "de-CH",
    messages: [
      [
        { name: "pageview", url: at("/"), title: "Shop", referrer: "https://www.google.com/", time: ago(170) },
        { name: "pageview", url: at("/pricing"), title: "Pricing", time: ago(169) },
        { name: "signup", url: at("/pricing"), title: "Pricing", time: ago(168), props: { plan: "pro", seats: 3 } },
        { name: "page_leave", url: at("/pricing"), time: ago(167), engagement_ms: 42_000, scroll_depth: 80, interactive: false },
      ],
      [
        { name: "pageview", url: at("/docs/start"), title: "Start", time: ago(150) },
        { name: "outbound_click", url: at("/docs/start"), time: ago(149), props: { url: "https://example.org/elsewhere" } },
      ],
    ],
  },
  {
    who: "buyer",
    language: "en-GB",
    messages: [
      [
        {
          name: "pageview",
          url: at("/?utm_source=letter&utm_medium=email&utm_campaign=autumn&utm_content=top"),
          title: "Shop",
          time: ago(120),
        },
        { name: "signup", url: at("/pricing"), time: ago(119), props: { plan: "free" } },
        {
          name: "purchase",
          url: at("/thanks"),
          time: ago(118),
          revenue: { amount: "19.90", currency: "EUR" },
          props: { plan: "free", gift: true },
        },
        {
          name: "web_vitals",
          url: at("/thanks"),
          time: ago(117),
          props: { lcp: 2600, inp: 120, cls: 0.31, fcp: 900, ttfb: 210 },
          interactive: false,
        },
      ],
    ],
  },
  {
    who: "planner",
    language: "fr",
    messages: [[{ name: "pageview", url: at("/docs/start"), title: "Start", referrer: "https://chatgpt.com/", time: ago(90) }]],
  },
  {
    who: "reader",
    language: "en-US",
    // Two visits of one visitor, with more than half an hour between them.
    messages: [
      [{ name: "pageview", url: at("/blog/größe"), title: "Grösse", referrer: "https://news.example/a?b=c", time: ago(80) }],
      [
        { name: "pageview", url: at("/pricing"), title: "Pricing", time: ago(20) },
        { name: "file_download", url: at("/pricing"), time: ago(19), props: { url: at("/list.pdf") } },
      ],
    ],
  },
  { who: "crawler", language: "en", messages: [[{ name: "pageview", url: at("/pricing"), title: "Pricing", time: ago(60) }]] },
];

let data;
let server;
let browser;
let page;
const projects = {};

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path, { FOOTFALL_TRUSTED_PROXIES: "127.0.0.1" });
  browser = await openBrowser();
  page = await signUp(browser, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);

const make = async (name, ...choices) => {
  await go(page, "/");
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  for (const choice of choices) await page.getByRole("radio", { name: choice }).check();
  await page.getByRole("button", { name: "Create the project" }).click();
  await page.getByText(`Waiting for the first event of ${name}`).waitFor();
  const snippet = await page.getByRole("group", { name: "Snippet" }).locator("pre").textContent();
  const { items } = (await apiOf(server.address).send("GET", "/api/v1/projects")).body;
  await go(page, "/");
  return { ...items.find((project) => project.name === name), snippet };
};

const addGoal = async (project, label, value) => {
  await go(page, `/projects/${project.id}/settings/goals`);
  await page.getByLabel("Kind", { exact: true }).selectOption(label === "Page" ? "page" : "event");
  await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole("button", { name: "Add the goal" }).click();
  await page.getByRole("button", { name: `Remove the goal ${label === "Page" ? "Visit " : ""}${value}`, exact: true }).waitFor();
};

/** The part of the address that says which numbers are shown: of a sealed project no server is told. */
const view = (project, question) => `/projects/${project.id}${project.mode === "sealed" ? "#" : ""}?${question}`;

const read = async (project, question, visitors, withDetails) => {
  await go(page, view(project, question));
  await filled(page);
  await eventually(
    async () => (await page.locator(".total-value").allTextContents())[0],
    (shown) => shown === visitors,
    `${visitors} visitors of ${project.name}`,
  );
  return readOverview(page, { withDetails });
};

step("TheSameVisitsReachBoth", async () => {
  projects.open = await make("Open shop", /Anonymous/);
  projects.sealed = await make("Sealed shop", /Sealed/);
  const send = await sealedSender(server.address, projects.sealed.key);
  let next = 1;
  for (const { who, language, messages } of visits) {
    const { userAgent, address } = people[who];
    const headers = { "user-agent": userAgent, "x-forwarded-for": address, "accept-language": language };
    const context = { language, screen: { width: 1440, height: 900 } };
    const numbered = messages.map((events) => events.map((event) => ({ id: id(next++), ...event })));
    const opened = await fetch(`${server.address}/collect?wait=stored`, {
      method: "POST",
      headers,
      body: JSON.stringify({ key: projects.open.key, context, events: numbered.flat() }),
    });
    assert.deepEqual((await opened.json()).dropped ?? [], []);
    await send({ headers, context, messages: numbered });
  }
  for (const project of Object.values(projects)) {
    await addGoal(project, "Event", "signup");
    await addGoal(project, "Page", "/docs/**");
  }
});

for (const [about, question, visitors, withDetails = false] of [
  ["OfADay", "period=24h", "4"],
  ["OfTwoDaysAndItsFullTable", days, "4", true],
  ["WithAFilterByPage", `${days}&f=is,page,/pricing`, "3"],
  ["WithAFilterByProp", `${days}&f=is,prop.plan,free`, "1"],
])
  step(`EveryPanelSaysTheSame${about}`, async () => {
    const open = await read(projects.open, question, visitors, withDetails);
    const sealed = await read(projects.sealed, question, visitors, withDetails);
    assert.ok(Object.keys(open).length > (withDetails ? 40 : 20), `only ${Object.keys(open)} were read`);
    assert.deepEqual(sealed, open);
    if (!withDetails) return;
    const said = Object.values(open).join("\n");
    for (const words of ["/pricing", "Germany|United Kingdom|Switzerland", "Organic Search", "autumn", "signup", "pro", "iOS", "purchase"])
      assert.match(said, new RegExp(words), words);
  });

for (const [by, expected] of [
  ["page", /\/\s*€19\.90/],
  ["source", /letter\s*€19\.90/],
])
  step(`WhatConversionsAreOwedToIsTheSameBy_${by}`, async () => {
    const said = {};
    for (const [mode, project] of Object.entries(projects)) {
      const draft = encodeURIComponent(JSON.stringify(["event", "purchase", by, 0, "in EUR"]));
      await go(page, view(project, `${days}&q=${draft}`).replace(project.id, `${project.id}/attribution`));
      await page.locator(".attribution-table").waitFor();
      await settled(page);
      said[mode] = (await page.locator(".attribution").textContent()).replace(/\s+/g, " ");
    }
    assert.match(said.open, expected);
    assert.equal(said.sealed, said.open);
  });

step("WebVitalsAreTheSame", async () => {
  const said = {};
  for (const [mode, project] of Object.entries(projects)) {
    await go(page, view(project, days).replace(project.id, `${project.id}/vitals`));
    await page.locator(".vitals-table").waitFor();
    await settled(page);
    said[mode] = (await page.locator("main").textContent()).replace(/\s+/g, " ");
  }
  assert.match(said.open, /Largest paint LCP2\.6 sneeds improvement/);
  assert.match(said.open, /\/thanks1?.*0\.31/);
  assert.equal(said.sealed.replaceAll(projects.sealed.name, ""), said.open.replaceAll(projects.open.name, ""));
});

step("WhoWasLeftOutIsTheSame", async () => {
  const said = {};
  for (const [mode, project] of Object.entries(projects)) {
    await go(page, `/projects/${project.id}/health`);
    said[mode] = await readBots(page);
  }
  assert.match(said.open, /\/pricing/);
  assert.equal(said.sealed, said.open);
});

step("ASegmentMeansTheSameAndIsNotToldToTheServer", async () => {
  const said = {};
  for (const [mode, project] of Object.entries(projects)) {
    await read(project, `${days}&f=is,page,/pricing`, "3", false);
    await page.getByRole("button", { name: "Segments", exact: true }).click();
    await page.getByRole("button", { name: "Save these filters" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Readers of prices");
    await page.keyboard.press("Enter");
    await page.locator(".chip", { hasText: "Readers of prices" }).waitFor();
    await settled(page);
    assert.equal((await page.locator(".total-value").allTextContents())[0], "3", mode);
    await page.getByRole("button", { name: "Segments", exact: true }).click();
    await page.getByRole("button", { name: "All but Readers of prices" }).click();
    await page.locator(".chip-not").waitFor();
    await settled(page);
    said[mode] = await page.locator(".total-value").allTextContents();
  }
  assert.deepEqual(said.sealed, said.open);
  const { status, body } = await apiOf(server.address).send("GET", `/api/v1/projects/${projects.sealed.id}/documents?kind=segment`);
  assert.deepEqual([status, body.items.length], [200, 1]);
  assert.equal((await apiOf(server.address).send("GET", `/api/v1/projects/${projects.sealed.id}/definitions`)).status, 409);
});

/** The same people, known after their consent: what the trackers themselves tell of them in Chromium, and messages of the days before. */
const known = {};
const variants = [
  ["control", 1],
  ["b", 1],
];
const experiment = ["checkout", variants, "event", "purchase", "EUR", 10];

const startExperiment = async (project) => {
  await go(
    page,
    view(project, `period=day&q=${encodeURIComponent(JSON.stringify(experiment))}`).replace(project.id, `${project.id}/experiments`),
  );
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByRole("button", { name: "Stop" }).waitFor();
};

/** Who came on the two days before: every second of them also yesterday, every third bought. */
const earlier = Array.from({ length: 12 }, (_, n) => {
  const event = (name, hours, more = {}) => ({
    name,
    url: at("/pricing"),
    visitor: `v-${n}`,
    session: `s-${n}-${hours}`,
    time: ago(hours * 60 + n),
    ...more,
  });
  return [
    event("pageview", 50),
    ...(n % 2 === 0 ? [event("pageview", 26), event("signup", 25.9, { props: { plan: n % 4 === 0 ? "pro" : "free", seats: n } })] : []),
    ...(n % 3 === 0 ? [event("purchase", 25.8, { revenue: { amount: `${n}.50`, currency: "EUR" } })] : []),
  ];
}).flat();

step("TheSamePeopleWalkThroughBothWithTheTrackersThemselves", async () => {
  known.open = await make("Known in the open", /Identified/);
  known.sealed = await make("Known under seal", /Sealed/, /Known after consent/);
  for (const project of Object.values(known)) {
    await addGoal(project, "Event", "signup");
    await startExperiment(project);
  }
  const headers = { "user-agent": people.reader.userAgent };
  const numbered = earlier.map((event, place) => ({ id: id(1000 + place), ...event }));
  const opened = await fetch(`${server.address}/collect?wait=stored`, {
    method: "POST",
    headers,
    body: JSON.stringify({ key: known.open.key, context: {}, events: numbered }),
  });
  assert.deepEqual((await opened.json()).dropped ?? [], []);
  await (await sealedSender(server.address, known.sealed.key))({ headers, context: {}, messages: [numbered] });
  // Within the five minutes that a clock may be wrong, so that no time is moved.
  const begins = Date.now() - 30_000;
  const shown = await walkShop(server, known.open.snippet, begins);
  assert.ok(
    Object.values(shown).every((variant) => ["control", "b"].includes(variant)),
    JSON.stringify(shown),
  );
  assert.deepEqual(await walkShop(server, known.sealed.snippet, begins, shown), shown);
});

const threeDays = `period=custom&from=${ago(72 * 60).slice(0, 10)}&to=${ago(0).slice(0, 10)}`;

/** What a report says, as soon as it has said so much. */
const readReport = async (project, path, draft, section, expected) => {
  const question = `${threeDays}&q=${encodeURIComponent(JSON.stringify(draft))}`;
  await go(page, view(project, question).replace(project.id, `${project.id}/${path}`));
  const answer = page.getByRole("region", { name: section, exact: true });
  await answer.getByText(expected).first().waitFor({ state: "attached" });
  await settled(page);
  return (await answer.textContent()).replace(/\s+/g, " ").trim();
};

for (const [about, path, section, draft, expected] of [
  ["AFunnel", "funnels", "The funnel", [["p|/pricing", "e|signup", "e|purchase"], "7d", 0, "prop.plan", 1], "stopped here"],
  ["JourneysFromTheirBeginnings", "journeys", "The journeys", [0, "visit", "", "page", 5, 8, []], "/pricing"],
  ["JourneysToAPurchase", "journeys", "The journeys", [1, "event", "purchase", "event", 4, 8, []], "signup"],
  ["WhoCameAgain", "retention", "Cohorts", ["day", "", "", 0], "+0"],
  ["WhoBoughtLater", "retention", "Cohorts", ["day", "pageview", "purchase", 1], "%"],
  ["ATrendByAProp", "trends", "The trend", [[["event", "signup", "total", ""]], 0, "prop.plan", 0, "table"], "free"],
  [
    "ARatioOfTrends",
    "trends",
    "The trend",
    [
      [
        ["event", "purchase", "visitors", ""],
        ["any", "", "visitors", ""],
      ],
      1,
      "",
      3,
      "table",
    ],
    "purchase",
  ],
  ["ATrendOfANumber", "trends", "The trend", [[["event", "signup", "median", "seats"]], 0, "", 0, "line"], "seats"],
  ["AnExperiment", "experiments", "The result", experiment, "control"],
])
  step(`${about}SaysTheSame`, async () => {
    const open = await readReport(known.open, path, draft, section, expected);
    assert.ok(open.length > 60, open);
    // What was told last may still be on its way to the browser that has the keys.
    const sealed = await eventually(
      () => readReport(known.sealed, path, draft, section, expected),
      (said) => said === open,
      `${path} that say ${open}`,
    );
    assert.equal(sealed, open);
  });

step("TheOverviewOfWhatTheTrackersToldIsTheSame", async () => {
  const open = await read(known.open, threeDays, "16", false);
  assert.deepEqual(await read(known.sealed, threeDays, "16", false), open);
});
