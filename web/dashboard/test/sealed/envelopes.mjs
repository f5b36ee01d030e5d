// The endpoint that hands out envelopes, as docs/formats/sealed.md and src/Query/Sealed have it, over a list in memory.
import { record } from "./sealing.mjs";

/** `sealed` may grow and shrink while it is served. Answers are kept from ending while `held` is true. */
export const serveEnvelopes = (project, { mostBytes = 8 << 20 } = {}) => {
  const sealed = [];
  const asked = [];
  let last = 0;
  const served = {
    asked,
    add: (...envelopes) => {
      const numbered = envelopes.map((envelope) => ({ ...envelope, seq: ++last }));
      sealed.push(...numbered.map((one) => ({ seq: one.seq, bytes: record(one) })));
      return numbered;
    },
    size: () => sealed.reduce((sum, { bytes }) => sum + bytes.length, 0),
    answer: (request, response, url) => {
      if (url.pathname !== `/api/v1/projects/${project}/envelopes`) return response.writeHead(404).end();
      if (!request.headers.accept.includes("application/octet-stream")) return response.writeHead(406).end();
      const after = Number(url.searchParams.get("after"));
      asked.push(after);
      const page = [];
      let size = 0;
      for (const { seq, bytes } of sealed) {
        if (seq <= after) continue;
        if (size + bytes.length > mostBytes) break;
        page.push(bytes);
        size += bytes.length;
      }
      response.writeHead(200, { "content-type": "application/octet-stream", "content-length": size, "cache-control": "no-store" });
      return response.end(Buffer.concat(page));
    },
  };
  return served;
};
