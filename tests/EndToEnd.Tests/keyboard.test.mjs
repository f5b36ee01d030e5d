import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { filled, owner, signUp } from "./support/owner.mjs";
import { apiOf, dataDirectory, eventually, run, startServer } from "./support/server.mjs";

/** The whole dashboard without a pointer: from signing in to signing out, nothing but keys is used. */
let data;
let server;
let browser;
let page;

before(async () => {
  if (missing) return;
  data = dataDirectory();
  server = await startServer(data.path);
  const made = await run(["demo", "--days", "2", "--visitors-per-day", "40"], { FOOTFALL_DATA: data.path, FOOTFALL_URLS: server.address });
  assert.equal(made.code, 0, made.output);
  browser = await openBrowser();
  await (await signUp(browser, server)).context().close();
  page = await (await browser.context({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" })).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(server.address);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);

/** More stops than any page has on the way to what is wanted. */
const MOST_STOPS = 150;

/** Goes on by Tab until the focus is on what is wanted. At each stop the focus has to be seen. */
const tabTo = async (wanted) => {
  await wanted.first().waitFor();
  const stops = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press("Tab");
    const { name, seen } = await page.evaluate(() => {
      const at = document.activeElement;
      // A card has the ring of the link that it is about.
      const ringed = [at, at.closest(".card")].some((element) => element && getComputedStyle(element).outlineStyle !== "none");
      return {
        name: at.getAttribute("aria-label") ?? (at.textContent.trim() || at.tagName),
        seen: at === document.body || (at.matches(":focus-visible") && ringed),
      };
    });
    assert.ok(seen, `the focus on “${name}” cannot be seen`);
    stops.push(name);
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`Tab does not lead there; it stopped at ${stops.join(", ")}`);
};

const enter = async (wanted) => {
  await tabTo(wanted);
  await page.keyboard.press("Enter");
};

const panel = (title) => page.locator("section.panel", { has: page.getByRole("heading", { name: title, exact: true }) });

step("SigningIn", async () => {
  await tabTo(page.getByLabel("E-mail"));
  await page.keyboard.type(owner.email);
  await tabTo(page.getByLabel("Password", { exact: true }));
  await page.keyboard.type(owner.password);
  await enter(page.getByRole("button", { name: "Sign in" }));
  await page.getByRole("heading", { name: "Projects", exact: true }).waitFor();
});

step("OpeningTheOverview", async () => {
  await enter(page.getByRole("link", { name: /Demo shop/ }));
  await filled(page);
});

step("ChoosingATabAndFilteringByARow", async () => {
  const came = panel("How they came");
  await tabTo(came.getByRole("tab", { selected: true }));
  await page.keyboard.press("ArrowRight");
  assert.equal(await came.getByRole("tab", { selected: true }).textContent(), "Sources");
  const row = came.locator(".row-link").first();
  const source = await row.getAttribute("title");
  await enter(row);
  await page.waitForURL(/[?&]f=is,source,/);
  await enter(page.getByRole("button", { name: `Remove the filter: Source is ${source}` }));
  await page.waitForURL((address) => !address.search.includes("f="));
});

step("WritingAFilter", async () => {
  await enter(page.getByRole("button", { name: "Filter", exact: true }));
  const dialog = page.getByRole("dialog", { name: "Add a filter" });
  await tabTo(dialog.getByLabel("What"));
  await page.keyboard.type("Entry page");
  await tabTo(dialog.getByLabel("How"));
  await page.keyboard.type("contains");
  await tabTo(dialog.getByLabel("Any of these values"));
  await page.keyboard.type("demo");
  await enter(dialog.getByRole("button", { name: "Apply" }));
  await page.waitForURL(/[?&]f=contains,entry_page,demo/);
  await page.getByRole("button", { name: "Edit the filter: Entry page contains demo" }).waitFor();
});

step("OpeningTheDetailsAndGoingBack", async () => {
  await enter(panel("What they saw").getByRole("link", { name: /^Details/ }));
  await page.waitForURL(/[?&]details=page/);
  const dialog = page.getByRole("dialog", { name: "Pages" });
  await dialog.locator(".details-table").waitFor();
  assert.ok(await dialog.evaluate((element) => element.contains(document.activeElement)), "the focus is inside the dialog");
  await tabTo(dialog.getByRole("button", { name: "Pageviews" }));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.ok(!new URL(page.url()).searchParams.has("details"));
});

step("ChangingASetting", async () => {
  await enter(page.getByRole("link", { name: "Settings", exact: true }));
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await tabTo(name);
  await page.keyboard.press("Control+A");
  await page.keyboard.type("Keyboard shop");
  await enter(page.getByRole("button", { name: "Save" }));
  await page.getByText("Saved").waitFor();
  const { body } = await apiOf(server.address).send("GET", "/api/v1/projects");
  assert.ok(body.items.some((project) => project.name === "Keyboard shop"));
});

step("SigningOut", async () => {
  await page.reload();
  await enter(page.getByRole("button", { name: "Account of Owner" }));
  await eventually(
    () => page.evaluate(() => Boolean(document.activeElement.closest(".menu"))),
    (inside) => inside,
    "the focus in the menu",
  );
  for (let item = 0; item < 10 && (await page.evaluate(() => document.activeElement.textContent)) !== "Sign out"; item++)
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});
