import { ofEpochKey } from "@footfall/sealing/binding";
import { openSealingKey, sealTo } from "@footfall/sealing/box";
import { type Bytes, fromBase64Url, fromUuid, same, toBase64Url } from "@footfall/sealing/bytes";
import { generatePair } from "@footfall/sealing/pairs";
import { state, verify } from "@footfall/sealing/statement";
import { type Secret, secretOf } from "@footfall/sealing/wrapping";
import { type EpochForm, listEpochs } from "../../api/vaults";
import { Distrust, demand } from "./refusal";
import type { OpenVault } from "./vaults";

/** What opens the envelopes of one epoch: a private key that WebCrypto does not give back, and its public point. */
export interface EpochKey {
  key: CryptoKey;
  point: Bytes;
  notAfter: number;
  /** What the keys of its segments come of. */
  secret: Secret;
}

/** By the epoch's id as hex. */
export type EpochKeys = ReadonlyMap<string, EpochKey>;

const DAY = 86_400_000;
const LONGEST_DAYS = 30;

/** A month at most, half of what is kept where that is shorter, and a day at least. */
const life = (retentionDays: number | null): number =>
  Math.min(LONGEST_DAYS, Math.max(1, (retentionDays ?? Number.POSITIVE_INFINITY) / 2)) * DAY;

/** A week before the end, or in the last quarter of a shorter life: trackers seal to nothing afterwards. */
export function isEnding(keys: EpochKeys, retentionDays: number | null, now: number): boolean {
  const end = Math.max(0, ...[...keys.values()].map(({ notAfter }) => notAfter));
  return end - now < Math.min(7 * DAY, life(retentionDays) / 4);
}

const toHex = (bytes: Bytes): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const pinOf = async (rootKey: Bytes): Promise<string> => toBase64Url(new Uint8Array(await crypto.subtle.digest("SHA-256", rootKey)));

/** A new epoch of a project: its key is made here, sealed to the vault and vouched for by the vault's root key. */
export async function newEpoch(vault: OpenVault, project: string, retentionDays: number | null = null): Promise<EpochForm> {
  const root = demand(vault.root, "Only owners and admins of a vault begin epochs.");
  const version = vault.log.vaultKeys.length;
  const recipient = demand(vault.log.vaultKeys.at(-1), "The vault has no key.");
  const pair = await generatePair();
  const id = crypto.getRandomValues(new Uint8Array(8));
  const { statement, signature } = await state(root, {
    project: fromUuid(project),
    id,
    key: pair.point,
    notAfter: Date.now() + life(retentionDays),
  });
  const sealed = await sealTo(recipient, ofEpochKey(project, id, vault.id, version), pair.scalar);
  pair.scalar.fill(0);
  return {
    statement: toBase64Url(statement),
    signature: toBase64Url(signature),
    vault_key_version: version,
    sealed_key: toBase64Url(sealed),
  };
}

/** The keys of a project's living epochs, each held against the statement that the vault's root key signed. */
export async function openEpochs(vault: OpenVault, project: string): Promise<EpochKeys> {
  const { items } = await listEpochs(project);
  const pin = await pinOf(vault.log.rootKey);
  const keys = new Map<string, EpochKey>();
  for (const { statement, signature, sealed_key, vault_key_version } of items) {
    // Dead ones are gone for good; those of before this member came were never theirs.
    const holder = vault.keys.get(vault_key_version);
    if (!sealed_key || !holder) continue;
    // An epoch that is over takes no envelopes, but its own are still to be read: so the end is not held against the clock.
    const epoch = await verify(fromBase64Url(statement), fromBase64Url(signature), vault.log.rootKey, pin, 0).catch(() => undefined);
    if (!epoch || !same([...epoch.project], [...fromUuid(project)]))
      throw new Distrust("The server shows an epoch of this project that the vault’s root key did not sign.");
    const opened = demand(
      await openSealingKey(
        holder.open,
        holder.point,
        ofEpochKey(project, epoch.id, vault.id, vault_key_version),
        fromBase64Url(sealed_key),
        epoch.key,
      ),
      "An epoch’s key cannot be opened: it was not sealed to this vault, or is another than its statement says.",
    );
    const secret = await secretOf(opened.pair.scalar);
    opened.pair.scalar.fill(0);
    keys.set(toHex(epoch.id), { key: opened.key, point: epoch.key, notAfter: epoch.notAfter, secret });
  }
  return keys;
}
