import { createHash, randomBytes, randomUUID } from "node:crypto";
import { load } from "../../../sealing/test/harness.mjs";

const [{ opener }, { expand }, { state }, { fromUuid, toBase64Url }] = await Promise.all(
  ["open", "expand", "statement", "bytes"].map(load),
);

const { subtle } = crypto;
const raw = async (key) => new Uint8Array(await subtle.exportKey("raw", key));
const signing = { name: "ECDSA", namedCurve: "P-256" };

/**
 * The keys of a sealed project, and a collector's `GET` and `POST /collect/sealed`: what is received is opened as its owner would. `received` holds one entry
 * a request: status, headers, the envelopes' epochs and ids and what lies inside.
 */
export const startVault = async (collector, { endsIn = 86_400_000, tamper = (answer) => answer } = {}) => {
  const root = await subtle.generateKey(signing, false, ["sign", "verify"]);
  const rootKey = await raw(root.publicKey);
  const project = fromUuid(randomUUID());
  const openers = new Map();
  let answer;

  /** Begins an epoch, which trackers that ask from now on seal to. */
  const begin = async (notAfter) => {
    const pair = await subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
    const epoch = { project, id: new Uint8Array(randomBytes(8)), key: await raw(pair.publicKey), notAfter };
    const { statement, signature } = await state(root.privateKey, epoch);
    const name = toBase64Url(epoch.id);
    openers.set(name, opener(pair.privateKey, epoch.key, project, epoch.id));
    const parts = { root_key: rootKey, statement, signature };
    answer = tamper({
      identity: "anonymous",
      ...Object.fromEntries(Object.entries(parts).map(([part, value]) => [part, toBase64Url(value)])),
    });
    return name;
  };
  await begin(Date.now() + endsIn);

  const read = async (body) => {
    const envelopes = [];
    for (let at = 0; at < body.length; ) {
      const length = body.readUInt32BE(at);
      const envelope = new Uint8Array(body.subarray(at + 4, at + 4 + length));
      if (envelope.length !== length) throw new Error("A row that ends before its envelope does.");
      at += 4 + length;
      const epoch = toBase64Url(envelope.slice(18, 26));
      const opened = await openers.get(epoch)(envelope);
      if (opened.refusal) throw new Error(opened.refusal);
      envelopes.push({
        epoch,
        id: createHash("sha256").update(envelope.subarray(26)).digest("hex"),
        sequence: Buffer.from(envelope).readUInt32BE(91),
        length,
        text: new TextDecoder().decode(opened.content),
        events: expand(opened.content),
      });
    }
    return envelopes;
  };

  const vault = {
    pin: createHash("sha256").update(rootKey).digest("base64url"),
    begin,
    received: [],
    asked: [],
    /** All events of accepted requests, each once, in order of arrival. */
    events: (name) =>
      [
        ...new Map(
          vault.received
            .filter(({ status }) => status === 202)
            .flatMap(({ envelopes }) => envelopes)
            .map((envelope) => [envelope.id, envelope]),
        ).values(),
      ]
        .flatMap(({ events }) => events)
        .filter((event) => !name || event.name === name),
    first: (name) => collector.until(() => vault.events(name)[0], `a sealed event ${name}`),
    answer: async (request, body, prepared = {}) => {
      const { status = request.method === "GET" ? 200 : 202, headers = {} } = prepared === "drop" ? { status: 0 } : prepared;
      if (request.method === "GET") {
        vault.asked.push({ url: request.url, headers: request.headers });
        return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(answer) };
      }
      vault.received.push({ status, headers: request.headers, body, envelopes: await read(body) });
      return { status, headers };
    },
  };
  collector.vault = vault;
  return vault;
};
