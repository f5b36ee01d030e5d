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
 * a request: status, headers, the envelopes' ids and what lies inside.
 */
export const startVault = async (collector, { endsIn = 86_400_000, tamper = (answer) => answer } = {}) => {
  const root = await subtle.generateKey(signing, false, ["sign", "verify"]);
  const pair = await subtle.generateKey({ name: "ECDH", namedCurve: "P-256" }, false, ["deriveBits"]);
  const [rootKey, epochKey] = await Promise.all([raw(root.publicKey), raw(pair.publicKey)]);
  const epoch = { project: fromUuid(randomUUID()), id: new Uint8Array(randomBytes(8)), key: epochKey, notAfter: Date.now() + endsIn };
  const { statement, signature } = await state(root.privateKey, epoch);
  const open = opener(pair.privateKey, epochKey, epoch.project, epoch.id);

  const answer = () =>
    tamper({
      identity: "anonymous",
      root_key: toBase64Url(rootKey),
      statement: toBase64Url(statement),
      signature: toBase64Url(signature),
    });

  const read = async (body) => {
    const envelopes = [];
    for (let at = 0; at < body.length; ) {
      const length = body.readUInt32BE(at);
      const envelope = new Uint8Array(body.subarray(at + 4, at + 4 + length));
      if (envelope.length !== length) throw new Error("A row that ends before its envelope does.");
      at += 4 + length;
      const opened = await open(envelope);
      if (opened.refusal) throw new Error(opened.refusal);
      envelopes.push({
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
        return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(answer()) };
      }
      vault.received.push({ status, headers: request.headers, body, envelopes: await read(body) });
      return { status, headers };
    },
  };
  collector.vault = vault;
  return vault;
};
