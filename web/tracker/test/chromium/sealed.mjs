import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { group } from "../harness/bench.mjs";
import { startVault } from "../harness/vault.mjs";

const secret = "canary-4f1c9a";

/** A site whose pages have the sealed tracker, and the vault that opens what it sends. */
const sealedSite = async ({ collector, site }, { vault: settings, attributes, pages } = {}) => {
  const vault = await startVault(collector, settings);
  const { origin } = await site({ "data-pin": vault.pin, ...attributes }, pages, "footfall.sealed.js");
  return { vault, origin };
};

const names = ({ events }) => events.map((event) => event.name);

group("sealed", (using) => {
  test(
    "EverythingGoesInsideAndNothingStandsOutside",
    using(async (bench) => {
      const { vault, origin } = await sealedSite(bench, { pages: { "/": { head: `<title>${secret}</title>` } } });
      const page = await bench.page({ locale: "fr-CH" });
      await page.goto(`${origin}/?q=${secret}`);
      await page.evaluate((secret) => window.footfall.event(secret, { secret }, { revenue: { amount: "1.50", currency: "EUR" } }), secret);
      const event = await vault.first(secret);
      assert.deepEqual(event.props, { secret });
      assert.deepEqual(event.revenue, { amount: "1.50", currency: "EUR" });
      const view = vault.events("pageview")[0];
      assert.equal(view.url, `${origin}/?q=${secret}`);
      assert.match(view.user_agent, /Chrome\/140/);
      assert.equal(view.language, "fr-CH");
      assert.match(view.library, /^footfall\.sealed\.js\//);
      assert.ok(Math.abs(view.time - Date.now()) < 60_000);
      assert.ok(view.screen.width > 0);
      for (const { headers, body } of vault.received) {
        assert.ok(!body.includes(secret));
        assert.ok(!JSON.stringify(headers).includes(secret), "the Referer would tell the page's address");
        for (const absent of ["cookie", "referer", "content-type"]) assert.equal(headers[absent], undefined, absent);
      }
      assert.equal(vault.asked.length, 1);
      assert.equal(vault.asked[0].headers.referer, undefined);
      assert.deepEqual(bench.collector.requests, [], "nothing in clear");
    }),
  );

  test(
    "AVisitIsAMessageOfItsOwnQuietPeriod",
    using(async (bench) => {
      const { vault, origin } = await sealedSite(bench);
      const page = await bench.page();
      await page.goto(origin);
      await page.evaluate(() => {
        for (let i = 0; i < 20; i++) window.footfall.event(`n${i}`);
      });
      await vault.first("n19");
      assert.deepEqual(vault.received.length, 1);
      assert.deepEqual(vault.received[0].envelopes.length, 1);
      assert.equal(vault.events().length, 22, "session_start, pageview and the twenty");
    }),
  );

  for (const [how, leave] of Object.entries({
    ByALink: (page, origin) => page.goto(`${origin}/next`),
    ToAnotherSite: (page, origin) => page.goto(origin.replace("localhost", "127.0.0.1")),
    ByClosing: (page) => page.close(),
  })) {
    test(
      `APageThatIsLeft${how}StillTells`,
      using(async (bench) => {
        const { vault, origin } = await sealedSite(bench, { pages: { "/next": { script: false } } });
        const page = await bench.page();
        await page.goto(origin);
        await bench.collector.until(() => vault.asked.length > 0, "the key was asked for");
        // The answer has been read and checked once the page says so; nothing has been sent by then.
        await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
        assert.equal(vault.received.length, 0);
        await leave(page, origin);
        await vault.first("page_leave");
        const sent = vault.events();
        assert.ok(sent.some(({ name }) => name === "pageview"));
        assert.equal(new Set(sent.map(({ id }) => id)).size, sent.length);
      }),
    );
  }

  test(
    "WhatFailsIsSentAgainByteForByte",
    using(async (bench) => {
      const { vault, origin } = await sealedSite(bench);
      const page = await bench.page();
      await page.goto(origin);
      await bench.collector.until(() => vault.asked.length > 0, "the key was asked for");
      bench.collector.answers.push({ status: 503, headers: { "retry-after": "1" } }, "drop");
      await vault.first("pageview");
      const [first, second, third] = vault.received;
      assert.deepEqual([first.status, second.status, third.status], [503, 0, 202]);
      assert.ok(first.body.equals(second.body) && second.body.equals(third.body));
    }),
  );

  test(
    "EveryMessageOfAPageHasANumberOfItsOwn",
    using(async (bench) => {
      const { vault, origin } = await sealedSite(bench);
      const page = await bench.page();
      await page.goto(origin);
      await bench.collector.until(() => vault.asked.length > 0, "the key was asked for");
      await page.evaluate(async () => {
        for (let i = 0; i < 170; i++) window.footfall.event(`n${i}`);
        await new Promise((done) => setTimeout(done, 500));
        window.footfall.flush();
      });
      await vault.first("n169");
      const numbers = vault.received.flatMap(({ envelopes }) => envelopes.map(({ sequence }) => sequence));
      assert.equal(new Set(numbers).size, numbers.length);
      assert.ok(numbers.length >= 4, "at most 50 events a message");
      for (const { envelopes } of vault.received) for (const envelope of envelopes) assert.ok(names(envelope).length <= 50);
    }),
  );

  const swapped = {
    AnotherRootKey: { tamper: (answer) => ({ ...answer, root_key: `${answer.root_key.slice(0, -2)}AA` }) },
    AChangedStatement: { tamper: (answer) => ({ ...answer, statement: answer.statement.replace(/.{4}$/, "AAAA") }) },
    AForeignSignature: { tamper: (answer) => ({ ...answer, signature: answer.signature.replace(/^.{4}/, "AAAA") }) },
    AnEndedEpoch: { endsIn: -1 },
    NoKeyAtAll: { tamper: () => ({}) },
  };
  for (const [what, settings] of Object.entries(swapped)) {
    test(
      `${what}IsRefusedAndNothingIsSent`,
      using(async (bench) => {
        const { vault, origin } = await sealedSite(bench, { vault: settings });
        const page = await bench.page();
        const warned = page.waitForEvent("console", (message) => message.type() === "warning" && message.text().startsWith("footfall: "));
        await page.goto(origin);
        await warned;
        await page.evaluate(() => {
          window.footfall.event("late");
          window.footfall.flush();
          return fetch("/settled");
        });
        await page.goto("about:blank");
        assert.deepEqual(vault.received, []);
        assert.equal(vault.asked.length, 1, "asking again would change nothing");
      }),
    );
  }

  test(
    "WithoutAPinNothingIsSent",
    using(async (bench) => {
      const { vault, origin } = await sealedSite(bench, { attributes: { "data-pin": undefined } });
      const page = await bench.page();
      const warned = page.waitForEvent("console", (message) => message.type() === "warning");
      await page.goto(origin);
      await warned;
      assert.deepEqual(vault.received, []);
    }),
  );

  test(
    "AKeyThatCannotBeHadIsAskedForAgain",
    using(async (bench) => {
      bench.collector.answers.push({ status: 503, headers: { "retry-after": "1" } });
      const { vault, origin } = await sealedSite(bench);
      const page = await bench.page();
      await page.goto(origin);
      await vault.first("pageview");
      assert.equal(vault.asked.length, 2);
    }),
  );

  test(
    "TheHashThatThePageHoldsTheTrackerToIsToldInside",
    using(async (bench) => {
      const built = readFileSync(new URL("../../dist/footfall.sealed.js", import.meta.url));
      const integrity = `sha384-${createHash("sha384").update(built).digest("base64")}`;
      const { vault, origin } = await sealedSite(bench, { attributes: { integrity, crossorigin: "anonymous" } });
      const page = await bench.page();
      await page.goto(origin);
      assert.equal((await vault.first("pageview")).library.split(" ")[1], integrity.slice(0, 27));
    }),
  );

  test(
    "AnonymousStoresNothingAndNamesNobody",
    using(async (bench) => {
      const { vault, origin } = await sealedSite(bench);
      const context = await bench.context();
      const page = await context.newPage();
      await page.goto(origin);
      const view = await vault.first("pageview");
      assert.deepEqual([view.visitor, view.session, view.user], [undefined, undefined, undefined]);
      assert.deepEqual(await context.cookies(), []);
      assert.deepEqual(await page.evaluate(async () => [{ ...localStorage }, { ...sessionStorage }, await indexedDB.databases()]), [
        {},
        {},
        [],
      ]);
    }),
  );

  test(
    "IdentifiedNamesTheVisitorInsideAlone",
    using(async (bench) => {
      const { vault, origin } = await sealedSite(bench, { attributes: { "data-mode": "identified", "data-consent": "required" } });
      const page = await bench.page();
      await page.goto(origin);
      await page.evaluate(() => {
        window.footfall.consent(true);
        window.footfall.identify("ada");
        window.footfall.event("after");
      });
      const event = await vault.first("after");
      assert.match(event.visitor, /^[\da-f-]{36}$/);
      assert.equal(event.user, "ada");
      assert.ok(!vault.received[0].body.includes(event.visitor));
    }),
  );

  test(
    "AnOptOutForgetsWhatIsSealedAndWaits",
    using(async (bench) => {
      const { vault, origin } = await sealedSite(bench);
      const page = await bench.page();
      await page.goto(origin);
      await bench.collector.until(() => vault.asked.length > 0, "the key was asked for");
      bench.collector.answers.push({ status: 503, headers: { "retry-after": "2" } });
      await bench.collector.until(() => vault.received.length === 1, "one refused message");
      await page.evaluate(() => {
        window.footfall.optOut();
        return new Promise((done) => setTimeout(done, 2_500));
      });
      assert.deepEqual(vault.events(), []);
    }),
  );

  test(
    "APageThatIsLeftOpenSealsToTheNextKey",
    using(async (bench) => {
      const { vault, origin } = await sealedSite(bench, { vault: { endsIn: 3_600_000 } });
      const page = await bench.page();
      await page.clock.install();
      await page.goto(origin);
      await page.evaluate(() => window.footfall.flush());
      await bench.collector.until(() => vault.asked.length > 0, "the key was asked for");
      await page.clock.runFor(5_000);
      await vault.first("pageview");
      const first = vault.received[0].envelopes[0].epoch;

      await page.clock.fastForward(3_700_000);
      const second = await vault.begin(Date.now() + 10 * 86_400_000);
      const sentBefore = vault.received.length;
      await page.evaluate(() => {
        window.footfall.event("later");
        window.footfall.flush();
      });
      await bench.collector.until(() => vault.asked.length === 2, "the next key was asked for");
      await page.clock.runFor(5_000);
      await vault.first("later");
      const epochs = (requests) => [...new Set(requests.flatMap(({ envelopes }) => envelopes.map(({ epoch }) => epoch)))];
      assert.notEqual(first, second);
      assert.deepEqual(epochs(vault.received.slice(sentBefore)), [second]);
      assert.equal(vault.events("pageview").length, 1, "nothing is lost between the keys, and nothing counted twice");
    }),
  );

  const refusals = {
    AnOptOut: (page) => page.evaluate(() => window.footfall.optOut()),
    ARefusal: (page) => page.evaluate(() => window.footfall.consent(false)),
    AnOptOutInAnotherTab: async (page, other) => {
      await other.evaluate(() => window.footfall.optOut());
      await page.waitForFunction(() => window.footfall.events().some(({ name, allowed }) => name === "pageview" && !allowed), undefined, {
        polling: 50,
      });
    },
  };
  for (const [what, refuse] of Object.entries(refusals)) {
    test(
      `${what}ForgetsWhatIsBeingSealedAndIsNotRepeated`,
      using(async (bench) => {
        const { vault, origin } = await sealedSite(bench, { pages: { "/other": {} } });
        const context = await bench.context();
        const other = await context.newPage();
        await other.goto(`${origin}/other`);
        await vault.first("pageview");
        const page = await context.newPage();
        await page.addInitScript(() => {
          const { encrypt } = SubtleCrypto.prototype;
          SubtleCrypto.prototype.encrypt = async function (...args) {
            const envelope = await encrypt.apply(this, args);
            await window.held;
            return envelope;
          };
        });
        await page.goto(origin);
        await bench.collector.until(() => vault.events("pageview").length === 2, "both pages have told");

        // One message has been sent and is not answered yet; the next is being sealed.
        let answer;
        bench.collector.answers.push(
          new Promise((resolve) => {
            answer = resolve;
          }),
        );
        await page.evaluate(() => {
          window.footfall.event("under.way");
          window.footfall.flush();
        });
        await bench.collector.until(() => bench.collector.answers.length === 0, "a message is under way");
        const sent = vault.received.length;
        await page.evaluate(() => {
          window.held = new Promise((done) => {
            window.release = done;
          });
          window.footfall.event("being.sealed");
          window.footfall.flush();
        });
        await refuse(page, other);
        answer({ status: 503, headers: { "retry-after": "1" } });
        await page.evaluate(async () => {
          window.release();
          // Longer than what was refused would have waited.
          await new Promise((done) => setTimeout(done, 1_500));
          window.footfall.flush();
          await fetch("/settled");
        });
        assert.deepEqual(
          vault.received.slice(sent).map(({ status }) => status),
          [503],
          "what was under way arrives once",
        );
        assert.deepEqual(vault.events("being.sealed"), []);
      }),
    );
  }
});
