import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../../..", import.meta.url));
export const program = join(root, "src/Cli/bin/Release/net10.0/footfall");
export const token = "end-to-end-bootstrap-token-0123456789abcdef";

const STARTS_WITHIN_MS = 60_000;
const running = new Set();
process.on("exit", () => {
  for (const server of running) server.kill("SIGKILL");
});
// The test runner ends a file that takes too long by signal; then no exit handler would run.
for (const signal of ["SIGTERM", "SIGINT"]) process.once(signal, () => process.exit(1));

/** A data directory that is removed with all that is in it. */
export const dataDirectory = () => {
  const path = mkdtempSync(join(tmpdir(), "footfall-e2e-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** The environment without this machine's own settings of Footfall. */
export const environment = (settings) => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("FOOTFALL_"))),
  FOOTFALL_URLS: "http://127.0.0.1:0",
  FOOTFALL_BOOTSTRAP_TOKEN: token,
  ...settings,
});

/** Runs the built program to its end. */
export const run = async (commandLine, settings) => {
  const child = spawn(program, commandLine, { env: environment(settings), stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const [code] = await once(child, "close");
  return { code, output };
};

/** Starts the built server as a process of its own, on a port that the system chose, and returns when it has printed its addresses. */
export const startServer = (data, settings = {}, commandLine = ["serve", "--demo"]) =>
  startAt(commandLine, { FOOTFALL_DATA: data, ...settings }, /health {5}(http:\S+)\/health/);

/** The owner's own dashboard over the data of the server at an address. */
export const startDashboard = (address) =>
  startAt(["dashboard", "--server", address, "--port", "0"], {}, /^ {2}dashboard {2}(http:\S+)\/$/m);

/** An agent at work, once it has said what `printed` looks for. */
export const startAgent = (commandLine, settings, printed) => start(["agent", ...commandLine], settings, printed);

/** A program that printed the address it listens at. */
const startAt = async (...how) => {
  const { said: address, ...program } = await start(...how);
  return { address, origin: address, port: new URL(address).port, ...program };
};

const start = async (commandLine, settings, printed) => {
  const child = spawn(program, commandLine, { env: environment(settings), stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  const gone = once(child, "close").then(([code, signal]) => {
    running.delete(child);
    return { code, signal };
  });
  let output = "";
  const said = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The program did not start: ${output}`)), STARTS_WITHIN_MS);
    const read = (chunk) => {
      output += chunk;
      const found = printed.exec(output);
      if (found) resolve(found[1]);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    gone.then(() => reject(new Error(`The program ended: ${output}`)));
    gone.finally(() => clearTimeout(timer));
  });
  return {
    said,
    output: () => output,
    pid: child.pid,
    setupLink: () => /http:\S+\/setup\?token=\S+/.exec(output)?.[0],
    stop: (signal = "SIGTERM") => {
      if (child.exitCode === null) child.kill(signal);
      return gone;
    },
  };
};

/** A client of the server's API with the token that may do everything. */
export const apiOf = (address, bearer = token) => {
  const send = async (method, path, body) => {
    const response = await fetch(address + path, {
      method,
      headers: { authorization: `Bearer ${bearer}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
  /** The rows of an answer as plain values: `[...dimensions, ...metrics]` each. */
  const ask = async (question) => {
    const { status, body } = await send("POST", "/api/v2/query", question);
    if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
    return body.results.map((row) => [...row.dimensions, ...row.metrics]);
  };
  return { send, ask };
};

/** Asks again until the condition holds, for a bounded time; fails with what was seen last. */
export const eventually = async (look, holds, what, withinMs = 20_000) => {
  const until = Date.now() + withinMs;
  while (true) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (Date.now() > until) throw new Error(`${what} did not come true; last seen: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
