import { send } from "./http";
import { keep } from "./session";
import type { Items, Session } from "./types";
import type { EpochForm, VaultAnswer, VaultRole } from "./vaults";

/** One to eight signed entries for a vault's log, with what they need; taken as a whole or not at all. */
export interface LogForm {
  entries: { entry: string; signature: string }[];
  sealed_keys: { member: string; version: number; sealed: string }[];
  sealed_root_keys: { member: string; sealed: string }[];
  epochs: (EpochForm & { project: string })[];
}

export interface Invitation {
  id: string;
  email: string;
  role: VaultRole;
  invited_by: string;
  created_at: string;
  expires_at: string;
  /** Who has accepted and waits to be added. */
  account: string | null;
}

export interface InvitationState {
  vault: string;
  vault_name: string;
  email: string;
  role: VaultRole;
  invited_by: string;
  expires_at: string;
  has_account: boolean;
  is_accepted: boolean;
}

export interface RegistrationForm {
  account: string;
  name: string;
  salt: string;
  login_key: string;
  hpke_key: string;
  sign_key: string;
  wrapped_keys: string;
}

export interface PublicKeys {
  account: string;
  email: string;
  name: string;
  hpke_key: string;
  sign_key: string;
}

const of = (vault: string): string => `/api/v1/vaults/${encodeURIComponent(vault)}`;
const by = (token: string): string => `/api/v1/invitations/${encodeURIComponent(token)}`;

/** Null to who has removed itself. */
export const appendToLog = (vault: string, form: LogForm): Promise<VaultAnswer | null> => send("POST", `${of(vault)}/log`, form);

export const invite = (vault: string, form: { email: string; role: VaultRole }): Promise<Invitation & { link: string }> =>
  send("POST", `${of(vault)}/invitations`, form);
export const listInvitations = (vault: string): Promise<Items<Invitation>> => send("GET", `${of(vault)}/invitations`);
export const removeInvitation = (vault: string, id: string): Promise<null> =>
  send("DELETE", `${of(vault)}/invitations/${encodeURIComponent(id)}`);

export const readInvitation = (token: string): Promise<InvitationState> => send("GET", by(token), undefined, { guest: true });
/** Signed in: with an empty form. Otherwise the form makes the account. */
export const acceptInvitation = (token: string, form: RegistrationForm | Record<string, never>): Promise<Session> =>
  keep(send("POST", `${by(token)}/accept`, form, { guest: true }));

export const publicKeysOf = (account: string): Promise<PublicKeys> => send("GET", `/api/v1/accounts/${encodeURIComponent(account)}/keys`);
