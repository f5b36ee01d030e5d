import { rewrap } from "@footfall/sealing/account";
import { ofPassword, ofRecovery } from "@footfall/sealing/binding";
import { fromBase64Url, toBase64Url } from "@footfall/sealing/bytes";
import { generateRecovery, readRecovery, recoveryLogin, recoverySecret, recoveryText } from "@footfall/sealing/recovery";
import { passwordSecret } from "@footfall/sealing/wrapping";
import { finishRecovery, startRecovery } from "../../api/account";
import type { Session } from "../../api/types";
import { putAccountKeys, readAccountKeys } from "../../api/vaults";
import { demand } from "../keys/refusal";
import { NOT_OPENED, type Stretched } from "./password";

/** Makes a recovery key in the place of the one before, and returns it as it is written down. The server gets what proves it, and the keys under it. The master is zeroed. */
export async function makeRecoveryKey(account: string, { master, loginKey }: Stretched): Promise<string> {
  const key = generateRecovery();
  try {
    const { hpke_key, sign_key, wrapped_keys } = await readAccountKeys();
    if (!hpke_key || !sign_key || !wrapped_keys)
      throw new Error("This account has no keys yet. Sign out and in again: they are made then.");
    const secret = await passwordSecret(master);
    const recovery = await recoverySecret(key);
    const wrapped = await rewrap(secret, ofPassword(account), fromBase64Url(wrapped_keys), recovery, ofRecovery(account));
    await putAccountKeys({
      hpke_key,
      sign_key,
      wrapped_keys,
      recovery: { login_key: toBase64Url(await recoveryLogin(key)), wrapped_keys: toBase64Url(demand(wrapped, NOT_OPENED)) },
      login_key: loginKey,
    });
    return await recoveryText(key);
  } finally {
    key.fill(0);
    master.fill(0);
  }
}

/** Opens the keys by what was written down, puts them under a new password and signs in by it. The new master stays the caller's. */
export async function recover(email: string, typed: string, chosen: Stretched & { salt: string }): Promise<Session> {
  const key = await readRecovery(typed);
  if (!key) throw new Error("This is no recovery key: it has nine groups of four letters and digits. Look for a slip of the pen.");
  try {
    const proof = { email, recovery_login_key: toBase64Url(await recoveryLogin(key)) };
    const { account, wrapped_keys } = await startRecovery(proof);
    const secret = await recoverySecret(key);
    const becomes = await passwordSecret(chosen.master);
    const wrapped = demand(
      await rewrap(secret, ofRecovery(account), fromBase64Url(wrapped_keys), becomes, ofPassword(account)),
      "The recovery key does not open what the server keeps for it. The server changed it; nothing was sent.",
    );
    return await finishRecovery({ ...proof, salt: chosen.salt, login_key: chosen.loginKey, wrapped_keys: toBase64Url(wrapped) });
  } finally {
    key.fill(0);
  }
}
