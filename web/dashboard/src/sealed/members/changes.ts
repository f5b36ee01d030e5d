import { ofRootKey, ofVaultKey } from "@footfall/sealing/binding";
import { openSigningKey, sealTo } from "@footfall/sealing/box";
import { toBase64Url } from "@footfall/sealing/bytes";
import type { SignedEntry, Writer } from "@footfall/sealing/chain";
import { addMember, changeRole, removeMember, rotateKey } from "@footfall/sealing/log-writer";
import { append, type Log, type Member } from "@footfall/sealing/membership";
import { generatePair } from "@footfall/sealing/pairs";
import { appendToLog, type LogForm } from "../../api/members";
import { listProjects } from "../../api/projects";
import type { VaultRole } from "../../api/vaults";
import { newEpoch } from "../keys/epochs";
import { demand } from "../keys/refusal";
import { forgetVault } from "../keys/ring";
import { type Holder, type OpenVault, openVaultKey } from "../keys/vaults";

// Every change is an entry that is signed here for the log as this browser has checked it: had the server shown another one, it would not fit.

const writer = ({ account, keys }: Holder): Writer => ({ account, key: keys.sign, now: Date.now() });
const holdsRoot = (role: VaultRole): boolean => role === "owner" || role === "admin";

/** Adds a person with the keys whose fingerprint was compared, and hands them the vault's keys, older ones too: what is there already is theirs to read. */
export async function add(holder: Holder, vault: OpenVault, person: Member): Promise<void> {
  const sealed_keys: LogForm["sealed_keys"] = [];
  for (const [version, { sealed, point }] of vault.keys) {
    const { pair } = await openVaultKey(holder, vault.id, version, sealed, point);
    sealed_keys.push(await vaultKeyFor(vault, version, person, pair.scalar));
    pair.scalar.fill(0);
  }
  await change(vault, [await addMember(vault.log, writer(holder), person)], {
    sealed_keys,
    sealed_root_keys: holdsRoot(person.role) ? [await rootKeyFor(holder, vault, person)] : [],
  });
}

/** Whoever becomes owner or admin is handed the root key, which signs epochs. */
export async function setRole(holder: Holder, vault: OpenVault, account: string, role: VaultRole): Promise<void> {
  const member = demand(vault.log.members.get(account), "By the signed list they are no member of this vault.");
  await change(vault, [await changeRole(vault.log, writer(holder), account, role)], {
    sealed_root_keys: holdsRoot(role) && !holdsRoot(member.role) ? [await rootKeyFor(holder, vault, member)] : [],
  });
}

/** Leaves the vault. Who stays has to replace its key. */
export async function leave(holder: Holder, vault: OpenVault): Promise<void> {
  await change(vault, [await removeMember(vault.log, writer(holder), holder.account)], {});
}

/** Removes a member, replaces the vault's key and begins new epochs: what comes from now on they cannot open, not even from a copy of the disk. */
export async function remove(holder: Holder, vault: OpenVault, account: string): Promise<void> {
  const removal = await removeMember(vault.log, writer(holder), account);
  const log = structuredClone(vault.log);
  await extend(log, removal);
  await replaceKey(holder, { ...vault, log }, [removal]);
}

/** A new key of the vault for whoever is a member now, behind the entries that were signed already. */
export async function replaceKey(holder: Holder, vault: OpenVault, before: SignedEntry[] = []): Promise<void> {
  const log = structuredClone(vault.log);
  const pair = await generatePair();
  const rotation = await rotateKey(log, writer(holder), pair.point);
  await extend(log, rotation);
  const renewed = { ...vault, log };
  const sealed_keys: LogForm["sealed_keys"] = [];
  for (const member of log.members.values()) sealed_keys.push(await vaultKeyFor(vault, log.vaultKeys.length, member, pair.scalar));
  pair.scalar.fill(0);
  const epochs: LogForm["epochs"] = [];
  for (const { id, retention_days } of await sealedProjects(vault.id))
    epochs.push({ project: id, ...(await newEpoch(renewed, id, retention_days)) });
  await change(vault, [...before, rotation], { sealed_keys, epochs });
}

const sealedProjects = async (vault: string) =>
  (await listProjects()).items.filter((project) => project.mode === "sealed" && project.vault === vault);

async function extend(log: Log, entry: SignedEntry): Promise<void> {
  const refusal = await append(log, entry);
  if (refusal) throw new Error(`The vault’s rules do not allow this (${refusal}).`);
}

async function vaultKeyFor({ id }: OpenVault, version: number, member: Member, scalar: Uint8Array<ArrayBuffer>) {
  const sealed = await sealTo(member.hpkeKey, ofVaultKey(id, version, member.account), scalar);
  return { member: member.account, version, sealed: toBase64Url(sealed) };
}

async function rootKeyFor({ account, keys }: Holder, { id, log, sealedRoot }: OpenVault, member: Member) {
  const box = demand(sealedRoot, "Only owners and admins hold the vault’s root key.");
  const opened = await openSigningKey(keys.open, keys.hpkeKey, ofRootKey(id, account), box, log.rootKey);
  const { pair } = demand(opened, "The vault’s root key was not sealed to you, or is another than its log says.");
  const sealed = await sealTo(member.hpkeKey, ofRootKey(id, member.account), pair.scalar);
  pair.scalar.fill(0);
  return { member: member.account, sealed: toBase64Url(sealed) };
}

async function change({ id }: OpenVault, entries: SignedEntry[], needs: Partial<LogForm>): Promise<void> {
  const lines = entries.map(({ entry, signature }) => ({ entry, signature: toBase64Url(signature) }));
  try {
    await appendToLog(id, { sealed_keys: [], sealed_root_keys: [], epochs: [], ...needs, entries: lines });
  } finally {
    // Also after a refusal: somebody else may have been quicker.
    forgetVault(id);
  }
}
