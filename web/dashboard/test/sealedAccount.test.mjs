import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { beforeEach, test } from "node:test";
import { load } from "./source.mjs";

/** A server that keeps one account's keys, believes login keys as the real one does, and lies where a test lets it. */
class Server {
  keys = { hpke_key: null, sign_key: null, wrapped_keys: null };
  recovery = null;
  loginKey = "login 1";
  passkeys = [];
  sent = [];
  lie = (_path, answer) => answer;

  answer(method, path, body) {
    if (path === "/api/v1/account/keys") {
      if (method === "PUT") this.put(body);
      return { ...this.keys, has_recovery: this.recovery !== null };
    }
    if (path === "/api/v1/account/passkeys") {
      if (method === "POST") this.passkeys.push(body);
      return { items: this.passkeys };
    }
    if (path === "/api/v1/account/password") {
      if (body.login_key !== this.loginKey) return null;
      this.loginKey = body.new_login_key;
      this.keys.wrapped_keys = body.wrapped_keys;
      return {};
    }
    if (body.recovery_login_key !== this.recovery?.login_key) return null;
    if (path === "/api/v1/recovery/start") return { account, wrapped_keys: this.recovery.wrapped_keys };
    this.loginKey = body.login_key;
    this.keys.wrapped_keys = body.wrapped_keys;
    return { account: { id: account, email: "ann@example.org", name: "Ann", is_owner: true }, csrf_token: "token" };
  }

  put({ recovery, login_key, ...keys }) {
    assert.ok(this.keys.hpke_key === null || login_key === this.loginKey, "only with the present login key");
    this.keys = keys;
    this.recovery = recovery ?? this.recovery;
  }
}

const account = randomUUID();
const master = (fill) => new Uint8Array(32).fill(fill);
let server;
let modules;

beforeEach(async () => {
  server = new Server();
  globalThis.fetch = async (path, { method, body }) => {
    server.sent.push(`${body ?? ""}`);
    const answer = server.answer(method, path, body && JSON.parse(body));
    if (!answer) return new Response(JSON.stringify({ title: "Refused" }), { status: 401 });
    return new Response(JSON.stringify(server.lie(path, JSON.parse(JSON.stringify(answer)))));
  };
  modules = {
    ...(await load("sealed/account/recovery")),
    ...(await load("sealed/account/password")),
    ...(await load("sealed/account/passkeys")),
    ...(await load("sealed/keys/account")),
  };
  await modules.openAccount(account, master(1));
});

const points = ({ hpkeKey, signKey }) => [Buffer.from(hpkeKey).toString("hex"), Buffer.from(signKey).toString("hex")];
const make = () => modules.makeRecoveryKey(account, { master: master(1), loginKey: "login 1" });
const recover = (text) => modules.recover("ann@example.org", text, { master: master(2), loginKey: "login 2", salt: "salt" });

test("TheRecoveryKeyPutsTheSameKeysUnderANewPassword", async () => {
  const before = points(await modules.openAccount(account, master(1)));
  const text = await make();
  assert.match(text, /^([\dA-HJKMNP-TV-Z]{4}-){8}[\dA-HJKMNP-TV-Z]{4}$/);
  const session = await recover(text.toLowerCase().replaceAll("-", " "));
  assert.equal(session.account.id, account);
  assert.deepEqual(points(await modules.openAccount(account, master(2))), before);
  await assert.rejects(modules.openAccount(account, master(1)), /does not open/);
});

test("TheServerNeverGetsTheRecoveryKey", async () => {
  const text = await make();
  await recover(text);
  const all = server.sent.join();
  assert.ok(!all.includes(text) && !all.includes(text.replaceAll("-", "")));
});

test("ASlipOfThePenIsToldBeforeAnythingIsSent", async () => {
  const text = await make();
  const sent = server.sent.length;
  const other = text[0] === "A" ? "B" : "A";
  await assert.rejects(recover(other + text.slice(1)), /no recovery key/);
  assert.equal(server.sent.length, sent);
});

test("AnOlderSheetOpensNothing", async () => {
  const old = await make();
  await make();
  await assert.rejects(recover(old), /Refused/);
});

test("WithoutARecoveryKeyOfTheAccountThereIsNoWayIn", async () => {
  const foreign = await make();
  server.recovery = null;
  await assert.rejects(recover(foreign), /Refused/);
  assert.equal(server.loginKey, "login 1");
});

test("ARecoveryKeyIsMadeByTheRightPasswordOnly", async () => {
  await assert.rejects(modules.makeRecoveryKey(account, { master: master(9), loginKey: "login 1" }), /does not open/);
  assert.equal(server.recovery, null);
});

test("ChangedKeysUnderTheRecoveryKeyAreRefused", async () => {
  const text = await make();
  server.lie = (path, answer) => (path.endsWith("/start") ? { ...answer, account: randomUUID() } : answer);
  await assert.rejects(recover(text), /server changed it/);
  assert.equal(server.loginKey, "login 1", "nothing was finished");
});

test("AnotherPasswordOpensTheSameKeys", async () => {
  const before = points(await modules.openAccount(account, master(1)));
  const [old, chosen] = [master(1), master(3)];
  await modules.replacePassword(account, { master: old, loginKey: "login 1" }, { master: chosen, loginKey: "login 3", salt: "salt" });
  assert.equal(server.loginKey, "login 3");
  assert.deepEqual(points(await modules.openAccount(account, master(3))), before);
  assert.ok(
    [...old, ...chosen].every((byte) => byte === 0),
    "what the passwords were stretched to is zeroed",
  );
});

test("AWrongPresentPasswordChangesNothing", async () => {
  const wrapped = server.keys.wrapped_keys;
  await assert.rejects(
    modules.replacePassword(account, { master: master(9), loginKey: "x" }, { master: master(3), loginKey: "y", salt: "salt" }),
    /does not open/,
  );
  assert.equal(server.keys.wrapped_keys, wrapped);
});

/** An authenticator whose secret of a salt is its hash with what is in the device. */
const authenticator = {
  device: new Uint8Array(32).fill(7),
  async answer(salt) {
    const first = await crypto.subtle.digest("SHA-256", new Uint8Array([...this.device, ...salt]));
    return { rawId: this.device.buffer, getClientExtensionResults: () => ({ prf: { enabled: true, results: { first } } }) };
  },
  create: ({ publicKey }) => authenticator.answer(publicKey.extensions.prf.eval.first),
  get: ({ publicKey }) => authenticator.answer(Object.values(publicKey.extensions.prf.evalByCredential)[0].first),
};
const enrol = async (fill) => {
  Object.defineProperty(globalThis, "navigator", { value: { credentials: authenticator }, configurable: true });
  await modules.enrolPasskey({ id: account, email: "ann@example.org" }, { master: master(fill), loginKey: "login 1" }, "This laptop");
};

test("APasskeyOpensTheSameKeys", async () => {
  await enrol(1);
  assert.deepEqual(points(await modules.openByPasskey(account)), points(await modules.openAccount(account, master(1))));
});

test("APasskeyIsAddedByTheRightPasswordOnly", async () => {
  await assert.rejects(enrol(9), /does not open/);
  assert.deepEqual(server.passkeys, []);
});

test("KeysThatTheServerPutUnderAPasskeyAreRefused", async () => {
  await enrol(1);
  const [own] = server.passkeys;
  server.passkeys = [{ ...own, wrapped_keys: server.keys.wrapped_keys }];
  await assert.rejects(modules.openByPasskey(account), /server changed/);
  server.passkeys = [own];
  server.keys = { ...server.keys, sign_key: server.keys.hpke_key };
  await assert.rejects(modules.openByPasskey(account), /other public keys/);
});
