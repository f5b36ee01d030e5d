import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";

/**
 * A site of its own origin (so with its own storage). `pages` maps a path to `{ body, head, script, headers }` or to a string for the body; every path
 * not listed is an empty page. `attributes` are those of the tracker's script element; `script: false` leaves it out.
 * A page with `after` is answered only once that other path was asked for.
 */
export const startSite = async (collector, attributes = {}, pages = {}, file = "footfall.js") => {
  const tag = (extra) =>
    `<script defer src="${collector.origin}/js/${file}"${Object.entries({ "data-key": "ff_test", ...attributes, ...extra })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => ` ${name}="${value}"`)
      .join("")}></script>`;
  const requests = [];
  const asked = new EventEmitter();
  const server = createServer(async (request, response) => {
    const url = new URL(request.url, "http://x");
    requests.push({ path: url.pathname, headers: request.headers, at: performance.now() });
    asked.emit(url.pathname);
    const listed = pages[url.pathname] ?? {};
    const { body = "", head = "", script = {}, headers = {}, after } = typeof listed === "string" ? { body: listed } : listed;
    if (after && !requests.some(({ path }) => path === after)) await once(asked, after);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
    response.end(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page ${url.pathname}</title><link rel="icon" href="data:,">${head}${script === false ? "" : tag(script)}</head><body>${body}</body></html>`,
    );
  }).listen(0, "localhost");
  await once(server, "listening");
  return {
    origin: `http://localhost:${server.address().port}`,
    requests,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};
