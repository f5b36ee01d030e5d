import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { AnalyticsClient } from "@footfall/client";
import { forRequest } from "@footfall/client/server";
import { prices } from "./prices";

const { FOOTFALL_SERVER = "http://127.0.0.1:8000", FOOTFALL_KEY = "", FOOTFALL_TOKEN = "", PORT = "3000" } = process.env;
const analytics = new AnalyticsClient({ apiBaseUrl: FOOTFALL_SERVER, key: FOOTFALL_KEY, serverToken: FOOTFALL_TOKEN });
const site = "https://shop.example";

/** What has been sold is told by the server: the page's word for an amount would be anybody's. */
const sell = (request: IncomingMessage, order: string, cart: string[]): void => {
  const { headers, socket } = request;
  const visitor = forRequest(analytics, { headers, ip: socket.remoteAddress ?? "", url: `${site}/` }, { forward: true });
  for (const [at, lamp] of cart.entries()) {
    const amount = ((prices[lamp] as number) / 100).toFixed(2);
    // By its id, an order that comes twice is counted once.
    visitor.trackEvent("order.placed", { lamp }, { id: `${order}:${at}`, revenue: { amount, currency: "EUR" } });
  }
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) throw new RangeError("An order is shorter.");
  }
  return text;
};

const isOrder = (given: unknown): given is { order: string; cart: string[] } => {
  const { order, cart } = (given ?? {}) as { order?: unknown; cart?: unknown };
  const known = Array.isArray(cart) && cart.length <= 100 && cart.every((lamp) => typeof lamp === "string" && Object.hasOwn(prices, lamp));
  return known && typeof order === "string" && /^[\da-f-]{36}$/.test(order);
};

const take = async (request: IncomingMessage): Promise<number> => {
  try {
    const given = JSON.parse(await bodyOf(request));
    if (!isOrder(given)) return 400;
    sell(request, given.order, given.cart);
    return 201;
  } catch {
    // No JSON, or too much of it.
    return 400;
  }
};

const page = async (): Promise<string> => {
  const settings = JSON.stringify({ apiBaseUrl: FOOTFALL_SERVER, key: FOOTFALL_KEY });
  return (await readFile(new URL("index.html", import.meta.url), "utf8")).replace("/* SETTINGS */ {}", () => settings);
};

const server = createServer(async (request, response) => {
  if (request.method === "POST" && request.url === "/orders") response.writeHead(await take(request)).end();
  else if (request.url === "/") response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(await page());
  else if (request.url === "/shop.js")
    response.writeHead(200, { "content-type": "text/javascript" }).end(await readFile(new URL("shop.js", import.meta.url)));
  else response.writeHead(404).end();
}).listen(Number(PORT), "127.0.0.1");
await once(server, "listening");
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);

process.once("SIGTERM", async () => {
  server.close();
  server.closeAllConnections();
  await analytics.shutdown();
});
