import { send } from "./http";
import { keep } from "./session";
import type { Session } from "./types";

export interface PasswordForm {
  /** The present one. */
  login_key: string;
  salt: string;
  new_login_key: string;
  /** The account's keys under the new password; null where it has none. */
  wrapped_keys: string | null;
}

/** Ends every other session of the account. */
export const changePassword = (form: PasswordForm): Promise<null> => send("POST", "/api/v1/account/password", form);

const RECOVERY = "/api/v1/recovery";

interface Proof {
  email: string;
  recovery_login_key: string;
}

/** The account that its wrapped keys are bound to, and they, under the recovery key. */
export const startRecovery = (proof: Proof): Promise<{ account: string; wrapped_keys: string }> =>
  send("POST", `${RECOVERY}/start`, proof, { guest: true });

export const finishRecovery = (form: Proof & { salt: string; login_key: string; wrapped_keys: string }): Promise<Session> =>
  keep(send("POST", `${RECOVERY}/finish`, form, { guest: true }));
