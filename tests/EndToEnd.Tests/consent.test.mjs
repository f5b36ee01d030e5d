import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./support/server.mjs";

/** A visitor of the demo shop refuses, is counted without being linked, and allows again; the owner sees how many changed their minds, and not who. */
let data;
let server;
let browser;

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const button = (page, name) => page.getByRole("button", { name, exact: true });

const clean = async (page, where) => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run("footfall-consent", { resultTypes: ["violations"] }));
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target).join("; ")}`),
    [],
  );
};

for (const colorScheme of ["light", "dark"])
  for (const width of [390, 1440])
    step(`TheManagerIsWithinTheScreenAndWithoutAFaultOfAccessibility ${colorScheme} ${width}`, async () => {
      const context = await browser.context({ colorScheme, viewport: { width, height: 844 }, locale: "de-DE" });
      const page = await context.newPage();
      const shot = async (name) => {
        const folder = process.env.FOOTFALL_SCREENSHOTS;
        if (folder) await page.screenshot({ path: `${folder}/consent-${name}-${colorScheme}-${width}.png` });
      };
      await page.goto(`${server.address}/demo/`);
      await button(page, "Privacy").waitFor();
      await clean(page, "the button");
      await shot("button");
      await button(page, "Privacy").click();
      await page.getByText("Choose one by one").click();
      await clean(page, "the opened dialog");
      await shot("dialog");
      const box = await page.getByRole("dialog").boundingBox();
      assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= 844, JSON.stringify(box));
      const { scrollWidth, clientWidth } = await page
        .getByRole("dialog")
        .evaluate((one) => ({ scrollWidth: one.scrollWidth, clientWidth: one.clientWidth }));
      assert.ok(scrollWidth <= clientWidth, "nothing is cut off at the side");
      await context.close();

      // Where an answer is required it asks by itself.
      const asking = await (await browser.context({ colorScheme, viewport: { width, height: 844 } })).newPage();
      await asking.route("**/demo/about/", async (route) => {
        const response = await route.fetch();
        const body = (await response.text())
          .replace("/js/tracking.js", '/js/tracking.js" data-consent="required')
          .replace('lang="en"', 'lang="de"');
        await route.fulfill({ response, body });
      });
      await asking.goto(`${server.address}/demo/about/`);
      await button(asking, "Alles ablehnen").waitFor();
      await clean(asking, "the question");
      if (process.env.FOOTFALL_SCREENSHOTS)
        await asking.screenshot({ path: `${process.env.FOOTFALL_SCREENSHOTS}/consent-asks-${colorScheme}-${width}.png` });
      await asking.context().close();
    });

step("AVisitorOfTheDemoShopRefusesPartlyAndWhollyAndTheOwnerSeesHowManyDid", async () => {
  const visitor = await (await browser.context()).newPage();
  await visitor.goto(`${server.address}/demo/`);
  await visitor.getByRole("link", { name: "Privacy settings" }).click();
  await visitor.getByText("Choose one by one").click();
  await visitor.getByLabel("Link what I do").uncheck();
  await button(visitor, "Save choice").click();
  await visitor.goto(`${server.address}/demo/pricing/`);
  await visitor.evaluate(() => window.footfall.flush());
  await visitor.getByRole("link", { name: "Privacy settings" }).click();
  await button(visitor, "Reject all").click();
  await visitor.evaluate(() => {
    window.footfall.flush();
    return fetch("/health");
  });

  const { ask } = apiOf(server.address);
  const rows = (question) => ask({ site_id: "demo.localhost", date_range: "day", ...question });
  const changes = { metrics: ["events"], dimensions: ["event:props:state"], filters: [["is", "event:name", ["consent_change"]]] };
  const counted = await eventually(
    () => rows(changes),
    (seen) => seen.length === 2,
    "both changes",
  );
  assert.deepEqual(counted.sort(), [
    ["all", 1],
    ["none", 1],
  ]);
  const pricing = { metrics: ["pageviews", "visitors"], dimensions: ["event:page"], filters: [["is", "event:page", ["/demo/pricing/"]]] };
  assert.deepEqual(await rows(pricing), [["/demo/pricing/", 1, 0]], "counted, and nobody's visit");
});
