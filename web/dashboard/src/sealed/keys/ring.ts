import type { AccountKeys } from "@footfall/sealing/account";
import type { Bytes } from "@footfall/sealing/bytes";
import type { Project } from "../../api/types";
import { addEpoch, listVaults } from "../../api/vaults";
import { openAccount } from "./account";
import { type EpochKeys, isEnding, newEpoch, openEpochs, pinOf } from "./epochs";
import { sawHome, seenHome } from "./pins";
import { Distrust, demand } from "./refusal";
import { type Holder, newVault, type OpenVault, openVault } from "./vaults";

/**
 * The keys of whoever is signed in, in this page's memory and nowhere else: a reload, a sign-out and an hour without a touch lock them. Vaults and
 * epochs are opened when they are first asked for.
 */
const IDLE_MS = 3_600_000;

let holder: Holder | null = null;
let vaults = new Map<string, Promise<OpenVault>>();
let epochs = new Map<string, Promise<EpochKeys>>();
let rotations = new Map<string, Promise<OpenVault>>();
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
  rotations = new Map();
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

/** What of a project its keys depend on. */
type Kept = Pick<Project, "id" | "vault" | "retention_days">;

/**
 * A project's vault, which must stay the one that this browser first saw it in: a server that named another could have made that itself, and would be
 * sealed to from then on.
 */
export async function homeOf(project: Kept): Promise<OpenVault> {
  const { account } = required();
  const home = await vault(demand(project.vault, "The server names no vault for this project."));
  const mark = `${home.id} ${home.log.hashes[0]}`;
  const seen = seenHome(account, project.id);
  if (seen && seen !== mark)
    throw new Distrust("The server says that this project is in another vault than before. Nothing of it is opened or sealed.");
  sawHome(account, project.id, mark);
  return settled(home);
}

/**
 * Who leaves a vault cannot replace the key that they hold: the first owner or admin who opens something of it does. The server takes nothing new into it
 * before.
 */
const settled = (home: OpenVault): OpenVault | Promise<OpenVault> => {
  if (!home.root || !home.log.rotationDue) return home;
  return once(rotations, `${home.id} ${home.log.length}`, async () => {
    const { replaceKey } = await import("../members/changes");
    await replaceKey(required(), home);
    return vault(home.id);
  }).catch(() => home); // Somebody else was quicker, or the server refused: what is there is read all the same, and the vault's page offers it and tells why it fails.
};

/** What a tracker holds the key that it seals to against: of the root key that the vault's own log names. */
export const pin = async (project: Kept): Promise<string> => pinOf((await homeOf(project)).log.rootKey);

/** The account's own vault, made when it is first needed. */
export async function personalVault(name: string): Promise<OpenVault> {
  const { account } = required();
  const { items } = await listVaults();
  const own = items.find(({ kind }) => kind === "personal");
  if (own) {
    const opened = await vault(own.id);
    // What kind a vault is, the server says; who founded it and who is in it, the log does.
    if (opened.log.history[0]?.account !== account || opened.log.members.size !== 1)
      throw new Distrust("The server shows a personal vault that you did not found, or that others are in. Nothing is sealed to it.");
    return opened;
  }
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

/** The keys of a project's epochs. Whoever may begins the next one when the present one is about to end. */
export const epochKeys = (project: Kept): Promise<EpochKeys> =>
  once(epochs, project.id, async () => {
    const home = await homeOf(project);
    const keys = await openEpochs(home, project.id);
    if (!home.root || home.log.rotationDue || !isEnding(keys, project.retention_days, Date.now())) return keys;
    await addEpoch(project.id, await newEpoch(home, project.id, project.retention_days));
    return openEpochs(home, project.id);
  });

/** After a vault or its epochs changed, here or elsewhere. */
export function forgetVault(id: string): void {
  vaults.delete(id);
  epochs.clear();
}
