import type { AccountKeys } from "@footfall/sealing/account";
import type { Bytes } from "@footfall/sealing/bytes";
import { listVaults } from "../../api/vaults";
import { openAccount } from "./account";
import { type EpochKeys, openEpochs, pinOf } from "./epochs";
import { type Holder, newVault, type OpenVault, openVault } from "./vaults";

/**
 * The keys of whoever is signed in, in this page's memory and nowhere else: a reload, a sign-out and an hour without a touch lock them. Vaults and
 * epochs are opened when they are first asked for.
 */
const IDLE_MS = 3_600_000;

let holder: Holder | null = null;
let vaults = new Map<string, Promise<OpenVault>>();
let epochs = new Map<string, Promise<EpochKeys>>();
const listeners = new Set<() => void>();
let idle: ReturnType<typeof setTimeout> | undefined;

const tell = (): void => {
  for (const listener of listeners) listener();
};

export const isUnlocked = (): boolean => holder !== null;

/** Called when keys were unlocked or locked; returns what ends that. */
export function whenChanged(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export async function unlockAccount(account: string, master: Bytes): Promise<void> {
  hold(account, await openAccount(account, master));
}

/** Keeps keys that were opened in another way than by the password. */
export function hold(account: string, keys: AccountKeys): void {
  holder = { account, keys };
  touch();
  tell();
}

export function lock(): void {
  clearTimeout(idle);
  if (!holder) return;
  holder = null;
  vaults = new Map();
  epochs = new Map();
  tell();
}

/** The person did something: the time until the keys are locked begins anew. */
export function touch(): void {
  if (!holder) return;
  clearTimeout(idle);
  idle = setTimeout(lock, IDLE_MS);
}

/** Who holds the open keys; throws where they are locked. */
export const required = (): Holder => {
  if (!holder) throw new Error("The keys are locked.");
  return holder;
};

/** Remembers what was begun, and forgets it where it failed, so that it can be tried again. */
function once<T>(map: Map<string, Promise<T>>, key: string, begin: () => Promise<T>): Promise<T> {
  const known = map.get(key);
  if (known) return known;
  const begun = begin();
  map.set(key, begun);
  begun.catch(() => map.delete(key));
  return begun;
}

export const vault = (id: string): Promise<OpenVault> => once(vaults, id, () => openVault(required(), id));

/** What a tracker holds the key that it seals to against: of the root key that the vault's own log names. */
export const pin = async (id: string): Promise<string> => pinOf((await vault(id)).log.rootKey);

/** The account's own vault, made when it is first needed. */
export async function personalVault(name: string): Promise<OpenVault> {
  const { items } = await listVaults();
  const own = items.find(({ kind }) => kind === "personal");
  if (own) return vault(own.id);
  const made = newVault(required(), "personal", name);
  const opened = await made;
  vaults.set(opened.id, made);
  return opened;
}

/** A vault that others can be invited into. */
export async function organisation(name: string): Promise<OpenVault> {
  const made = newVault(required(), "organisation", name);
  const opened = await made;
  vaults.set(opened.id, made);
  return opened;
}

export const epochKeys = (vaultId: string, project: string): Promise<EpochKeys> =>
  once(epochs, project, async () => openEpochs(await vault(vaultId), project));

/** After a vault or its epochs changed, here or elsewhere. */
export function forgetVault(id: string): void {
  vaults.delete(id);
  epochs.clear();
}
