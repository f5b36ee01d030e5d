import { randomBytes } from "node:crypto";
import { Agent, request } from "node:http";
import { people } from "./visitors.mjs";

/** One request on one of the agent's connections; resolves when its answer has been read. */
const send = (agent, server, path, headers) =>
  new Promise((resolve, reject) => {
    const sent = request({ agent, host: "127.0.0.1", port: server.port, path, headers }, (answer) => {
      answer.resume();
      answer.on("end", resolve);
      answer.on("error", reject);
    });
    sent.on("error", reject);
    sent.end();
  });

/** Requests of many other visitors, with headers of their own, over connections that are closed afterwards. */
export const askAlot = async (server, { requests, connections, agentLength }) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let left = requests;
  const visitor = async () => {
    while (left-- > 0) {
      const words = randomBytes(agentLength).toString("hex").slice(0, agentLength);
      const address = `198.51.100.${1 + (left % 254)}`;
      await send(agent, server, "/collect/sealed?key=ff_unknown", {
        "user-agent": `${people.searcher.userAgent} ${words}`,
        "x-forwarded-for": address,
        "accept-language": "en",
        referer: `http://localhost/${words}`,
      });
    }
  };
  await Promise.all(Array.from({ length: connections }, visitor));
  agent.destroy();
};
