import { fromBase64Url } from "@footfall/sealing/bytes";
import { fingerprint } from "@footfall/sealing/fingerprint";
import type { Member } from "@footfall/sealing/membership";
import { type Invitation, listInvitations, publicKeysOf } from "../../api/members";
import type { VaultRole } from "../../api/vaults";
import { required, vault } from "../keys/ring";
import type { OpenVault } from "../keys/vaults";

export interface Person {
  account: string;
  name: string;
  /** Null for agents. */
  email: string | null;
  role: VaultRole;
  fingerprint: string;
}

/** A vault as this browser has checked it, with what a person needs to see of it. */
export interface VaultView {
  vault: OpenVault;
  me: string;
  people: Person[];
  /** Open ones, for those who may invite. */
  invitations: Invitation[];
}

export async function viewVault(id: string): Promise<VaultView> {
  const opened = await vault(id);
  const people: Person[] = [];
  for (const { account, role, hpkeKey, signKey } of opened.log.members.values()) {
    const { name = "", email = null } = opened.people.get(account) ?? {};
    people.push({ account, name, email, role, fingerprint: await fingerprint(hpkeKey, signKey) });
  }
  const invites = opened.kind === "organisation" && (opened.role === "owner" || opened.role === "admin");
  const { items } = invites ? await listInvitations(id) : { items: [] };
  return { vault: opened, me: required().account, people, invitations: items };
}

/** Somebody who waits to be added, with the words to be compared. Adding uses these very keys: they are not asked for again. */
export interface Candidate {
  name: string;
  email: string;
  words: string;
  member: Member;
}

export async function candidate(account: string, role: VaultRole): Promise<Candidate> {
  const { name, email, hpke_key, sign_key } = await publicKeysOf(account);
  const member = { account, role, hpkeKey: fromBase64Url(hpke_key), signKey: fromBase64Url(sign_key) };
  return { name, email, words: await fingerprint(member.hpkeKey, member.signKey), member };
}

/** The words that stand for the keys which are open in this page. */
export async function ownWords(): Promise<string> {
  const { hpkeKey, signKey } = required().keys;
  return fingerprint(hpkeKey, signKey);
}
