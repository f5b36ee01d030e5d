import { once } from "node:events";
import { createServer, request as open } from "node:http";

/**
 * A proxy before the server that fails as networks and servers do. `faults` are used up one a request, then everything passes:
 * `{ status, headers }` answers instead of the server, `"cut"` closes the connection before the server hears of it, `"deaf"` lets the server take it and loses the answer.
 * `requests` tells what came, the body as bytes, and the status of what the server answered.
 */
export const startFaults = async (server, faults = []) => {
  const requests = [];
  const proxy = createServer(async (incoming, answer) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const fault = faults.shift();
    const request = { method: incoming.method, url: incoming.url, headers: incoming.headers, body, fault };
    requests.push(request);
    if (fault === "cut") return void incoming.socket.destroy();
    if (fault?.status) {
      // Without these a browser takes it for a network failure.
      const cors = incoming.headers.origin
        ? { "access-control-allow-origin": incoming.headers.origin, "access-control-allow-credentials": "true" }
        : {};
      return void answer.writeHead(fault.status, { ...cors, ...fault.headers }).end();
    }
    const headers = { ...incoming.headers, "content-length": String(body.length) };
    delete headers["transfer-encoding"];
    const onward = open(
      { host: "127.0.0.1", port: server.port, path: incoming.url, method: incoming.method, headers },
      async (response) => {
        const bytes = [];
        for await (const chunk of response) bytes.push(chunk);
        request.status = response.statusCode;
        if (fault === "deaf") return void incoming.socket.destroy();
        answer.writeHead(response.statusCode, response.headers).end(Buffer.concat(bytes));
      },
    );
    onward.on("error", () => answer.destroy());
    onward.end(body);
  }).listen(0, "127.0.0.1");
  await once(proxy, "listening");
  return {
    address: `http://127.0.0.1:${proxy.address().port}`,
    port: proxy.address().port,
    requests,
    /** Faults for the next requests. */
    fail: (...next) => faults.push(...next),
    close: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
};
