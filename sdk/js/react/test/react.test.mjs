import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../../../../web/tracker/test/harness/bench.mjs";
import { majors } from "./support/majors.mjs";

for (const { major, version, bundle } of majors) {
  const script = bundle("./app.jsx", "browser");

  /** A page with the scene; `flush` sends what waits, and gives the names of all events so far. */
  const open = async (bench, scene, { options = {}, experiments, bare } = {}) => {
    const code = Buffer.from(await script).toString("base64");
    const head = `<script type="module" src="data:text/javascript;base64,${code}"></script>`;
    const { origin } = await bench.site({}, { "/": { head, body: '<div id="app"></div>', script: false } });
    const page = await bench.page();
    page.setDefaultTimeout(15_000);
    const said = [];
    page.on("console", (message) => said.push(message.text()));
    await page.goto(origin);
    await page.waitForFunction(() => window.start);
    const given = { apiBaseUrl: bench.collector.origin, key: "ff_test", flushIntervalMs: 60_000, ...options };
    await page.evaluate(([one, two, three, four]) => window.start(one, two, three, four), [scene, given, experiments, bare]);
    await page.waitForFunction(() => window.client);
    const flush = async () => {
      await page.evaluate(() => window.client.flush());
      return bench.collector.events();
    };
    return { page, origin, flush, said };
  };
  const names = (events) => events.map(({ name }) => name);

  group(`React ${version}`, (using) => {
    test("IsTheMajorThatIsMeant", () => assert.equal(Number(version.split(".")[0]), major));

    test(
      "EachPageIsToldOnce",
      using(async (bench) => {
        const { page, origin, flush } = await open(bench, "pages");
        await page.getByText("to /pricing").click();
        await page.getByText("to /pricing").click();
        await page.getByText("to /", { exact: true }).click();
        const views = (await flush()).map(({ url, referrer }) => [url, referrer]);
        assert.deepEqual(views, [
          [`${origin}/`, undefined],
          [`${origin}/pricing`, `${origin}/`],
          [`${origin}/`, `${origin}/pricing`],
        ]);
      }),
    );

    test(
      "AVariantIsAskedForOnceAndToldOnce",
      using(async (bench) => {
        bench.collector.experiments = { checkout: { variant: "b", weights: { control: 1, b: 1 } } };
        const { page, flush } = await open(bench, "variants");
        await page.locator("#checkout", { hasText: "b" }).waitFor();
        await page.locator("#none", { hasText: "control" }).waitFor();
        assert.deepEqual(
          (await flush()).map(({ name, props }) => [name, props]),
          [["experiment", { experiment: "checkout", variant: "b" }]],
        );
        assert.equal(bench.collector.asked.length, 1);
      }),
    );

    test(
      "WhatTheServerChoseIsShownAtOnceAndToldOnce",
      using(async (bench) => {
        const { page, flush } = await open(bench, "chosen", { experiments: { checkout: "green" } });
        assert.equal(await page.locator("#checkout").textContent(), "green");
        assert.deepEqual(
          (await flush()).map(({ name, props }) => [name, props.variant]),
          [["experiment", "green"]],
        );
        assert.deepEqual(bench.collector.asked, []);
      }),
    );

    test(
      "ClicksFormsAndWhatAppearsAreToldOnce",
      using(async (bench) => {
        const { page, flush } = await open(bench, "tracked");
        await page.getByText("cart").click();
        await page.getByText("subscribe").click();
        const before = await flush();
        assert.deepEqual(names(before).sort(), ["banner.shown", "cart.opened", "newsletter.asked"]);
        assert.deepEqual(before.find(({ name }) => name === "cart.opened").props, { from: "top" });
        await page.locator("footer").scrollIntoViewIfNeeded();
        await page.waitForFunction(() => window.client.status().waiting === 1);
        await page.evaluate(() => scrollTo(0, 0));
        await page.locator("footer").scrollIntoViewIfNeeded();
        assert.deepEqual(names(await flush()).slice(3), ["footer.seen"]);
      }),
    );

    test(
      "AnErrorIsToldOnceWithoutItsWords",
      using(async (bench) => {
        const { page, flush } = await open(bench, "fragile");
        await page.getByText("fail", { exact: true }).click();
        await page.getByText("retry after RangeError").click();
        await page.getByText("fail later").click();
        await page.getByText("retry after TypeError").waitFor();
        const events = await flush();
        assert.deepEqual(
          events.map(({ name, props, interactive }) => [name, props.type, props.component, props.message, interactive]),
          [
            ["error", "RangeError", "Price", undefined, false],
            ["error", "TypeError", undefined, undefined, false],
          ],
        );
        assert.ok(!JSON.stringify(bench.collector.requests).includes("canary"));
      }),
    );

    test(
      "TheWordsAreToldOnlyIfAskedFor",
      using(async (bench) => {
        const { page, flush } = await open(bench, "spoken");
        await page.getByText("fail", { exact: true }).click();
        await page.getByText("retry after RangeError").waitFor();
        assert.deepEqual(
          (await flush()).map(({ props }) => props.message),
          ["canary of somebody@example.org"],
        );
      }),
    );

    test(
      "WhenTheProviderGoesWhatWaitsIsSent",
      using(async (bench) => {
        const { page, said } = await open(bench, "pages");
        await page.evaluate(() => window.end());
        await bench.collector.first("pageview");
        assert.equal(bench.collector.events().length, 1);
        await page.waitForFunction(() => window.client.status().waiting === 0);
        assert.deepEqual(
          said.filter((line) => line.includes("footfall")),
          [],
        );
      }),
    );

    test(
      "WithoutAProviderThePageWorksAndSaysSoOnce",
      using(async (bench) => {
        const { page, flush, said } = await open(bench, "pages", { bare: true });
        await page.getByText("to /pricing").click();
        assert.deepEqual(await flush(), []);
        assert.equal(said.filter((line) => line.includes("no AnalyticsProvider")).length, 1);
      }),
    );
  });

  test(`React ${major} MakesAPageOnAServerAndSendsNothing`, async () => {
    const code = Buffer.from(await bundle("./rendered.jsx", "node")).toString("base64");
    const { render, bare } = await import(`data:text/javascript;base64,${code}`);
    let asked = 0;
    const transport = { send: async () => ++asked && { status: 202 } };
    const text = render({ apiBaseUrl: "https://stats.example.org", key: "ff_test", flushIntervalMs: 0, transport });
    assert.match(text.replaceAll("<!-- -->", ""), /<span style="display:contents">b false true<\/span>/);
    assert.match(bare().replaceAll("<!-- -->", ""), /undefined true true/);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(asked, 0);
  });
}
