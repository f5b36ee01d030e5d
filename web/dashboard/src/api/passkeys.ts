import { send } from "./http";
import type { Items } from "./types";

export interface PasskeyForm {
  credential_id: string;
  name: string;
  prf_salt: string;
  wrapped_keys: string;
}

export interface PasskeyAnswer extends PasskeyForm {
  created_at: string;
}

const PATH = "/api/v1/account/passkeys";

export const listPasskeys = (): Promise<Items<PasskeyAnswer>> => send("GET", PATH);
export const addPasskey = (form: PasskeyForm): Promise<PasskeyAnswer> => send("POST", PATH, form);
export const removePasskey = (credential: string): Promise<null> => send("DELETE", `${PATH}/${encodeURIComponent(credential)}`);
