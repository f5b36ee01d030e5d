import { apiOf, token } from "./server.mjs";

/** All that the server hands out of a sealed project, to whoever may ask for everything. */
export const handedOut = async (address, project) => {
  const of = `/api/v1/projects/${project}`;
  const { items } = (await apiOf(address).send("GET", `${of}/streams`)).body;
  const parts = [
    "",
    "/envelopes",
    "/segments",
    "/epochs",
    "/documents",
    "/streams",
    "/audit",
    ...items.map(({ id }) => `/streams/${id}/items`),
  ];
  const answers = [];
  for (const path of [...parts.map((part) => of + part), `/events/recent?project=${project}`, "/api/v1/audit", "/metrics"])
    for (const accept of ["application/json", "application/octet-stream"]) {
      const answer = await fetch(address + path, { headers: { authorization: `Bearer ${token}`, accept } });
      answers.push(Buffer.from(await answer.arrayBuffer()).toString("latin1"));
    }
  return answers.join("\n");
};
