import { send } from "./http";
import type { Items } from "./types";

// Bytes are base64url without padding (docs/formats/sealed.md).

export interface AccountKeysAnswer {
  hpke_key: string | null;
  sign_key: string | null;
  wrapped_keys: string | null;
  has_recovery: boolean;
}

export interface AccountKeysForm {
  hpke_key: string;
  sign_key: string;
  wrapped_keys: string;
  recovery?: { login_key: string; wrapped_keys: string };
  /** The present one; not needed the first time. */
  login_key?: string;
}

export type VaultRole = "owner" | "admin" | "member" | "viewer";

export interface VaultSummary {
  id: string;
  kind: "personal" | "organisation";
  name: string;
  root_key: string;
  role: VaultRole;
  members: number;
  projects: string[];
}

export interface VaultAnswer {
  id: string;
  kind: "personal" | "organisation";
  name: string;
  root_key: string;
  role: VaultRole;
  /** Null for those who may not sign epochs. */
  sealed_root_key: string | null;
  log: { entry: string; signature: string }[];
  members: { account: string; email: string | null; name: string; role: VaultRole; hpke_key: string; sign_key: string }[];
  /** `sealed` is null where this account was never given the key. */
  keys: { version: number; public_key: string; sealed: string | null }[];
  projects: string[];
}

export interface VaultForm {
  id: string;
  kind: "personal" | "organisation";
  name: string;
  root_key: string;
  entry: string;
  signature: string;
  public_key: string;
  sealed_key: string;
  sealed_root_key: string;
}

export interface EpochForm {
  statement: string;
  signature: string;
  vault_key_version: number;
  sealed_key: string;
}

export interface EpochAnswer extends Omit<EpochForm, "sealed_key"> {
  id: string;
  public_key: string;
  not_after: string;
  /** Null where the epoch is dead. */
  sealed_key: string | null;
  created_at: string;
}

const ACCOUNT = "/api/v1/account/keys";
const VAULTS = "/api/v1/vaults";

export const readAccountKeys = (): Promise<AccountKeysAnswer> => send("GET", ACCOUNT);
export const putAccountKeys = (form: AccountKeysForm): Promise<AccountKeysAnswer> => send("PUT", ACCOUNT, form);

export const listVaults = (): Promise<Items<VaultSummary>> => send("GET", VAULTS);
export const readVault = (id: string): Promise<VaultAnswer> => send("GET", `${VAULTS}/${encodeURIComponent(id)}`);
export const makeVault = (form: VaultForm): Promise<VaultAnswer> => send("POST", VAULTS, form);

const epochs = (project: string): string => `/api/v1/projects/${encodeURIComponent(project)}/epochs`;
export const listEpochs = (project: string): Promise<Items<EpochAnswer>> => send("GET", epochs(project));
export const addEpoch = (project: string, form: EpochForm): Promise<EpochAnswer> => send("POST", epochs(project), form);
