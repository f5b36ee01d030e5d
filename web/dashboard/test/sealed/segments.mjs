// The endpoints of segments beside those of envelopes, as docs/api/sealed.md has them, over lists in memory; and a vault whose members sign.
import { createHash } from "node:crypto";
import { load } from "../source.mjs";
import { serveEnvelopes } from "./envelopes.mjs";

const { addMember, chainOn, createVault, emptyChain, generatePair, readLog, sealSegment, secretOf, signingKey } =
  await load("../test/sealed/vault");

const VAULT = "5a1e0c52-7a3e-4d5b-9c01-5f2f6a7b8c9d";
const base64Url = (bytes) => Buffer.from(bytes).toString("base64url");

/** A vault with an owner and, at will, others. `entries` is its signed log, `people` their accounts and signing keys as scalars and points. */
export const makeVault = async (...roles) => {
  const people = [];
  const entries = [];
  const log = async () => (await readLog(VAULT, entries)).log;
  for (const [place, role] of ["owner", ...roles].entries()) {
    const [open, sign, root, key] = [await generatePair(), await generatePair(), await generatePair(), await generatePair()];
    const person = { account: `0190c3b8-1111-7000-8000-00000000000${place + 1}`, role, scalar: sign.scalar, point: sign.point };
    const owner = people[0] ?? person;
    const writer = {
      account: owner.account,
      key: await signingKey({ scalar: owner.scalar, point: owner.point }),
      now: 1_790_000_000_000 + place,
    };
    const keys = { hpkeKey: open.point, signKey: sign.point };
    entries.push(
      place === 0
        ? await createVault(VAULT, writer, { ...keys, rootKey: root.point, vaultKey: key.point })
        : await addMember(await log(), writer, { account: person.account, role, ...keys }),
    );
    people.push(person);
  }
  return { id: VAULT, entries, people };
};

/** Envelopes that a live segment stands for are not handed out. `segments.replace` swaps what the list says, for servers that lie. */
export const serveSealed = (project, options) => {
  const served = serveEnvelopes(project, options);
  const path = `/api/v1/projects/${project}/segments`;
  let items = [];
  const manifests = [];
  const files = new Map();
  const fetched = [];
  const said = { list: (answer) => answer, file: (id) => files.get(id), refusals: 0 };

  const follows = (entry) => {
    const chain = manifests.filter(({ epoch }) => epoch === entry.epoch);
    const last = chain.at(-1);
    const previous = last ? base64Url(createHash("sha256").update(Buffer.from(last.manifest, "base64url")).digest()) : "";
    return entry.sequence === chain.length && entry.previous === previous;
  };
  const put = (body) => {
    const length = body.readUInt32BE(0);
    const head = JSON.parse(body.subarray(4, 4 + length));
    const entry = JSON.parse(Buffer.from(head.manifest, "base64url"));
    const epoch = Buffer.from(entry.epoch, "base64url").toString("hex");
    const taken = served.list().filter((one) => one.epoch === epoch && one.seq >= head.first_seq && one.seq <= head.last_seq);
    const consumed = createHash("sha256");
    for (const { envelope } of taken) consumed.update(createHash("sha256").update(envelope.subarray(26)).digest());
    const sources = entry.replaces === "" ? [] : entry.replaces.split(" ");
    const live = new Set(items.filter(({ state }) => state === "live").map(({ id }) => id));
    const isWhole = entry.envelopes === 0 || (taken.length === entry.envelopes && consumed.digest("base64url") === entry.consumed);
    if (!follows(entry) || !isWhole || !sources.every((id) => live.has(id))) return 409;
    for (const item of items) if (sources.includes(item.id)) item.state = "replaced";
    served.hide(taken.map(({ seq }) => seq));
    const { first_seq = null, last_seq = null, manifest, signature } = head;
    const file = body.subarray(4 + length);
    items.push({
      id: entry.segment,
      epoch: entry.epoch,
      size: file.length,
      first_seq,
      last_seq,
      envelopes: entry.envelopes,
      made_at: new Date(entry.time).toISOString(),
      state: "live",
      has_bytes: true,
      hidden: taken.map(({ seq }) => seq),
    });
    manifests.push({ epoch: entry.epoch, sequence: entry.sequence, manifest, signature });
    files.set(entry.segment, file);
    return 204;
  };
  const undo = (id, body) => {
    const { manifest, signature } = JSON.parse(body);
    const entry = JSON.parse(Buffer.from(manifest, "base64url"));
    const item = items.find((one) => one.id === id && one.state === "live");
    if (!item || !follows(entry)) return 409;
    item.state = "undone";
    served.show(item.hidden);
    manifests.push({ epoch: entry.epoch, sequence: entry.sequence, manifest, signature });
    return 204;
  };

  const read = async (request) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    return Buffer.concat(parts);
  };
  const answer = async (request, response, url) => {
    if (!url.pathname.startsWith(path)) return served.answer(request, response, url);
    const id = url.pathname.slice(path.length + 1);
    if (request.method === "GET" && id === "")
      return response
        .writeHead(200, { "content-type": "application/json" })
        .end(JSON.stringify(said.list(structuredClone({ items, manifests }))));
    if (request.method === "GET") {
      fetched.push(id);
      const file = said.file(id);
      return file ? response.writeHead(200, { "content-type": "application/octet-stream" }).end(file) : response.writeHead(404).end();
    }
    const body = await read(request);
    if (said.refusals > 0) {
      said.refusals--;
      return response.writeHead(409, { "content-type": "application/json" }).end('{"error":"Things have moved on"}');
    }
    return response.writeHead(request.method === "POST" ? put(body) : undo(id, body)).end();
  };
  return {
    ...served,
    answer,
    said,
    fetched,
    files,
    live: () => items.filter(({ state }) => state === "live").map(({ id }) => id),
    put,
    forgetSegments: () => {
      served.show(items.flatMap(({ hidden }) => hidden));
      items = [];
      manifests.length = 0;
    },
  };
};

/** Puts segments in the place of envelopes as another program does, an agent for instance. */
export const makeWriter = async (served, project, epoch, vault, now) => {
  const [{ account, scalar, point }] = vault.people;
  const { log } = await readLog(vault.id, vault.entries);
  const chain = emptyChain(project, Buffer.from(epoch.id, "hex").toString("base64url"), log);
  const secret = await secretOf(epoch.scalar.slice());
  const key = await signingKey({ scalar, point });
  /** `envelopes` are those that the server has numbered, one after another. Answers the length of the file. */
  return async ({ form, schema, content, rows, hours }, envelopes) => {
    const consumed = createHash("sha256");
    for (const { envelope } of envelopes) consumed.update(createHash("sha256").update(envelope.subarray(26)).digest());
    const description = {
      form,
      schema,
      storage: form === "duckdb" ? "v1.0.0" : "",
      rows,
      firstHour: hours.first,
      lastHour: hours.last,
      envelopes: envelopes.length,
      consumed: consumed.digest("base64url"),
      replaces: [],
    };
    const { manifest, bytes } = await sealSegment(chain, { account, key, now }, secret, description, content);
    const refusal = await chainOn(chain, manifest);
    const head = JSON.stringify({
      manifest: base64Url(Buffer.from(manifest.entry)),
      signature: base64Url(manifest.signature),
      first_seq: envelopes[0].seq,
      last_seq: envelopes.at(-1).seq,
    });
    const length = Buffer.alloc(4);
    length.writeUInt32BE(head.length);
    const status = served.put(Buffer.concat([length, Buffer.from(head), bytes]));
    if (refusal || status !== 204) throw new Error(`The segment was not taken: ${refusal ?? status}.`);
    return bytes.length;
  };
};
