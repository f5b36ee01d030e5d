import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { barriersOf } from "./support/barriers.mjs";
import { signUp } from "./support/owner.mjs";
import { apiOf, dataDirectory, startServer } from "./support/server.mjs";

/** An experiment from its start on its page, by way of what pages are given, to its result, which is the API's. */
let data;
let server;
let browser;
let page;
let project;

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  browser = await openBrowser();
  page = await signUp(browser, server);
  const { status, body } = await apiOf(server.address).send("POST", "/api/v1/projects", {
    name: "Shop",
    mode: "identified",
    domains: ["shop.example"],
  });
  assert.equal(status, 201, JSON.stringify(body));
  project = body;
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

// By its own name the client would be a machine, which is not counted.
const headers = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0" };

const step = (name, body) => test(name, { skip: missing }, body);

/** What a page of the shop does for a visitor: asks for the variant, tells of it, and perhaps buys. */
async function visit(visitor) {
  const given = await (await fetch(`${server.address}/experiments?key=${project.key}&visitor=${visitor}`)).json();
  const { variant } = given.checkout;
  const event = (name, more) => ({ name, url: "https://shop.example/", visitor, ...more });
  const buys = Number(visitor.slice(2)) % (variant === "b" ? 2 : 5) === 0;
  return [
    event("experiment", { props: { experiment: "checkout", variant } }),
    ...(buys ? [event("Purchase", { revenue: { amount: "20.00", currency: "EUR" } })] : []),
  ];
}

step("AnExperimentIsFilledInAndStartedByKeyboard", async () => {
  await page.goto(`${server.address}/projects/${project.id}/experiments?period=day`);
  await page.getByText("Give the experiment a key").first().waitFor();
  for (const [label, text] of [
    ["Key", "checkout"],
    ["Its name", "Purchase"],
    ["Revenue in (optional)", "EUR"],
  ]) {
    await page.getByLabel(label, { exact: true }).fill(text);
    await page.keyboard.press("Enter");
  }
  await page.getByText("Nobody has been given a variant yet").waitFor();
  await page.getByRole("button", { name: "Start", exact: true }).press("Enter");
  await page.getByRole("button", { name: "Stop" }).waitFor();
  assert.deepEqual(await barriersOf(page), []);
});

step("ItsResultIsThatOfTheApi", async () => {
  const events = (await Promise.all(Array.from({ length: 60 }, (_, at) => visit(`v-${at}`)))).flat();
  const taken = await fetch(`${server.address}/collect?wait=stored`, {
    method: "POST",
    headers,
    body: JSON.stringify({ key: project.key, events }),
  });
  assert.equal(taken.status, 202);
  const { body } = await apiOf(server.address).send("POST", `/api/v1/projects/${project.id}/experiments`, {
    date_range: "day",
    experiment: "checkout",
    goal: { event: "Purchase" },
    value: { revenue: "EUR" },
    control: "control",
    weights: { control: 1, b: 1 },
  });
  assert.deepEqual(
    body.variants.map(({ variant }) => variant),
    ["b", "control"],
  );
  await page.reload();
  const table = page.getByRole("region", { name: "Conversion by variant" });
  await table.waitFor();
  for (const { variant, visitors, conversions } of body.variants) {
    const cells = await table
      .getByRole("row", { name: new RegExp(`^${variant}`) })
      .getByRole("cell")
      .allTextContents();
    assert.deepEqual(cells.slice(0, 2), [String(visitors), String(conversions)]);
  }
  await page.getByRole("region", { name: "Revenue by variant" }).waitFor();
  await page.getByText(/is the best with a probability of/).waitFor();
  assert.deepEqual(await barriersOf(page), []);
});

step("AStoppedOneIsGivenToNobody", async () => {
  await page.getByRole("button", { name: "Stop" }).press("Enter");
  await page.getByRole("button", { name: "Start again" }).waitFor();
  assert.deepEqual(await (await fetch(`${server.address}/experiments?key=${project.key}&visitor=v-1`)).json(), {});
});
