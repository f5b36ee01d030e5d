import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { openBrowser } from "../../../web/tracker/test/harness/chromium.mjs";
import { apiOf, dataDirectory, eventually, startServer } from "./server.mjs";

const running = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A server with one project, a browser if asked for, and what the project has been told. `close` ends all that was started here. */
export const openStage = async ({ mode = "anonymous", domain = "shop.example", withBrowser = false, settings = {} } = {}) => {
  const data = dataDirectory();
  const server = await startServer(data.path, settings);
  const api = apiOf(server.address);
  const { status, body: project } = await api.send("POST", "/api/v1/projects", {
    name: "Example",
    mode,
    domains: [domain],
    timezone: "UTC",
  });
  if (status !== 201) throw new Error(JSON.stringify(project));
  const browser = withBrowser ? await openBrowser() : undefined;
  const open = [];

  /** The events of the project, the oldest first, each as `{ name, path, props, … }`. */
  const events = async () => (await api.send("GET", `/events/recent?project=${project.id}&limit=1000`)).body.items.reverse();
  /** All events, once there are so many of them by name. */
  const told = (counts) =>
    eventually(
      events,
      (seen) => Object.entries(counts).every(([name, count]) => seen.filter((event) => event.name === name).length >= count),
      JSON.stringify(counts),
    );
  /** How many visitors the project has had. */
  const visitors = async () => (await api.ask({ site_id: project.id, metrics: ["visitors"], date_range: "day" }))[0][0];
  /** Asks for one of the project's reports. */
  const report = async (kind, question) => {
    const answer = await api.send("POST", `/api/v1/projects/${project.id}/${kind}`, question);
    if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    return answer.body;
  };
  const page = async (address, context = {}) => {
    const tab = await (await browser.context(context)).newPage();
    tab.setDefaultTimeout(20_000);
    await tab.goto(address);
    return tab;
  };
  /** Serves a handler of Node's own on a port that the system chose. */
  const serve = async (handler) => {
    const site = createServer(handler).listen(0, "127.0.0.1");
    await once(site, "listening");
    open.push(() => {
      site.closeAllConnections();
      site.close();
    });
    return `http://127.0.0.1:${site.address().port}`;
  };
  /** Runs a program that prints its address, until the stage is closed. */
  const start = async (command, args, { env = {}, cwd } = {}) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    running.add(child);
    const gone = once(child, "close").finally(() => running.delete(child));
    open.push(async () => {
      child.kill("SIGTERM");
      await gone;
    });
    let output = "";
    const found = new Promise((resolve) => {
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk) => {
          output += chunk;
          const address = /http:\/\/(?:localhost|127\.0\.0\.1|\[::1\]):\d+/.exec(output)?.[0];
          if (address) resolve(address);
        });
    });
    return Promise.race([
      found,
      gone.then(() => {
        throw new Error(`${command} ${args.join(" ")} ended: ${output}`);
      }),
    ]);
  };
  const close = async () => {
    for (const end of open.reverse()) await end();
    await browser?.close();
    await server.stop();
    data.remove();
  };
  return { server, api, project, events, told, visitors, report, page, serve, start, close };
};

/** Answers with the files of a folder; a path that is no file is the page of a single-page application. */
export const filesOf = (folder, index = "index.html") => {
  const types = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css" };
  return async (request, response) => {
    const { pathname } = new URL(request.url, "http://x");
    const file = types[extname(pathname)] ? pathname : index;
    try {
      const bytes = await readFile(join(folder, file));
      response.writeHead(200, { "content-type": types[extname(file)] }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  };
};
