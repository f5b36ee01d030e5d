import { rewrap } from "@footfall/sealing/account";
import { ofPassword } from "@footfall/sealing/binding";
import { type Bytes, fromBase64Url, toBase64Url } from "@footfall/sealing/bytes";
import { passwordSecret } from "@footfall/sealing/wrapping";
import { changePassword } from "../../api/account";
import { readAccountKeys } from "../../api/vaults";
import { demand } from "../keys/refusal";

/** What a password was stretched to, with the key that is sent in its place. */
export interface Stretched {
  master: Bytes;
  loginKey: string;
}

/** Puts the account's keys under another password. They stay what they are, so nothing has to be sealed anew. Both masters are zeroed. */
export async function replacePassword(account: string, old: Stretched, chosen: Stretched & { salt: string }): Promise<void> {
  try {
    const { wrapped_keys } = await readAccountKeys();
    const again = wrapped_keys && demand(await under(account, old.master, wrapped_keys, chosen.master), NOT_OPENED);
    await changePassword({
      login_key: old.loginKey,
      salt: chosen.salt,
      new_login_key: chosen.loginKey,
      wrapped_keys: again ? toBase64Url(again) : null,
    });
  } finally {
    old.master.fill(0);
    chosen.master.fill(0);
  }
}

export const NOT_OPENED = "The password does not open this account’s keys. Either it is another one, or the server changed them.";

const under = async (account: string, old: Bytes, wrapped: string, chosen: Bytes): Promise<Bytes | null> => {
  const binding = ofPassword(account);
  return rewrap(await passwordSecret(old), binding, fromBase64Url(wrapped), await passwordSecret(chosen), binding);
};
