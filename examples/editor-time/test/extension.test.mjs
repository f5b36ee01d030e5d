import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, mock, test } from "node:test";
import { signUp } from "../../../sdk/js/client/test/support/owner.mjs";
import { dataDirectory, eventually, run, startServer } from "../../../tests/EndToEnd.Tests/support/server.mjs";
import { fakeEditor, loadExtension } from "./support/vscode.mjs";

/** In the last day that is over, and has been for the ten minutes that a stream waits for late events. */
const yesterday = Date.now() - 86_400_000 - 600_000;
const [work, play] = ["/home/somebody/canary-folder", "/home/somebody/play"];
let folder;
let data;
let server;
let owner;
let project;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "footfall-editor-"));
  data = dataDirectory();
  server = await startServer(data.path);
  owner = await signUp(server);
  project = await owner.sealed("anonymous", "Editor time");
  // A minute is over when the test says so, and it is yesterday's: the weekly digest is about whole days.
  mock.timers.enable({ apis: ["setInterval", "Date"], now: yesterday });
});
after(async () => {
  mock.timers.reset();
  await server?.stop();
  data?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const start = async (name, address = server.address) => {
  const editor = fakeEditor(join(folder, name), { folders: [work, play], labels: { [play]: "Play" } });
  const extension = loadExtension(editor);
  await editor.set(address ? { server: address, key: project.key, pin: project.pin } : {});
  await extension.activate(editor.context);
  return { editor, extension };
};
const minute = () => mock.timers.tick(60_000);
const shown = async (editor) => {
  await editor.run("footfall.show");
  return editor.documents.at(-1).getText();
};

test("BeforeItIsSetUpNothingIsRecorded", async () => {
  const { editor, extension } = await start("unset", null);
  await editor.type(`${work}/a.ts`, "canary-text");
  minute();
  assert.equal(editor.status.text, "$(watch) not set up");
  assert.match(await shown(editor), /Nothing is sent/);
  await extension.deactivate();
  for (const { dispose } of editor.context.subscriptions) dispose();
  assert.deepEqual(
    Object.values(editor.events).map(({ count }) => count()),
    Object.values(editor.events).map(() => 0),
    "nobody listens any more",
  );
});

test("MinutesTypingAndCommitsReachTheirOwnerAsTheyWereShown", async () => {
  const { editor, extension } = await start("first");
  await editor.open(`${work}/canary-file.ts`);
  minute();
  await editor.type(`${work}/canary-file.ts`, "canary-text");
  await editor.commit();
  minute();
  await editor.open(`${play}/game.ts`);
  minute();
  await editor.run("footfall.pause");
  minute();
  assert.equal(editor.status.text, "$(watch) paused");
  await editor.run("footfall.pause");
  assert.equal(editor.status.text, "$(watch) 3 min");
  await editor.open("/etc/canary-elsewhere");
  await editor.focus(false);
  minute();

  const { status, requests } = JSON.parse(await shown(editor));
  assert.equal(status.waiting, 5);
  await extension.deactivate();
  const { events } = await eventually(project.read, (seen) => seen.events.length >= 5, "five events");
  const hashed = events[0].props.project;
  assert.match(hashed, /^project-[\da-f]{10}$/);
  assert.deepEqual(
    events.map(({ name, props, duration_ms }) => [name, props, duration_ms]),
    [
      ["editor.focus", { project: hashed }, 60_000],
      ["commit.made", { project: hashed }, undefined],
      ["editor.focus", { project: hashed }, 60_000],
      ["editor.typing", { project: hashed, edits: 1 }, undefined],
      ["editor.focus", { project: "Play" }, 60_000],
    ],
  );
  const sent = editor.lines.find((line) => line.includes(" POST "));
  assert.ok(sent.includes(JSON.stringify(requests[0].inside)), "what was shown is what was sealed");
  for (const text of [sent, JSON.stringify(events)]) assert.ok(!text.includes("canary"), text);
});

test("WhatIsRecordedOffTheNetIsSentByTheNextStart", async () => {
  const before = (await project.read()).events.length;
  const first = await start("offline");
  await first.editor.open(`${play}/game.ts`);
  minute();
  await first.extension.deactivate();
  const away = await start("offline", "http://127.0.0.1:1");
  await away.editor.open(`${play}/game.ts`);
  minute();
  await away.extension.deactivate();
  const waiting = () => readdirSync(join(folder, "offline/waiting")).filter((name) => name.endsWith(".parcel.json"));
  assert.equal(waiting().length, 1);
  const back = await start("offline");
  await back.extension.deactivate();
  assert.deepEqual(waiting(), []);
  await eventually(project.read, (seen) => seen.events.length === before + 2, "two more events");
});

test("TheAgentTellsTheTimePerProjectAndKeepsEachDays", async () => {
  const keyFile = join(folder, "agent.key");
  const made = await run(["keygen", "--agent", "laptop", "--out", keyFile]);
  const token = await owner.agent(/footfall-agent\/1 .+/.exec(made.output)[0]);
  const config = join(import.meta.dirname, "../footfall.yaml");
  const ask = async (...once) => {
    const commandLine = ["agent", "--server", server.address, "--key", keyFile, "--config", config, "--once", ...once];
    const told = await run(commandLine, { FOOTFALL_AGENT_TOKEN: token });
    assert.equal(told.code, 0, told.output);
    return told.output;
  };
  const digest = await ask("time per project", "--dry-run");
  assert.match(digest, /Minutes at work by project[\s\S]*Play\W+3\b[\s\S]*project-[\da-f]{10}\W+2\b/);
  assert.match(digest, /Commits[\s\S]*project-[\da-f]{10}\W+1\b/);
  // Midnight may lie between the first minutes and the last: the first ones are of the day that is told.
  const { rows } = JSON.parse(await ask("minutes by project and day"));
  const first = rows.find(({ dimensions }) => dimensions[0].startsWith("project-"));
  assert.ok(first?.metrics[0] >= 1, JSON.stringify(rows));
});
