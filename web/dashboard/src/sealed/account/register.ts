import { accountKeys, generateAccount } from "@footfall/sealing/account";
import { ofPassword } from "@footfall/sealing/binding";
import { toBase64Url } from "@footfall/sealing/bytes";
import { passwordSecret, wrap } from "@footfall/sealing/wrapping";
import { acceptInvitation } from "../../api/members";
import type { Session } from "../../api/types";
import { demand } from "../keys/refusal";
import type { Stretched } from "./password";

/** Accepts an invitation with a new account, whose id and keys are made here. The master stays the caller's. */
export async function register(token: string, name: string, chosen: Stretched & { salt: string }): Promise<Session> {
  const account = crypto.randomUUID();
  const content = await generateAccount();
  try {
    const keys = demand(await accountKeys(content), "This browser made keys that it cannot read back.");
    return await acceptInvitation(token, {
      account,
      name,
      salt: chosen.salt,
      login_key: chosen.loginKey,
      hpke_key: toBase64Url(keys.hpkeKey),
      sign_key: toBase64Url(keys.signKey),
      wrapped_keys: toBase64Url(await wrap(await passwordSecret(chosen.master), ofPassword(account), content)),
    });
  } finally {
    content.fill(0);
  }
}
