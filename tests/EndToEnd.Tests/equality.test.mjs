import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { filled, signUp } from "./support/owner.mjs";
import { go, readBots, readOverview, settled } from "./support/pages.mjs";
import { sealedSender } from "./support/sealedSender.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";
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

const make = async (name, mode) => {
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("radio", { name: mode }).check();
  await page.getByRole("button", { name: "Create the project" }).click();
  await page.getByText(`Waiting for the first event of ${name}`).waitFor();
  const { items } = (await apiOf(server.address).send("GET", "/api/v1/projects")).body;
  await go(page, "/");
  return items.find((project) => project.name === name);
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
