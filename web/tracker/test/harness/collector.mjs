import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";

const dist = new URL("../../dist/", import.meta.url);

/**
 * A server that keeps what `POST /collect` gets, and serves the built tracker. `answers` holds what the next requests are answered with:
 * `{ status, headers }`, "drop" to cut the connection, or a promise of one of these; afterwards it is 202. `experiments` is what `GET /experiments` answers, and `asked` who asked.
 */
export const startCollector = async () => {
  const collector = { requests: [], answers: [], marks: [], asked: [], waiting: new Set() };
  const record = (request, body, answer) => {
    const { status = 202, headers = {} } = answer === "drop" ? { status: 0 } : answer;
    collector.requests.push({ method: request.method, headers: request.headers, at: performance.now(), status, body, ...parse(body) });
    for (const check of collector.waiting) check();
    return { status, headers };
  };
  const prepared = () => {
    const answer = collector.answers.shift();
    for (const check of collector.waiting) check();
    return answer;
  };
  const server = createServer(async (request, response) => {
    const chunks = [];
    try {
      for await (const chunk of request) chunks.push(chunk);
    } catch (error) {
      // A page that goes takes a request with it that was not sent to its end.
      if (error.code === "ECONNRESET") return;
      throw error;
    }
    const path = new URL(request.url, "http://x").pathname;
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "*");
    response.setHeader("access-control-expose-headers", "Retry-After");
    if (path === "/collect") {
      // Chromium repeats a request by itself when a connection used before is cut.
      response.setHeader("connection", "close");
      const { status, headers } = record(request, Buffer.concat(chunks).toString(), (await prepared()) ?? {});
      if (status === 0) return request.socket.destroy();
      response.writeHead(status, headers).end();
    } else if (path === "/collect/sealed" && collector.vault) {
      const { status, headers, body } = await collector.vault.answer(request, Buffer.concat(chunks), await prepared());
      if (status === 0) return request.socket.destroy();
      response.writeHead(status, headers).end(body);
      for (const check of collector.waiting) check();
    } else if (path === "/experiments" && collector.experiments) {
      collector.asked.push(request.url);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(collector.experiments));
    } else if (path === "/js/footfall.consent.json") {
      response.writeHead(200, { "content-type": "application/json" }).end(readFileSync(new URL(path.slice(4), dist)));
    } else if (/^\/js\/footfall(\.core|\.sealed|\.consent|\.vitals)?\.js$/.test(path)) {
      response.writeHead(200, { "content-type": "text/javascript" }).end(readFileSync(new URL(path.slice(4), dist)));
    } else response.writeHead(404).end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");

  Object.assign(collector, {
    origin: `http://127.0.0.1:${server.address().port}`,
    /** All events received, in order; with a name only those. Refused requests are left out. */
    events: (name) =>
      collector.requests
        .filter((request) => request.status === 202)
        .flatMap((request) => request.events)
        .filter((event) => !name || event.name === name),
    /** Resolves with the condition's first true value; checked at each request. */
    until: (condition, what = condition.toString(), limit = 15_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          collector.waiting.delete(check);
          reject(
            new Error(
              `never came true: ${what}; received ${JSON.stringify(collector.requests.map((r) => [r.status, r.events.map((e) => e.name)]))}`,
            ),
          );
        }, limit);
        const check = () => {
          const value = condition();
          if (!value) return;
          clearTimeout(timer);
          collector.waiting.delete(check);
          resolve(value);
        };
        collector.waiting.add(check);
        check();
      }),
    /** The first event of this name, waited for. */
    first: (name) => collector.until(() => collector.events(name)[0], `an event ${name}`),
    clear: () => {
      collector.requests.length = collector.asked.length = 0;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return collector;
};

const parse = (body) => {
  try {
    const parsed = JSON.parse(body);
    return { ...parsed, events: parsed.events ?? [] };
  } catch (error) {
    return { events: [], unreadable: error.message };
  }
};
