import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startCollector } from "./harness/collector.mjs";
import { startBrowser } from "./harness/process.mjs";
import { startSite } from "./harness/site.mjs";

const executable = "/usr/bin/firefox-esr";
const skip = existsSync(executable) ? false : `${executable} is not installed`;

/**
 * The pages drive themselves: under WebDriver the browser calls itself automated, and then the tracker is silent, as it should be.
 * So this is the browser as people start it.
 */
const start = (address) => {
  const quiet = {
    "browser.shell.checkDefaultBrowser": false,
    "browser.aboutwelcome.enabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "datareporting.healthreport.uploadEnabled": false,
    "toolkit.telemetry.enabled": false,
    "app.normandy.enabled": false,
    "app.update.enabled": false,
    "extensions.update.enabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "services.settings.server": "data:,",
  };
  const preferences = Object.entries(quiet).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  return startBrowser(executable, (profile) => {
    writeFileSync(join(profile, "user.js"), preferences.join(""));
    return ["--headless", "--no-remote", "--profile", profile, address];
  });
};

test("FirefoxCountsAVisit", { skip, timeout: 60_000 }, async () => {
  const collector = await startCollector();
  const site = await startSite(
    collector,
    { "data-mode": "identified" },
    {
      "/one": `<a href="/two" data-footfall-event="link.followed">two</a><script>
        addEventListener("load", async () => {
          history.pushState({}, "", "/app");
          document.title = "App";
          footfall.event("custom", { a: 1 });
          await fetch("/settled");
          document.querySelector("a").click();
        });
      </script>`,
    },
  );
  const { stop } = start(`${site.origin}/one`);
  try {
    await collector.until(() => collector.events("pageview").length === 3, "three pageviews", 45_000);
    const at = (event) => event.url.replace(site.origin, "");
    assert.deepEqual(collector.events("pageview").map(at), ["/one", "/app", "/two"]);
    assert.deepEqual(collector.events("page_leave").map(at), ["/one", "/app"]);
    assert.equal(collector.events("pageview")[1].title, "App");
    assert.deepEqual(collector.events("custom")[0].props, { a: 1 });
    assert.equal(collector.events("link.followed").length, 1);
    assert.equal(new Set(collector.events().map((event) => event.session)).size, 1);
    assert.equal(collector.events("session_start").length, 1);
    assert.deepEqual([...new Set(collector.requests.map(({ method }) => method))], ["POST"]);
  } finally {
    await stop();
    site.close();
    collector.close();
  }
});
