import assert from "node:assert/strict";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";
import { startVault } from "../harness/vault.mjs";

/** A site with the tracker and the consent manager; `manager` are attributes of the latter's script, `page` more of the page. */
const managed = async ({ collector, site }, attributes = {}, manager = "", { lang = "en", body = "", head = "", file, ...page } = {}) => {
  const script = `<script defer src="${collector.origin}/js/footfall.consent.js" ${manager}></script>`;
  const html = { body, head: `<title>t</title>${head}${script}<script>document.documentElement.lang = "${lang}"</script>`, ...page };
  return site(attributes, { "/": html, "/two": html }, file);
};

const button = (page, name) => page.getByRole("button", { name, exact: true });
const dialog = (page) => page.getByRole("dialog", { name: "Your privacy here" });
const kept = (page) => page.evaluate(() => ({ ...localStorage }));
const fence = async (page, collector) => {
  await page.evaluate(() => {
    window.footfall.event("fence");
    window.footfall.flush();
  });
  await collector.first("fence");
};
/** All that has been sent when the page's own server has answered: silence is then really silence. */
const silence = async (page, collector) => {
  await page.evaluate(() => {
    window.footfall.flush();
    return fetch("/settled");
  });
  assert.deepEqual(collector.requests, []);
};
const told = (collector) =>
  collector
    .events("consent_change")
    .map(({ props, visitor, session, user, unlinked }) => ({ ...props, who: [visitor, session, user], unlinked }));
const nobody = { who: [undefined, undefined, undefined], unlinked: true };

group("the consent manager", (using) => {
  for (const mode of ["anonymous", "identified"]) {
    const required = { "data-mode": mode, "data-consent": "required" };

    test(
      `AsksWhereAnAnswerIsRequiredAndRemembersAnAcceptanceIn${mode === "anonymous" ? "Anonymous" : "Identified"}Mode`,
      using(async (bench) => {
        const { origin } = await managed(bench, required);
        const page = await bench.page();
        await page.goto(origin);
        await dialog(page).waitFor();
        await silence(page, bench.collector);
        assert.deepEqual(await kept(page), {});
        await button(page, "Accept all").click();
        await bench.collector.first("pageview");
        await bench.collector.first("consent_change");
        assert.deepEqual(told(bench.collector), [{ state: "all", linked: true, by: "visitor", ...nobody }]);
        assert.equal(JSON.parse((await kept(page)).footfall).consent["*"], true);
        bench.collector.clear();
        await page.goto(`${origin}/two`);
        await button(page, "Privacy").waitFor();
        assert.equal(await dialog(page).count(), 0, "whoever has answered is not asked again");
        await bench.collector.first("pageview");
        assert.deepEqual(told(bench.collector), []);
      }),
    );

    test(
      `ARefusalAtTheFirstQuestionSendsNothingAtAllIn${mode === "anonymous" ? "Anonymous" : "Identified"}Mode`,
      using(async (bench) => {
        const { origin } = await managed(bench, required);
        const page = await bench.page();
        await page.goto(origin);
        await button(page, "Reject all").click();
        await silence(page, bench.collector);
        const [entry] = Object.values(await kept(page)).map((text) => JSON.parse(text));
        assert.deepEqual(entry.consent, { "*": false });
        assert.equal(entry.visitor, undefined);
        await page.goto(`${origin}/two`);
        await button(page, "Privacy").waitFor();
        assert.equal(await dialog(page).count(), 0);
        await silence(page, bench.collector);
      }),
    );
  }

  test(
    "InAnAnonymousProjectOnlyARefusalIsKeptAndItsWithdrawalTakesItAway",
    using(async (bench) => {
      const { origin } = await managed(bench);
      const page = await bench.page();
      await page.goto(origin);
      await bench.collector.first("pageview");
      assert.equal(await dialog(page).count(), 0, "nothing is asked where nothing is kept");
      assert.deepEqual(await kept(page), {});
      await button(page, "Privacy").click();
      await button(page, "Reject all").click();
      assert.deepEqual(await kept(page), { footfall: '{"out":true}' });
      await bench.collector.first("consent_change");
      assert.deepEqual(told(bench.collector), [{ state: "none", linked: false, by: "visitor", ...nobody }]);
      bench.collector.clear();
      await page.goto(`${origin}/two`);
      await button(page, "Privacy").waitFor();
      await silence(page, bench.collector);
      await button(page, "Privacy").click();
      await button(page, "Accept all").click();
      assert.deepEqual(await kept(page), {});
      await fence(page, bench.collector);
      assert.deepEqual(told(bench.collector), [{ state: "all", linked: true, by: "visitor", ...nobody }]);
    }),
  );

  test(
    "EachEventTypeThatThePageDeclaresOrSendsCanBeRefused",
    using(async (bench) => {
      const { origin } = await managed(bench, { "data-autocapture": "", "data-exclude": "copy" }, "", { body: "<button>b</button>" });
      const page = await bench.page();
      await page.goto(origin);
      await page.evaluate(() => {
        window.footfall.declare([{ name: "order.paid", purpose: "to see which plan sells" }]);
        window.footfall.event("surprise");
      });
      await button(page, "Privacy").click();
      await page.getByText("Choose one by one").click();
      const listed = await dialog(page)
        .getByRole("checkbox")
        .evaluateAll((boxes) => boxes.map((box) => [box.labels[0].textContent, box.checked]));
      assert.equal(listed.length, 1 + 13 + 2, "the link, the tracker's own without the excluded one, and the page's");
      assert.ok(listed.every(([, checked]) => checked));
      assert.ok(listed.some(([label]) => label === "order.paid: to see which plan sells"));
      assert.ok(listed.some(([label]) => label === "surprise"));
      await page.getByLabel("Clicks").uncheck();
      await page.getByLabel("surprise").uncheck();
      await button(page, "Save choice").click();
      const { consent, unlinked } = JSON.parse((await kept(page)).footfall);
      assert.deepEqual(
        [consent.click, consent.surprise, consent["order.paid"], consent["*"], unlinked],
        [false, false, true, true, undefined],
      );
      bench.collector.clear();
      await page.goto(`${origin}/two`);
      await page.click("body > button");
      await page.evaluate(() => window.footfall.event("surprise"));
      await fence(page, bench.collector);
      const names = new Set(bench.collector.events().map(({ name }) => name));
      assert.deepEqual([names.has("pageview"), names.has("click"), names.has("surprise")], [true, false, false]);
    }),
  );

  test(
    "WhatIsOnNoListIsNotAgreedToWhereAnAnswerIsRequired",
    using(async (bench) => {
      const { origin } = await managed(bench, { "data-consent": "required" });
      const page = await bench.page();
      await page.goto(origin);
      await page.getByText("Choose one by one").click();
      const ticked = await dialog(page).getByRole("checkbox", { checked: true }).count();
      assert.equal(ticked, 0, "nothing is ticked beforehand");
      await page.getByLabel("Page views").check();
      await button(page, "Save choice").click();
      await page.evaluate(() => window.footfall.event("surprise"));
      await bench.collector.first("consent_change");
      assert.deepEqual(new Set(bench.collector.events().map(({ name }) => name)), new Set(["pageview", "consent_change"]));
      assert.deepEqual(told(bench.collector), [{ state: "some", linked: false, by: "visitor", ...nobody }]);
    }),
  );

  test(
    "AVisitorIsCountedWithoutBeingLinkedAndThatIsKept",
    using(async (bench) => {
      const { origin } = await managed(bench);
      const page = await bench.page();
      await page.goto(origin);
      await bench.collector.first("pageview");
      await button(page, "Privacy").click();
      await page.getByText("Choose one by one").click();
      await page.getByLabel("Link what I do").uncheck();
      await button(page, "Save choice").click();
      assert.deepEqual(await kept(page), { footfall: '{"consent":{"*":true},"unlinked":true}' });
      await bench.collector.first("consent_change");
      assert.deepEqual(told(bench.collector), [{ state: "all", linked: false, by: "visitor", ...nobody }]);
      bench.collector.clear();
      await page.goto(`${origin}/two`);
      await bench.collector.first("pageview");
      await fence(page, bench.collector);
      for (const event of bench.collector.events()) assert.equal(event.unlinked, true, event.name);
    }),
  );

  test(
    "ASealedProjectsChangeGoesInsideAndNamesNobody",
    using(async (bench) => {
      const vault = await startVault(bench.collector);
      const attributes = { "data-pin": vault.pin, "data-mode": "identified", "data-consent": "required" };
      const { origin } = await managed(bench, attributes, "", { file: "footfall.sealed.js" });
      const page = await bench.page();
      await page.goto(origin);
      await button(page, "Accept all").click();
      const change = await vault.first("consent_change");
      assert.deepEqual([change.visitor, change.session, change.unlinked], [undefined, undefined, true]);
      assert.match((await vault.first("pageview")).visitor, /^[\da-f-]{36}$/);
      await button(page, "Privacy").click();
      await button(page, "Reject all").click();
      await bench.collector.until(() => vault.events("consent_change").length === 2, "the refusal is told");
      assert.deepEqual(vault.events("consent_change").at(-1).props, { state: "none", linked: false, by: "visitor" });
      assert.deepEqual(bench.collector.requests, [], "nothing in clear");
    }),
  );

  test(
    "AsksNobodyWhoseBrowserSaysNoNorWhereNothingListens",
    using(async (bench) => {
      const page = await bench.page();
      await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true }));
      const { origin } = await managed(bench, { "data-consent": "required", "data-dnt": "drop" });
      await page.goto(origin);
      await page.evaluate(() => fetch("/settled"));
      assert.equal(await page.locator("footfall-consent").count(), 0);
      const core = await managed(bench, {}, "", { file: "footfall.core.js" });
      await page.goto(core.origin);
      await page.evaluate(() => fetch("/settled"));
      assert.equal(await page.locator("footfall-consent").count(), 0, "the small tracker has no answers to give");
    }),
  );
});

group("the consent manager's dialog", (using) => {
  test(
    "IsReachedFirstByTheKeyboardAndLeavesThePageUsable",
    using(async (bench) => {
      const { origin } = await managed(bench, { "data-consent": "required" }, 'data-policy="/privacy"', { body: '<input aria-label="a">' });
      const page = await bench.page();
      await page.goto(origin);
      await dialog(page).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement === document.body), true, "the focus is not taken");
      const focused = () => page.evaluate(() => document.querySelector("footfall-consent").shadowRoot.activeElement?.textContent);
      const passed = [];
      for (let i = 0; i < 4; i++) {
        await page.keyboard.press("Tab");
        passed.push(await focused());
      }
      assert.deepEqual(passed, ["Privacy policy", "Choose one by one", "Reject all", "Accept all"]);
      await page.getByLabel("a", { exact: true }).fill("typed meanwhile");
      await button(page, "Reject all").focus();
      await page.keyboard.press("Enter");
      assert.equal(await dialog(page).count(), 0);
      assert.equal(await focused(), "Privacy", "the focus goes on where the choice can be changed");
    }),
  );

  test(
    "HoldsTheFocusWhileTheVisitorHasOpenedItAndGivesItBack",
    using(async (bench) => {
      const link = '<a href="/privacy" data-footfall-consent>Privacy settings</a>';
      const { origin } = await managed(bench, {}, 'data-button="none"', { body: link });
      const page = await bench.page();
      await page.goto(origin);
      await bench.collector.first("pageview");
      assert.equal(await button(page, "Privacy").count(), 0);
      await page.getByRole("link").focus();
      await page.keyboard.press("Enter");
      await dialog(page).waitFor();
      assert.equal(
        await page.evaluate(() => document.querySelector("footfall-consent").shadowRoot.querySelector("dialog").matches(":modal")),
        true,
      );
      await page.keyboard.press("Escape");
      await dialog(page).waitFor({ state: "detached" });
      assert.equal(await page.evaluate(() => document.activeElement.textContent), "Privacy settings");
      assert.equal(page.url(), `${origin}/`);
      await page.evaluate(() => window.footfall.manage());
      await button(page, "Close").click();
      assert.deepEqual(await kept(page), {}, "closing is no answer");
    }),
  );

  test(
    "RefusesAsEasilyAsItAccepts",
    using(async (bench) => {
      const { origin } = await managed(bench, { "data-consent": "required" });
      const page = await bench.page({ viewport: { width: 390, height: 700 } });
      await page.goto(origin);
      const look = (name) =>
        button(page, name).evaluate((one) => {
          const { color, backgroundColor, fontSize, fontWeight, borderWidth } = getComputedStyle(one);
          const { height, top, right } = one.getBoundingClientRect();
          return { look: [color, backgroundColor, fontSize, fontWeight, borderWidth, height, top], right };
        });
      const [reject, accept] = [await look("Reject all"), await look("Accept all")];
      assert.deepEqual(reject.look, accept.look);
      assert.ok(accept.right < 390 && reject.right < accept.right, "side by side within the narrow screen, the refusal first");
    }),
  );

  const languages = {
    de: ["Ihre Privatsphäre hier", "Alles ablehnen"],
    "fr-CH": ["Votre vie privée ici", "Tout refuser"],
    es: ["Su privacidad aquí", "Rechazar todo"],
    xx: ["Your privacy here", "Reject all"],
    nl: ["Uw privacy", "Alles weigeren"],
  };
  for (const [lang, [title, reject]] of Object.entries(languages))
    test(
      `SpeaksTheLanguageOfThePage ${lang}`,
      using(async (bench) => {
        const own = '<script type="application/json" id="words">{"nl":{"title":"Uw privacy","reject":"Alles weigeren"}}</script>';
        const { origin } = await managed(bench, { "data-consent": "required" }, 'data-texts="#words" data-text-save="OK"', {
          lang,
          head: own,
        });
        const page = await bench.page();
        await page.goto(origin);
        await page.getByRole("dialog", { name: title }).waitFor();
        await button(page, reject).waitFor();
        await page.locator("summary").click();
        await button(page, "OK").waitFor();
      }),
    );

  test(
    "WordsThatTheServerHasChangedAreNotShown",
    using(async (bench) => {
      const { origin } = await managed(bench, { "data-consent": "required" }, "", { lang: "de" });
      const page = await bench.page();
      await page.route("**/footfall.consent.json", (route) =>
        route.fulfill({ json: { de: { reject: "Alles annehmen" } }, headers: { "access-control-allow-origin": "*" } }),
      );
      await page.goto(origin);
      await button(page, "Reject all").waitFor();
    }),
  );

  test(
    "WorksUnderAStrictPolicyAndReadsNothingAsHtml",
    using(async (bench) => {
      const policy = `default-src 'none'; script-src ${bench.collector.origin} 'unsafe-inline'; connect-src *; img-src data:; require-trusted-types-for 'script'`;
      const { origin } = await managed(bench, {}, "", { headers: { "content-security-policy": policy } });
      const page = await bench.page();
      const faults = [];
      page.on("pageerror", (error) => faults.push(error.message));
      page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
      await page.goto(origin);
      await page.evaluate(() => window.footfall.declare([{ name: "x", purpose: "<img src=x onerror=alert(1)>" }]));
      await button(page, "Privacy").click();
      await page.getByText("Choose one by one").click();
      await page.getByLabel("x: <img src=x onerror=alert(1)>").waitFor();
      assert.equal(await button(page, "Reject all").evaluate((one) => getComputedStyle(one).borderRadius), "10px", "its style is there");
      assert.deepEqual(faults, []);
    }),
  );
});
