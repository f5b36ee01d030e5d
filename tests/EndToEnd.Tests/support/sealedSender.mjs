import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { root } from "./server.mjs";

/** What the sealed tracker is made of, without a page. */
const load = async () => {
  const folder = mkdtempSync(join(tmpdir(), "footfall-sender-"));
  const outfile = join(folder, "sealing.mjs");
  const contents = ["bytes", "tracker"].map((name) => `export * from "./${name}";`).join("\n");
  await build({
    stdin: { contents, resolveDir: join(root, "web/sealing/src"), loader: "ts" },
    ...{ bundle: true, format: "esm", outfile, logLevel: "error" },
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/**
 * Sends events to a sealed project as its tracker does, one list a message, with times of the sender's choosing. What a browser says of itself stands
 * inside, and the request has the headers that any request of it would have.
 */
export const sealedSender = async (address, key) => {
  const { compact, fromBase64Url, sealer } = await load();
  const answer = await (await fetch(`${address}/collect/sealed?key=${key}`)).json();
  const statement = fromBase64Url(answer.statement);
  return async ({ headers, context, messages }) => {
    const seal = await sealer(statement.slice(41, 106), statement.slice(17, 33), statement.slice(33, 41));
    for (const events of messages) {
      const envelope = await seal(compact({ user_agent: headers["user-agent"], ...context }, events));
      const body = Buffer.alloc(4 + envelope.length);
      body.writeUInt32BE(envelope.length);
      body.set(envelope, 4);
      const sent = await fetch(`${address}/collect/sealed?wait=stored`, { method: "POST", headers, body });
      const told = await sent.json();
      if (sent.status !== 202 || told.accepted !== 1) throw new Error(`${sent.status} ${JSON.stringify(told)}`);
    }
  };
};
