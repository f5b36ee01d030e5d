import type { AccountKeys } from "@footfall/sealing/account";
import { ofRootKey, ofVaultKey } from "@footfall/sealing/binding";
import { openSealingKey, openSigningKey, sealTo } from "@footfall/sealing/box";
import { type Bytes, fromBase64Url, same, toBase64Url } from "@footfall/sealing/bytes";
import { createVault } from "@footfall/sealing/log-writer";
import { type Log, readLog } from "@footfall/sealing/membership";
import { generatePair } from "@footfall/sealing/pairs";
import { type Secret, secretOf } from "@footfall/sealing/wrapping";
import { makeVault, readVault, type VaultAnswer } from "../../api/vaults";
import { sawLog, seenLength } from "./pins";
import { Distrust, demand } from "./refusal";

/** Who opens: the account and its keys. */
export interface Holder {
  account: string;
  keys: AccountKeys;
}

/** A version of a vault's private key. WebCrypto gives neither form of it back, so a locked dashboard leaves none in the page's memory. */
export interface VaultKey {
  /** Opens what was sealed to the vault; `point` is its public key. */
  open: CryptoKey;
  point: Bytes;
  /** Wraps documents. */
  secret: Secret;
  /** As it was sealed to this account, to be sealed on to another member. */
  sealed: Bytes;
}

/** A vault whose log was checked, with the private keys that this account was given. */
export interface OpenVault {
  id: string;
  name: string;
  kind: VaultAnswer["kind"];
  role: VaultAnswer["role"];
  log: Log;
  /** By version; a member who came later may lack the first. */
  keys: Map<number, VaultKey>;
  /** Signs epochs; null for those who may not. */
  root: CryptoKey | null;
  /** The root key as it was sealed to this account, to be sealed on to another owner or admin; null likewise. */
  sealedRoot: Bytes | null;
  /** Names and addresses, which the server may invent; roles and keys are those of the log. */
  people: Map<string, { name: string; email: string | null }>;
  projects: string[];
}

const REFUSALS: Record<string, string> = {
  rolled_back: "The server shows an older or another list of members than this browser has seen before.",
  untrusted: "An entry of the list of members was not signed by who it says.",
  forbidden: "An entry of the list of members was signed by somebody who may not.",
};

export async function openVault(holder: Holder, id: string): Promise<OpenVault> {
  const answer = await readVault(id);
  const entries = answer.log.map(({ entry, signature }) => ({ entry, signature: fromBase64Url(signature) }));
  const read = await readLog(id, entries, seenLength(holder.account, id));
  if ("refusal" in read)
    throw new Distrust(
      `${REFUSALS[read.refusal] ?? "The list of members is damaged."} (entry ${read.at}, ${read.refusal}) Nothing of this vault is opened.`,
    );
  const { log } = read;
  const me = demand(log.members.get(holder.account), "By its signed list of members you do not belong to this vault.");
  if (!same([...me.hpkeKey, ...me.signKey], [...holder.keys.hpkeKey, ...holder.keys.signKey]))
    throw new Distrust("The vault’s list of members names other keys for you than yours.");
  if (answer.root_key !== toBase64Url(log.rootKey)) throw new Distrust("The server names another root key than the vault’s log.");
  const vault: OpenVault = {
    id,
    name: answer.name,
    kind: answer.kind,
    role: me.role,
    log,
    keys: await openKeys(holder, id, log, answer),
    root: await openRoot(holder, id, log, answer),
    sealedRoot: answer.sealed_root_key ? fromBase64Url(answer.sealed_root_key) : null,
    people: new Map(answer.members.map(({ account, name, email }) => [account, { name, email }])),
    projects: answer.projects,
  };
  sawLog(holder.account, id, log);
  return vault;
}

async function openKeys(holder: Holder, id: string, log: Log, answer: VaultAnswer): Promise<Map<number, VaultKey>> {
  const keys = new Map<number, VaultKey>();
  for (const { version, sealed } of answer.keys) {
    const point = log.vaultKeys[version - 1];
    if (!sealed || !point) continue;
    const box = fromBase64Url(sealed);
    const { pair, key } = await openVaultKey(holder, id, version, box, point);
    const secret = await secretOf(pair.scalar);
    pair.scalar.fill(0);
    keys.set(version, { open: key, point, secret, sealed: box });
  }
  return keys;
}

/** The private key itself, for as long as it is sealed on: the caller zeroes it. */
export async function openVaultKey({ account, keys }: Holder, vault: string, version: number, box: Bytes, point: Bytes) {
  const opened = await openSealingKey(keys.open, keys.hpkeKey, ofVaultKey(vault, version, account), box, point);
  return demand(opened, `The vault’s key of version ${version} was not sealed to you, or is another than its log says.`);
}

async function openRoot(holder: Holder, id: string, log: Log, answer: VaultAnswer): Promise<CryptoKey | null> {
  if (!answer.sealed_root_key) return null;
  const box = fromBase64Url(answer.sealed_root_key);
  const opened = demand(
    await openSigningKey(holder.keys.open, holder.keys.hpkeKey, ofRootKey(id, holder.account), box, log.rootKey),
    "The vault’s root key was not sealed to you, or is another than its log says.",
  );
  opened.pair.scalar.fill(0);
  return opened.key;
}

/** Makes a vault of which the account is the owner. Its keys are made here and leave only sealed. */
export async function newVault(holder: Holder, kind: VaultAnswer["kind"], name: string): Promise<OpenVault> {
  const id = crypto.randomUUID();
  const [root, key] = [await generatePair(), await generatePair()];
  const { hpkeKey, signKey } = holder.keys;
  const first = await createVault(
    id,
    { account: holder.account, key: holder.keys.sign, now: Date.now() },
    { hpkeKey, signKey, rootKey: root.point, vaultKey: key.point },
  );
  const seal = async (binding: Parameters<typeof sealTo>[1], scalar: Bytes): Promise<string> =>
    toBase64Url(await sealTo(hpkeKey, binding, scalar));
  await makeVault({
    id,
    kind,
    name,
    root_key: toBase64Url(root.point),
    entry: first.entry,
    signature: toBase64Url(first.signature),
    public_key: toBase64Url(key.point),
    sealed_key: await seal(ofVaultKey(id, 1, holder.account), key.scalar),
    sealed_root_key: await seal(ofRootKey(id, holder.account), root.scalar),
  });
  for (const pair of [root, key]) pair.scalar.fill(0);
  return openVault(holder, id);
}
