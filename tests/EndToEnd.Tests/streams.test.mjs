import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { cpSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { missing, openBrowser } from "../../web/tracker/test/harness/chromium.mjs";
import { handedOut } from "./support/handedOut.mjs";
import { huntFiles, huntMemory, huntText } from "./support/hunt.mjs";
import { owner, signUp } from "./support/owner.mjs";
import { sealedSender } from "./support/sealedSender.mjs";
import { apiOf, dataDirectory, run, startServer } from "./support/server.mjs";

/**
 * An agent derives a stream of a sealed project, and its owner sees it in the browser. Nothing of it is with the server: not in its files or memory, not in
 * what it hands out, not in a backup. A server that leaves out what was there is found out.
 */
const HOUR = 3_600_000;
const agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Words that only key holders may see: ids of a person, what an event says, and how the stream is called. */
const canary = (name) => `${name}${randomBytes(9).toString("hex")}`;
const inside = Object.fromEntries(
  ["visitor", "session", "user", "group", "title", "query", "prop", "referrer", "stream"].map((name) => [name, canary(name)]),
);

let data;
/** The agent's own folder. */
let machine;
let server;
let browser;
let page;
let project;
let token;

before(async () => {
  if (missing) return;
  [data, machine] = [dataDirectory(), dataDirectory()];
  server = await startServer(data.path);
  browser = await openBrowser();
  page = await signUp(browser, server);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  data?.remove();
  machine?.remove();
});

const step = (name, body) => test(name, { skip: missing }, body);
const file = (name) => `${machine.path}/${name}`;
const askAgent = (...more) =>
  run(["agent", "--server", server.address, "--key", file("agent.key"), "--config", file("footfall.yaml"), ...more], {
    FOOTFALL_AGENT_TOKEN: token,
  });

step("AnAgentJoinsTheVaultOfASealedProject", async () => {
  await page.getByRole("link", { name: "New project" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Sealed shop");
  await page.getByRole("radio", { name: /Sealed/ }).check();
  await page.getByRole("radio", { name: /Known after consent/ }).check();
  await page.getByRole("button", { name: "Create the project" }).click();
  await page.getByText("Waiting for the first event of Sealed shop").waitFor();
  project = (await apiOf(server.address).send("GET", "/api/v1/projects")).body.items.find(({ mode }) => mode === "sealed");
  await page.getByRole("link", { name: "Streams" }).click();
  await page.getByText("No streams yet").waitFor();
  const made = await run(["keygen", "--agent", "laptop", "--out", file("agent.key")]);
  assert.equal(made.code, 0, made.output);
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("link", { name: "Vaults" }).click();
  await page.getByRole("main").getByRole("link").first().click();
  await page.getByRole("button", { name: "Add an agent" }).click();
  await page.getByLabel("Public keys").fill(/footfall-agent\/1 .*/.exec(made.output)[0]);
  await page.getByRole("checkbox").check();
  await page.getByRole("dialog").getByRole("button", { name: /^Add/ }).click();
  token = await page.getByRole("group", { name: "Token" }).locator("pre").textContent();
});

step("WhatItDerivesIsShownInTheOwnersBrowser", async () => {
  const lastHour = Math.floor((Date.now() - 10 * 60_000) / HOUR) * HOUR - HOUR;
  const send = await sealedSender(server.address, project.key);
  const pageview = (path, minute) => ({
    name: "pageview",
    url: `https://shop.example${path}?q=${inside.query}`,
    title: inside.title,
    referrer: `https://${inside.referrer}.example/`,
    visitor: inside.visitor,
    session: inside.session,
    user: inside.user,
    groups: { team: inside.group },
    props: { plan: inside.prop },
    time: new Date(lastHour + minute * 60_000).toISOString(),
  });
  await send({
    headers: { "user-agent": agent },
    context: {},
    messages: [[pageview("/tea", 5), pageview("/tea", 6), pageview("/cups", 7)]],
  });
  writeFileSync(
    file("footfall.yaml"),
    `streams: [{ name: ${inside.stream}, project: ${project.id}, schedule: { every: hour }, question: { metrics: [pageviews, visitors], dimensions: ["event:page"] } }]`,
  );
  const told = await askAgent("--once", inside.stream);
  assert.equal(told.code, 0, told.output);
  assert.deepEqual(
    JSON.parse(told.output).rows.map(({ dimensions, metrics }) => [dimensions[0], metrics[0]]),
    [
      ["/tea", 2],
      ["/cups", 1],
    ],
  );
  await page.goto(`${server.address}/projects/${project.id}/streams`);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Unlock" }).click();
  await page.getByRole("heading", { name: inside.stream }).waitFor();
  await page.getByText("Signed by laptop").waitFor();
  await page.getByRole("button", { name: "Show the stream as a table" }).click();
  const value = page.getByRole("region", { name: "Pageviews by hour" }).getByRole("cell");
  assert.equal(await value.textContent(), "2");
  await page.getByLabel("Of", { exact: true }).selectOption("/cups");
  assert.equal(await value.textContent(), "1");
});

step("NothingOfItIsWithTheServer", async () => {
  const handed = await handedOut(server.address, project.id);
  assert.ok(handed.length > 5000, "something was handed out");
  assert.deepEqual(huntText(`${server.output()}\n${handed}`, inside), []);
  assert.deepEqual(huntFiles(data.path, inside), []);
  assert.deepEqual(huntMemory(server.pid, inside).found, []);
  // The hunt works: the agent's settings have the stream's name.
  assert.ok(huntFiles(machine.path, { stream: inside.stream }).includes("stream in footfall.yaml"));
});

step("AStreamThatTheServerShowsNoMoreIsMissed", async () => {
  const api = apiOf(server.address);
  const { items } = (await api.send("GET", `/api/v1/projects/${project.id}/streams`)).body;
  assert.deepEqual([items.length, items[0].length], [1, 1]);
  assert.equal((await api.send("DELETE", `/api/v1/projects/${project.id}/streams/${items[0].id}`)).status, 204);
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("link", { name: "Streams" }).click();
  await page.getByText(/Nothing of this stream is shown: the server shows less of it/).waitFor();
  const told = await askAgent("--once", inside.stream);
  assert.equal(told.code, 1, told.output);
  assert.match(told.output, /The stream does not hold/);
});

step("NothingOfItIsInABackup", async () => {
  await server.stop();
  const backup = `${machine.path}/backup`;
  cpSync(data.path, backup, { recursive: true });
  assert.deepEqual(huntFiles(backup, inside), []);
});
