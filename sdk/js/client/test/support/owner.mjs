import { randomBytes, randomUUID } from "node:crypto";
import { load } from "../../../../../web/sealing/test/harness.mjs";

const modules = ["account", "binding", "box", "bytes", "expand", "log-writer", "membership", "open", "pairs", "statement"];
const sealing = Object.assign({}, ...(await Promise.all(modules.map(load))));
const { toBase64Url, fromBase64Url, fromUuid } = sealing;
const text = toBase64Url;
const random = (length) => new Uint8Array(randomBytes(length));
const day = 86_400_000;

/**
 * Somebody who set the server up, with a vault: what the dashboard does in a browser, without its pages. `sealed` makes a sealed project; `agent` lets a machine
 * into the vault.
 */
export const signUp = async (server) => {
  let cookie = "";
  let csrf;
  const send = async (method, path, body) => {
    const headers = { "content-type": "application/json", origin: server.address, cookie, ...(csrf && { "x-csrf-token": csrf }) };
    const response = await fetch(server.address + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    const answer = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer}`);
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
    return answer ? JSON.parse(answer) : {};
  };

  const wrapped = text(random(224));
  const session = await send("POST", "/api/v1/setup", {
    token: new URL(server.setupLink()).searchParams.get("token"),
    ...{ email: "owner@example.org", name: "Owner", salt: text(random(16)), login_key: text(random(32)) },
  });
  csrf = session.csrf_token;
  const account = session.account.id;
  const keys = await sealing.accountKeys(await sealing.generateAccount());
  await send("PUT", "/api/v1/account/keys", { hpke_key: text(keys.hpkeKey), sign_key: text(keys.signKey), wrapped_keys: wrapped });

  const [root, vaultKey] = [await sealing.generatePair(), await sealing.generatePair()];
  const rootKey = await sealing.signingKey(root);
  const vault = randomUUID();
  const writer = () => ({ account, key: keys.sign, now: Date.now() });
  const told = ({ entry, signature }) => ({ entry, signature: text(signature) });
  const created = await sealing.createVault(vault, writer(), { ...keys, rootKey: root.point, vaultKey: vaultKey.point });
  const secrets = { sealed_key: wrapped, sealed_root_key: wrapped };
  await send("POST", "/api/v1/vaults", { id: vault, kind: "organisation", name: "Vault", ...told(created), ...secrets });
  const pin = Buffer.from(await crypto.subtle.digest("SHA-256", root.point)).toString("base64url");

  /** A sealed project; `read` opens all that the server has of it. */
  const sealed = async (identity = "anonymous", name = `Sealed ${identity}`) => {
    const [id, epoch, pair] = [randomUUID(), random(8), await sealing.generatePair()];
    const project = fromUuid(id);
    const { statement, signature } = await sealing.state(rootKey, { project, id: epoch, key: pair.point, notAfter: Date.now() + 30 * day });
    const epochKey = await sealing.sealTo(vaultKey.point, sealing.ofEpochKey(id, epoch, vault, 1), pair.scalar);
    const made = await send("POST", "/api/v1/projects", {
      ...{ id, name, mode: "sealed", identity, vault, domains: [`${id}.example`] },
      epoch: { statement: text(statement), signature: text(signature), vault_key_version: 1, sealed_key: text(epochKey) },
    });
    const open = sealing.opener(await sealing.sealingKey(pair), pair.point, project, epoch);
    const read = async () => {
      const { items } = await send("GET", `/api/v1/projects/${id}/envelopes?after=0&limit=1000`);
      const events = [];
      for (const { bytes } of items) {
        const { content, refusal } = await open(fromBase64Url(bytes));
        if (refusal) throw new Error(refusal);
        events.push(...sealing.expand(content));
      }
      return { envelopes: items.length, events };
    };
    return { id, key: made.key, pin, read };
  };

  /** Lets an agent into the vault, by the line that `footfall keygen` prints; gives back its token. */
  const agent = async (line) => {
    const [, hpke, sign, ...name] = line.trim().split(" ");
    const { id, token } = await send("POST", `/api/v1/vaults/${vault}/agents`, { name: name.join(" "), hpke_key: hpke, sign_key: sign });
    const { log } = await sealing.readLog(vault, [created]);
    const member = { account: id, role: "member", hpkeKey: fromBase64Url(hpke), signKey: fromBase64Url(sign) };
    const key = await sealing.sealTo(member.hpkeKey, sealing.ofVaultKey(vault, 1, id), vaultKey.scalar);
    const added = await sealing.addMember(log, writer(), member);
    await send("POST", `/api/v1/vaults/${vault}/log`, {
      entries: [told(added)],
      sealed_keys: [{ member: id, version: 1, sealed: text(key) }],
    });
    return token;
  };

  return { send, sealed, agent };
};
