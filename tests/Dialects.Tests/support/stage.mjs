import assert from "node:assert/strict";
import { apiOf, dataDirectory, startServer } from "../../EndToEnd.Tests/support/server.mjs";

/**
 * A real server with an empty data directory. `project` makes one; `stored` waits until everything that was acknowledged can be queried; `recent` are a project's events,
 * the oldest first; `ask` asks a question about it.
 */
export const openStage = async (settings = {}) => {
  const data = dataDirectory();
  const server = await startServer(data.path, settings, ["serve"]);
  const { send, ask } = apiOf(server.address);
  const made = async (body) => {
    const { status, body: project } = await send("POST", "/api/v1/projects", body);
    assert.equal(status, 201, JSON.stringify(project));
    return project;
  };
  const marker = await made({ name: "marker", domains: ["marker.example"], mode: "anonymous", timezone: "UTC" });

  /** An event of another project, behind all others in the journal, that is waited for. */
  const stored = async () => {
    const { body } = await send("POST", "/collect?wait=stored", {
      key: marker.key,
      events: [{ name: "pageview", url: "https://marker.example/" }],
    });
    assert.equal(body.stored, true);
  };

  return {
    server,
    address: server.address,
    send,
    stored,
    project: (name, more = {}) => made({ name, domains: [`${name}.example`], mode: "anonymous", timezone: "UTC", ...more }),
    recent: async (project) => {
      await stored();
      const { status, body } = await send("GET", `/events/recent?project=${project.id}&limit=1000`);
      assert.equal(status, 200, JSON.stringify(body));
      // What there is none of is left out of the answer.
      const items = body.items.map((event) => ({ visitor: null, bot_reason: null, props: {}, ...event }));
      return items.sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : a.name < b.name ? -1 : 1));
    },
    /** Rows as `[...dimensions, ...metrics]`. */
    ask: async (project, question) => {
      await stored();
      return ask({ site_id: project.id, date_range: "all", metrics: ["events"], ...question });
    },
    close: async () => {
      await server.stop("SIGKILL");
      data.remove();
    },
  };
};
