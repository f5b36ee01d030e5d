// What runs inside a browser: its WebCrypto and streams are not Node's. Tells its server which steps went right.
import keys from "../../../schema/vectors/keys.json";
import membership from "../../../schema/vectors/membership.json";
import sealing from "../../../schema/vectors/sealing.json";
import segments from "../../../schema/vectors/segments.json";
import statement from "../../../schema/vectors/statement.json";
import { accountKeys, generateAccount, unlock } from "../src/account.ts";
import { ofDocument, ofPassword, ofVaultKey } from "../src/binding.ts";
import { openSealingKey, sealTo } from "../src/box.ts";
import { ascii, join, u32 } from "../src/bytes.ts";
import { compact } from "../src/compact.ts";
import { expand } from "../src/expand.ts";
import { agree, curve, parameters } from "../src/hpke.ts";
import { readLog } from "../src/membership.ts";
import { opener } from "../src/open.ts";
import { padded } from "../src/padme.ts";
import { sealingKey, signingKey } from "../src/pairs.ts";
import { readRecovery, recoverySecret } from "../src/recovery.ts";
import { sealer } from "../src/seal.ts";
import { openSegment, sealSegment } from "../src/segment.ts";
import { emptyChain, readChain } from "../src/segment-chain.ts";
import { state, verify } from "../src/statement.ts";
import { passwordSecret, secretOf, unwrap, wrap } from "../src/wrapping.ts";

const bytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
const hex = (data) => [...data].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const pair = (vector) => ({ scalar: bytes(vector.private), point: bytes(vector.public) });
const demand = (holds, what) => {
  if (!holds) throw new Error(what);
};
const signed = ({ entry, signature }) => ({ entry, signature: bytes(signature) });
const epochPair = pair({ private: sealing.epochPrivate, public: sealing.epochPublic });
const logEntries = membership.entries.map((entry, i) => signed({ entry, signature: membership.signatures[1].signatures[i] }));

/** An envelope as a hostile sender makes it: its deflate data are whatever they are. */
const envelopeOf = async (body) => {
  const [project, epoch] = [bytes(sealing.project), bytes(sealing.epoch)];
  const own = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const enc = new Uint8Array(await crypto.subtle.exportKey("raw", own.publicKey));
  const theirs = await crypto.subtle.importKey("raw", epochPair.point, curve, false, []);
  const info = join(ascii("footfall/envelope/v1"), project, epoch);
  const context = await agree(own.privateKey, theirs, enc, epochPair.point, info, "encrypt");
  const head = join([1, 1], project, epoch, enc, u32(0));
  const packed = new Uint8Array(padded(5 + body.length));
  packed.set(join([1], u32(body.length), body));
  return join(head, new Uint8Array(await crypto.subtle.encrypt(parameters(context, 0, head), context.cipher, packed)));
};

const steps = {
  envelopes: async () => {
    const open = opener(await sealingKey(epochPair), epochPair.point, bytes(sealing.project), bytes(sealing.epoch));
    for (const { content, envelope } of sealing.envelopes) demand(hex((await open(bytes(envelope))).content) === content, "an envelope");
    const seal = await sealer(epochPair.point, bytes(sealing.project), bytes(sealing.epoch));
    const content = compact({ language: "en" }, [{ name: "pageview" }, { name: "signup" }]);
    for (const leaving of [false, true]) {
      const events = expand((await open(await seal(content, leaving))).content);
      demand(JSON.stringify(events) === '[{"language":"en","name":"pageview"},{"language":"en","name":"signup"}]', "the events");
    }
  },
  deflateDataThatDoNotEndWithTheirBody: async () => {
    const deflating = new Blob([new Uint8Array(3000)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
    const body = new Uint8Array(await new Response(deflating).arrayBuffer());
    const open = opener(await sealingKey(epochPair), epochPair.point, bytes(sealing.project), bytes(sealing.epoch));
    demand((await open(await envelopeOf(body))).content.length === 3000, "whole");
    demand((await open(await envelopeOf(body.slice(0, -1)))).refusal === "unopenable", "cut short");
    demand((await open(await envelopeOf(join(body, [0])))).refusal === "unopenable", "a byte more");
    demand((await open(await envelopeOf(join(body, body)))).refusal === "unopenable", "twice");
  },
  statements: async () => {
    const check = (signature, pin) => verify(bytes(statement.statement), signature, bytes(statement.rootPublic), pin, 0);
    for (const { signature } of statement.signatures) demand(await check(bytes(signature), statement.pin), "a statement");
    demand(!(await check(new Uint8Array(64), statement.pin)), "a false signature");
    const root = await signingKey(pair({ private: statement.rootPrivate, public: statement.rootPublic }));
    const epoch = await check(bytes(statement.signatures[0].signature), statement.pin);
    demand(await check((await state(root, epoch)).signature, statement.pin), "a statement of our own");
  },
  accounts: async () => {
    const secrets = {
      password: await passwordSecret(bytes(keys.master)),
      recovery: await recoverySecret(await readRecovery(keys.recovery.text)),
    };
    for (const written of keys.written)
      demand(await unlock(secrets.password, ofPassword(keys.account), bytes(written.password)), `an account of ${written.writer}`);
    const made = await generateAccount();
    const wrapped = await wrap(secrets.recovery, ofPassword(keys.account), made);
    const unlocked = await unlock(secrets.recovery, ofPassword(keys.account), wrapped);
    demand(unlocked && !unlocked.open.extractable && !unlocked.sign.extractable, "keys of our own");
    const mixed = made.slice();
    mixed.set((await generateAccount()).slice(32, 97), 32);
    demand((await accountKeys(mixed)) === null, "a pair that is none");
  },
  boxes: async () => {
    const own = await sealingKey(pair(keys.sealing));
    const binding = ofVaultKey(keys.vault, keys.vaultKeyVersion, keys.account);
    const [point, expected] = [bytes(keys.sealing.public), bytes(keys.vaultKey.public)];
    for (const written of keys.written) {
      const vault = await openSealingKey(own, point, binding, bytes(written.vaultKey), expected);
      demand(vault, `a vault's key of ${written.writer}`);
      const document = ofDocument(
        keys.project,
        keys.documentKind,
        keys.documentId,
        keys.documentRevision,
        keys.vault,
        keys.vaultKeyVersion,
      );
      demand(await unwrap(await secretOf(vault.pair.scalar), document, bytes(written.document)), `a document of ${written.writer}`);
    }
    const servers = await sealTo(point, binding, bytes(keys.epochKey.private));
    demand((await openSealingKey(own, point, binding, servers, expected)) === null, "a server's key");
  },
  chains: async () => {
    const { log } = await readLog(membership.vault, logEntries);
    const secret = await secretOf(epochPair.scalar);
    for (const { writer, entries, segments: files } of segments.chains) {
      const { chain } = await readChain(segments.project, segments.epoch, log, entries.map(signed));
      for (const { segment, content, bytes: file } of files)
        demand(hex((await openSegment(secret, chain.known.get(segment), bytes(file))).content) === content, `a segment of ${writer}`);
    }
    for (const { about, after, entry, signature, refusal } of membership.refused) {
      const read = await readLog(membership.vault, [...logEntries.slice(0, after), signed({ entry, signature })]);
      demand(read.refusal === refusal, about);
    }
    const { account, sign } = membership.accounts.owner;
    const writer = { account, key: await signingKey(pair(sign)), now: Date.now() };
    const about = { form: "duckdb", schema: 1, storage: "", rows: 1, firstHour: 1, lastHour: 1, envelopes: 0, consumed: "", replaces: [] };
    const content = new Uint8Array(3_000_000).map((_, i) => i >> 8);
    const made = await sealSegment(emptyChain(segments.project, segments.epoch, log), writer, secret, about, content);
    const { chain } = await readChain(segments.project, segments.epoch, log, [made.manifest]);
    const opened = await openSegment(secret, [...chain.known.values()][0], made.bytes);
    demand(opened.content.length === content.length, "a large segment");
  },
};

const results = {};
for (const [name, step] of Object.entries(steps)) results[name] = await step().then(() => "right", String);
await fetch("/results", { method: "POST", body: JSON.stringify(results) });
