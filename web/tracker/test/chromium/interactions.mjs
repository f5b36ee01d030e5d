import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";

/** A page whose links and forms lead nowhere, so that one page can be clicked through; its first pageview received. */
const opened = async ({ collector, site, page: open }, body, attributes) => {
  const { origin } = await site(attributes, {
    "/": `${body}<script>for (const type of ["click", "auxclick", "submit"])
      addEventListener(type, (event) => (type === "submit" || event.target.closest("a")) && event.preventDefault());</script>`,
  });
  const page = await open();
  await page.clock.install();
  await page.goto(origin);
  await page.clock.pauseAt(Date.now() + 60_000);
  await collector.first("pageview");
  return page;
};
/** Does what makes the page see an event of this type, and waits until it has. */
const during = async (page, type, action) => {
  await page.evaluate((type) => {
    window.seen = new Promise((resolve) => addEventListener(type, resolve, { once: true, capture: true }));
  }, type);
  await action();
  await page.evaluate(() => window.seen.then(() => undefined));
};
/** All events but those of every page, sent up to now. */
const sent = async (page, collector) => {
  await page.evaluate(() => {
    window.footfall.event("fence");
    window.footfall.flush();
  });
  await collector.first("fence");
  const common = ["session_start", "pageview", "fence", "engagement"];
  return collector.events().filter((event) => !common.includes(event.name));
};
const brief = (events) => events.map((event) => [event.name, event.props]);

group("interactions", (using) => {
  test(
    "AnOutboundLinkIsReportedWithoutItsQuery",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(
        bench,
        `<a id="out" href="https://other.example/deep/page?token=secret#x"><b>out</b></a>
         <a id="own" href="/here">own</a> <a id="mail" href="mailto:a@b.example">mail</a>
         <a id="data" download="x.csv" href="data:text/csv,secret">data</a>`,
      );
      for (const id of ["#out b", "#own", "#mail", "#data"]) await page.click(id);
      await page.click("#out", { button: "middle" });
      await page.click("#out", { button: "right" });
      const url = "https://other.example/deep/page";
      assert.deepEqual(brief(await sent(page, collector)), [
        ["outbound_click", { url }],
        ["outbound_click", { url }],
      ]);
      assert.ok(!JSON.stringify(collector.requests).includes("secret"));
    }),
  );

  test(
    "ADownloadIsKnownByItsEndingOrItsAttribute",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(
        bench,
        `<a id="pdf" href="/files/Report.PDF?version=2">pdf</a> <a id="far" href="https://other.example/setup.exe">exe</a>
         <a id="marked" download href="/export">export</a> <a id="html" href="/page.html">page</a>`,
      );
      const origin = new URL(page.url()).origin;
      for (const id of ["#pdf", "#far", "#marked", "#html"]) await page.click(id);
      assert.deepEqual(brief(await sent(page, collector)), [
        ["file_download", { url: `${origin}/files/Report.PDF` }],
        ["file_download", { url: "https://other.example/setup.exe" }],
        ["file_download", { url: `${origin}/export` }],
      ]);
    }),
  );

  test(
    "AFormTellsItsFieldsNamesAndNeverTheirValues",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(
        bench,
        `<form id="order"><input name="id" value="planted-1"><input name="email"><input type="password" name="password">
         <input type="radio" name="plan" value="planted-2" checked><input type="radio" name="plan" value="b">
         <textarea name="note">planted-3</textarea><input value="planted-4"><select name="land"><option>planted-5</select>
         <button name="go">send</button></form>`,
      );
      await page.fill("[name=email]", "planted-6@example.org");
      await page.fill("[name=password]", "planted-7");
      await page.click("button");
      assert.deepEqual(brief(await sent(page, collector)), [
        ["form_submit", { form: "order", fields: "id,email,password,plan,note,land,go" }],
      ]);
      assert.ok(!collector.requests.some(({ body }) => body.includes("planted")));
    }),
  );

  test(
    "AnElementNamesItsOwnEvent",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(
        bench,
        `<button data-footfall-event="plan.chosen" data-footfall-prop-plan="pro" data-footfall-prop-seat-count="3" data-footfall-revenue="9.90" data-footfall-currency="EUR"><i>choose</i></button>
         <form data-footfall-event="newsletter.joined"><input name="email"><input type="submit"></form>`,
        { "data-autocapture": "" },
      );
      await page.click("i");
      await page.click("[name=email]");
      await page.press("[name=email]", "Enter");
      const all = await sent(page, collector);
      assert.deepEqual(all[0].revenue, { amount: "9.90", currency: "EUR" });
      const events = brief(all);
      assert.deepEqual(events[0], ["plan.chosen", { plan: "pro", seat_count: "3" }]);
      assert.deepEqual(
        events.filter(([name]) => name !== "click").map(([name]) => name),
        ["plan.chosen", "newsletter.joined", "form_submit"],
      );
    }),
  );

  test(
    "ClicksAreReportedOnlyWhereAsked",
    using(async (bench) => {
      const { collector } = bench;
      const body = `<button id="quiet">quiet</button> <div id="shown" data-footfall-click="hero">planted text</div>
        <input type="button" id="typed" value="planted value">`;
      const page = await opened(bench, body);
      for (const id of ["#quiet", "#shown", "#typed"]) await page.click(id);
      assert.deepEqual(brief(await sent(page, collector)), [["click", { tag: "div", element_id: "shown", label: "hero" }]]);

      collector.clear();
      const captured = await opened(bench, body, { "data-autocapture": "" });
      for (const id of ["#quiet", "#shown", "#typed"]) await captured.click(id);
      assert.deepEqual(brief(await sent(captured, collector)), [
        ["click", { tag: "button", element_id: "quiet" }],
        ["click", { tag: "div", element_id: "shown", label: "hero" }],
        ["click", { tag: "input", element_id: "typed" }],
      ]);
      assert.ok(!collector.requests.some(({ body }) => body.includes("planted")));
    }),
  );

  test(
    "SelectingAndCopyingTellLengthsOnly",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench, '<p>planted words</p><input value="planted value">');
      await during(page, "selectionchange", () => page.evaluate(() => getSelection().selectAllChildren(document.querySelector("p"))));
      await during(page, "copy", () => page.keyboard.press("Control+C"));
      await page.clock.runFor(1_000);
      await page.focus("input");
      await during(page, "selectionchange", () => page.keyboard.press("Control+A"));
      await during(page, "copy", () => page.keyboard.press("Control+C"));
      await page.clock.runFor(1_000);
      const events = await sent(page, collector);
      assert.deepEqual(brief(events), [
        ["copy", { length: 13 }],
        ["text_select", { length: 13 }],
      ]);
      assert.equal(events[1].interactive, false);
      assert.ok(!collector.requests.some(({ body }) => body.includes("planted")));
    }),
  );

  test(
    "AResizedWindowIsReportedOnceItRests",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench, "");
      const resize = (width, height) => during(page, "resize", () => page.setViewportSize({ width, height }));
      await resize(800, 600);
      await page.clock.runFor(900);
      await resize(640, 600);
      await page.clock.runFor(1_000);
      // A phone's address bar changes the height only.
      await resize(640, 520);
      await page.clock.runFor(1_000);
      const events = await sent(page, collector);
      assert.deepEqual(brief(events), [["resize", { window_width: 640, window_height: 600 }]]);
      assert.equal(events[0].interactive, false);
    }),
  );

  test(
    "CustomEventsCarryPropsAndRevenue",
    using(async (bench) => {
      const { collector } = bench;
      const page = await opened(bench, "");
      await page.evaluate(() => {
        const props = { plan: "pro", seats: 3 };
        window.footfall.event("order.paid", props, { revenue: { amount: "42.50", currency: "EUR" }, interactive: false, duration_ms: 12 });
        props.plan = "changed later";
      });
      const [event] = await sent(page, collector);
      assert.deepEqual(event.props, { plan: "pro", seats: 3 });
      assert.deepEqual(event.revenue, { amount: "42.50", currency: "EUR" });
      assert.equal(event.interactive, false);
      assert.equal(event.duration_ms, 12);
    }),
  );
});
