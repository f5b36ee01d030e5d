import assert from "node:assert/strict";
import { test } from "node:test";
import { startCollector } from "./harness/collector.mjs";
import { skip, startFirefox } from "./harness/firefox.mjs";
import { startSite } from "./harness/site.mjs";

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
  const { stop } = startFirefox(`${site.origin}/one`);
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
