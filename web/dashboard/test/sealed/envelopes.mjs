// The endpoint that hands out envelopes, as docs/formats/sealed.md and src/Query/Sealed have it, over a list in memory.
import { record } from "./sealing.mjs";

/** While `breaksAfter` is set, an answer about what comes after it or later breaks off. `asked` has the numbers of the pages that were sent; one that the asker has already is confirmed instead. */
export const serveEnvelopes = (project, { mostBytes = 8 << 20 } = {}) => {
  const sealed = [];
  const hidden = new Set();
  const asked = [];
  let last = 0;
  const served = {
    asked,
    breaksAfter: null,
    add: (...envelopes) => {
      const numbered = envelopes.map((envelope) => ({ ...envelope, seq: ++last }));
      sealed.push(...numbered.map((one) => ({ ...one, bytes: record(one) })));
      return numbered;
    },
    /** All that is handed out, with what was sealed. */
    list: () => sealed.filter(({ seq }) => !hidden.has(seq)),
    /** A segment stands for them, or does not any more. */
    hide: (numbers) => {
      for (const seq of numbers) hidden.add(seq);
    },
    show: (numbers) => {
      for (const seq of numbers) hidden.delete(seq);
    },
    remove: (seq) => {
      sealed.splice(
        sealed.findIndex((one) => one.seq === seq),
        1,
      );
    },
    size: () => sealed.reduce((sum, { bytes }) => sum + bytes.length, 0),
    answer: (request, response, url) => {
      if (url.pathname !== `/api/v1/projects/${project}/envelopes`) return response.writeHead(404).end();
      if (!request.headers.accept.includes("application/octet-stream")) return response.writeHead(406).end();
      const after = Number(url.searchParams.get("after"));
      const until = Number(url.searchParams.get("until") ?? Number.MAX_SAFE_INTEGER);
      const page = [];
      let size = 0;
      for (const one of sealed) {
        if (one.seq <= after || one.seq > until || hidden.has(one.seq)) continue;
        if (size + one.bytes.length > mostBytes) break;
        page.push(one);
        size += one.bytes.length;
      }
      const tag = `"${after}-${page.at(-1)?.seq ?? after}-${page.length}"`;
      if (request.headers["if-none-match"] === tag) return response.writeHead(304, { etag: tag }).end();
      asked.push(after);
      if (served.breaksAfter !== null && after >= served.breaksAfter) return response.destroy();
      response.writeHead(200, {
        "content-type": "application/octet-stream",
        "content-length": size,
        "cache-control": "no-store",
        etag: tag,
      });
      return response.end(Buffer.concat(page.map(({ bytes }) => bytes)));
    },
  };
  return served;
};
