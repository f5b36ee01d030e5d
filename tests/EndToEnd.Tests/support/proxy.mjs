import { once } from "node:events";
import { createServer, request } from "node:http";

/**
 * A reverse proxy before the server that names its client's address, as one in front of real people would.
 */
export const startProxy = async (server, clientAddress, { hints }) => {
  let taken = 0;
  const proxy = createServer((incoming, answer) => {
    const headers = { ...incoming.headers, "x-forwarded-for": clientAddress };
    if (!hints) for (const name of Object.keys(headers).filter((name) => name.startsWith("sec-ch-ua"))) delete headers[name];
    const onward = request({ host: "127.0.0.1", port: server.port, path: incoming.url, method: incoming.method, headers }, (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.pipe(answer);
      if (incoming.method === "POST" && response.statusCode === 202) response.on("end", () => taken++);
    });
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    port: proxy.address().port,
    /** How many messages the server has taken so far. */
    taken: () => taken,
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
};
