import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import * as Sentry from "@sentry/node";
import { bundled, openSite } from "./support/browser.mjs";
import { startFaults } from "./support/faults.mjs";
import { everything, leaks, personal } from "./support/seen.mjs";
import { openStage } from "./support/stage.mjs";

let stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const dsn = (project, address, prefix = "") => `${address.replace("http://", `http://${project.key}@`)}${prefix}/${project.number}`;

for (const prefix of ["", "/compat/sentry"])
  test(`@sentry/node at ${prefix || "/"}: errors become events without anything personal`, async () => {
    const project = await stage.project(`node${prefix.replaceAll("/", "-")}`);
    const faults = await startFaults(stage.server);
    Sentry.init({
      dsn: dsn(project, faults.address, prefix),
      release: "shop@1.2.3",
      environment: "production",
      sendDefaultPii: true,
      serverName: "machine-1",
      tracesSampleRate: 1,
    });
    Sentry.setUser({ id: "user-1", email: personal.email, ip_address: "203.0.113.9", username: personal.name });
    Sentry.setTag("shelf", "books");
    Sentry.captureException(new TypeError("total is undefined", { cause: new RangeError("cause") }));
    Sentry.captureMessage(`mail to ${personal.email}`, "warning");
    assert.equal(await Sentry.flush(10_000), true);
    await Sentry.close();
    faults.close();

    assert.ok(
      faults.requests.length > 0 && faults.requests.every(({ status }) => status === 200),
      JSON.stringify(faults.requests.map(({ url, status }) => [url, status])),
    );
    const events = await stage.recent(project);
    assert.deepEqual(events.map((event) => event.name).sort(), ["error", "message"]);
    const error = events.find((event) => event.name === "error");
    assert.deepEqual(
      [
        error.props.message,
        error.props.type,
        error.props.release,
        error.props.environment,
        error.props.level,
        error.props.handled,
        error.props["tags.shelf"],
      ],
      ["total is undefined", "TypeError", "shop@1.2.3", "production", "error", "true", "books"],
    );
    assert.ok(!error.bot_reason);
    assert.doesNotMatch(everything(events), /user-1|machine-1/);
    assert.deepEqual(leaks(everything(events)), []);
  });

test("@sentry/browser on another origin: an error is delivered once, with its page", async () => {
  const project = await stage.project("web");
  const script = await bundled(`
    import * as Sentry from "@sentry/browser";
    Sentry.init({ dsn: ${JSON.stringify(dsn(project, stage.address))}, release: "shop@2", sendDefaultPii: true });
    Sentry.setUser({ id: "user-1", email: "ada@example.com" });
    Sentry.captureException(new TypeError("broken cart"));
    globalThis.sent = Sentry.flush(10000);`);
  const site = await openSite();
  try {
    const { tab, path } = await site.visit({ script, title: "Cart" });
    assert.equal(await tab.evaluate(() => globalThis.sent), true);

    const events = await stage.recent(project);
    assert.deepEqual(site.errors, []);
    assert.deepEqual(
      events.map((event) => event.name),
      ["error"],
    );
    const { props, browser, bot_reason } = events[0];
    assert.deepEqual(
      [props.message, props.type, props.release, events[0].path, browser, bot_reason ?? null],
      ["broken cart", "TypeError", "shop@2", path, "Chrome", null],
    );
    assert.doesNotMatch(everything(events), /ada@example.com|user-1|Mozilla/);
  } finally {
    await site.close();
  }
});
