import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { open, Refusal, recent, signedIn, visitorsNow } from "./routes.mjs";
import { acceptSocket, closeSocket } from "./socket.mjs";
import { makeWorld } from "./world.mjs";

const DIST = fileURLToPath(new URL("../../dist", import.meta.url));
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".woff2": "font/woff2",
};
const POLICY =
  "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

/** Finds the handler of a method and path among patterns such as `GET /api/v1/projects/:id/goals/:item`. */
function match(routes, method, path) {
  for (const [pattern, handler] of Object.entries(routes)) {
    const [wanted, shape] = pattern.split(" ");
    const names = shape.split("/");
    const parts = path.split("/");
    if (wanted !== method || names.length !== parts.length) continue;
    if (names.every((name, index) => name.startsWith(":") || name === parts[index])) {
      return {
        handler,
        params: Object.fromEntries(
          names.flatMap((name, index) => (name.startsWith(":") ? [[name.slice(1), decodeURIComponent(parts[index])]] : [])),
        ),
      };
    }
  }
  return null;
}

async function readBody(request) {
  let text = "";
  for await (const chunk of request) text += chunk;
  return text ? JSON.parse(text) : {};
}

async function sendFile(response, path) {
  const safe = normalize(path).replace(/^(\.\.[/\\])+/, "");
  const found = extname(safe) ? safe : "/index.html";
  try {
    const content = await readFile(join(DIST, found));
    response.writeHead(200, {
      "content-type": TYPES[extname(found)] ?? "application/octet-stream",
      "content-security-policy": POLICY,
      "cache-control": "no-cache",
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

function answerApi(world, request, response, url, body) {
  const isIn = /(^|; )mock-session=1/.test(request.headers.cookie ?? "");
  const headers = { "content-type": "application/json" };
  const context = {
    world,
    body,
    query: url.searchParams,
    signIn: () => {
      headers["set-cookie"] = "mock-session=1; Path=/; HttpOnly; SameSite=Strict";
    },
    signOut: () => {
      headers["set-cookie"] = "mock-session=; Path=/; Max-Age=0";
    },
  };
  try {
    const route = match(open, request.method, url.pathname) ?? match(signedIn, request.method, url.pathname);
    if (!route) throw new Refusal(404, "No such address");
    if (Object.values(signedIn).includes(route.handler)) {
      if (!isIn || !world.owner) throw new Refusal(401, "Sign in first");
      if (request.method !== "GET" && request.headers["x-csrf-token"] !== "csrf-mock")
        throw new Refusal(403, "Refused as a cross-site request", "X-CSRF-Token is missing or wrong.");
    }
    const failure = world.failing?.find((path) => url.pathname.startsWith(path));
    if (failure) throw new Refusal(503, "The store is busy", "The question took longer than it may.", { remedy: "Ask for fewer days." });
    const result = route.handler({ ...context, ...route.params });
    response.writeHead(200, headers).end(result === undefined ? "" : JSON.stringify(result));
  } catch (error) {
    const { status, body: problem } = error instanceof Refusal ? error : { status: 400, body: { error: String(error.message) } };
    response.writeHead(status, { ...headers, "content-type": "application/problem+json" }).end(JSON.stringify(problem));
  }
}

function openLive(world, id, request, socket, timers) {
  const send = acceptSocket(request, socket);
  if (world.revoked) return closeSocket(socket, 1008, "revoked");
  send({ type: "hello", visitors_now: visitorsNow(world, id) });
  world.push = (items) => send({ type: "events", items });
  const timer = setInterval(() => {
    const [template] = recent(world, id, 40).items.slice(Math.floor(Math.random() * 30));
    if (template && world.lively) send({ type: "events", items: [{ ...template, time: new Date().toISOString() }] });
  }, 4000);
  timers.add(timer);
  socket.on("close", () => clearInterval(timer));
}

/** Starts the mock on a free port (or the given one). `world` can be changed while it runs. */
export async function startMock({ world = makeWorld(), port = 0 } = {}) {
  const timers = new Set();
  const sockets = new Set();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://mock");
    if (!url.pathname.startsWith("/api/") && !url.pathname.startsWith("/events") && !url.pathname.startsWith("/.well-known"))
      return sendFile(response, url.pathname);
    const body = request.method === "GET" ? {} : await readBody(request);
    world.asked?.push({ path: url.pathname, body });
    if (world.delay) await new Promise((resolve) => setTimeout(resolve, world.delay));
    answerApi(world, request, response, url, body);
  });
  server.on("upgrade", (request, socket) => {
    if (world.noLive) return socket.destroy();
    openLive(world, new URL(request.url, "http://mock").searchParams.get("project"), request, socket, timers);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const close = () => {
    for (const timer of timers) clearInterval(timer);
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { address: `http://127.0.0.1:${server.address().port}`, world, close };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const world = makeWorld();
  world.lively = true;
  const { address } = await startMock({ world, port: 8000 });
  process.stdout.write(`Mock of the server: ${address} (ada@example.org, any password)\n`);
}
