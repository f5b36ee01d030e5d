import { once } from "node:events";
import { createServer, request } from "node:http";

/**
 * A reverse proxy before the server that names its client's address, as one in front of real people would.
 */
export const startProxy = async (server, clientAddress, { hints }) => {
  const proxy = createServer((incoming, answer) => {
    const headers = { ...incoming.headers, "x-forwarded-for": clientAddress };
    if (!hints) for (const name of Object.keys(headers).filter((name) => name.startsWith("sec-ch-ua"))) delete headers[name];
    const onward = request({ host: "127.0.0.1", port: server.port, path: incoming.url, method: incoming.method, headers }, (response) => {
      answer.writeHead(response.statusCode, response.headers);
      response.pipe(answer);
    });
    onward.on("error", () => answer.destroy());
    incoming.pipe(onward);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    port: proxy.address().port,
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
};
