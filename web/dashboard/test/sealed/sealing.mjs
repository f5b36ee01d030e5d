// What trackers and the server do to events of a sealed project before a reader meets them: messages in envelopes, notes beside them.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const SEALING = fileURLToPath(new URL("../../../sealing/src/", import.meta.url));

const load = async () => {
  const folder = mkdtempSync(join(tmpdir(), "footfall-sealing-"));
  const outfile = join(folder, "sealing.mjs");
  const contents = ["bytes", "compact", "hpke", "pairs", "seal"].map((name) => `export * from "./${name}";`).join("\n");
  await build({ stdin: { contents, resolveDir: SEALING, loader: "ts" }, bundle: true, format: "esm", outfile, logLevel: "error" });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const { agree, ascii, compact, curve, fromUuid, generatePair, parameters, sealer, sealingKey } = await load();
const { subtle } = crypto;

/** The bytes of an envelope to which its note is bound: enc and sequence. */
const bound = (envelope) => envelope.subarray(26, 95);

const concat = (...parts) => new Uint8Array(Buffer.concat(parts));

/** The server's part: one context an epoch, a note an envelope. */
const noteSealer = async (point, project, epoch) => {
  const recipient = await subtle.importKey("raw", point, curve, false, []);
  const own = await subtle.generateKey(curve, false, ["deriveBits"]);
  const enc = new Uint8Array(await subtle.exportKey("raw", own.publicKey));
  const context = await agree(own.privateKey, recipient, enc, point, concat(ascii("footfall/note/v1"), project, epoch), "encrypt");
  let next = 0;
  return async (note, envelope) => {
    const sequence = next++;
    const head = new Uint8Array(69);
    head.set(enc);
    new DataView(head.buffer).setUint32(65, sequence);
    const how = parameters(context, sequence, concat(head, bound(envelope)));
    return concat(head, new Uint8Array(await subtle.encrypt(how, context.cipher, ascii(JSON.stringify(note)))));
  };
};

/** An epoch of a project, its keys, and what seals to them. */
export const makeEpoch = async (project, id) => {
  const { scalar, point } = await generatePair();
  const ids = [fromUuid(project), new Uint8Array(Buffer.from(id, "hex"))];
  const sealNote = await noteSealer(point, ...ids);
  /** One page load: each list of events is one message, an envelope with its note. */
  const seal = async (note, context, ...messages) => {
    const sealOne = await sealer(point, ...ids);
    const sealed = [];
    for (const events of messages) {
      const envelope = await sealOne(compact(context, events));
      sealed.push({ epoch: id, hour: Math.floor(note.received / 3_600_000), envelope, note: await sealNote(note, envelope) });
    }
    return sealed;
  };
  return { id, scalar, point, seal };
};

/** The epoch's private key as a reader holds it. */
export const pairKey = ({ scalar, point }) => sealingKey({ scalar, point });

/** One envelope as `GET …/envelopes` sends it in bulk. */
export const record = ({ seq, epoch, hour, note, envelope }) => {
  const head = Buffer.alloc(26);
  head.writeUInt32BE(22 + note.length + envelope.length, 0);
  head.writeBigUInt64BE(BigInt(seq), 4);
  head.writeUInt32BE(hour, 12);
  Buffer.from(epoch, "hex").copy(head, 16);
  head.writeUInt16BE(note.length, 24);
  return concat(head, note, envelope);
};

/** A message's bytes before they are sealed. */
export { compact };
