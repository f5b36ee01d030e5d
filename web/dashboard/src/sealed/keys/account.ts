import { type AccountContent, type AccountKeys, accountKeys, generateAccount, unlock } from "@footfall/sealing/account";
import { ofPassword } from "@footfall/sealing/binding";
import { type Bytes, fromBase64Url, same, toBase64Url } from "@footfall/sealing/bytes";
import { passwordSecret, wrap } from "@footfall/sealing/wrapping";
import { type AccountKeysAnswer, putAccountKeys, readAccountKeys } from "../../api/vaults";
import { Distrust, demand } from "./refusal";

/**
 * The account's keys, opened by what the password was stretched to; made and kept wrapped where there are none yet. `master` is zeroed by its owner.
 * Rejects with Distrust where the server's copy was not wrapped under this password, or names other public keys than those inside.
 */
export async function openAccount(account: string, master: Bytes): Promise<AccountKeys> {
  const secret = await passwordSecret(master);
  const kept = await readAccountKeys();
  if (!kept.wrapped_keys) return makeAccount(account, secret);
  const keys = demand(
    await unlock(secret, ofPassword(account), fromBase64Url(kept.wrapped_keys)),
    "The password does not open this account’s keys. Either it is another one, or the server changed them.",
  );
  return heldAgainst(kept, keys);
}

/** The keys, if they are those that the server names to others. */
export function heldAgainst(kept: AccountKeysAnswer, keys: AccountKeys): AccountKeys {
  if (!same([kept.hpke_key, kept.sign_key], [toBase64Url(keys.hpkeKey), toBase64Url(keys.signKey)]))
    throw new Distrust("The server names other public keys for this account than those that you opened. Nothing was sealed to them.");
  return keys;
}

async function makeAccount(account: string, secret: Awaited<ReturnType<typeof passwordSecret>>): Promise<AccountKeys> {
  const content: AccountContent = await generateAccount();
  try {
    const keys = demand(await accountKeys(content), "This browser made keys that it cannot read back.");
    await putAccountKeys({
      hpke_key: toBase64Url(keys.hpkeKey),
      sign_key: toBase64Url(keys.signKey),
      wrapped_keys: toBase64Url(await wrap(secret, ofPassword(account), content)),
    });
    return keys;
  } finally {
    content.fill(0);
  }
}
