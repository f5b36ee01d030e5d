import { type AccountKeys, rewrap, unlock } from "@footfall/sealing/account";
import { ofPasskey, ofPassword } from "@footfall/sealing/binding";
import { fromBase64Url, fromUuid, toBase64Url } from "@footfall/sealing/bytes";
import { passwordSecret, secretOf } from "@footfall/sealing/wrapping";
import { addPasskey, listPasskeys } from "../../api/passkeys";
import type { Account } from "../../api/types";
import { readAccountKeys } from "../../api/vaults";
import { heldAgainst } from "../keys/account";
import { demand } from "../keys/refusal";
import { NOT_OPENED, type Stretched } from "./password";
import { askPasskeys, createPasskey } from "./prf";

/** Wraps the account's keys under the secret of a new passkey as well. The password proves that it may; its master is zeroed. */
export async function enrolPasskey(account: Account, { master }: Stretched, name: string): Promise<void> {
  try {
    const { wrapped_keys } = await readAccountKeys();
    const wrapped = demand(wrapped_keys, "This account has no keys yet. Sign out and in again: they are made then.");
    const old = await passwordSecret(master);
    const salt = crypto.getRandomValues(new Uint8Array(32));
    const { credential, secret } = await createPasskey(fromUuid(account.id), account.email, salt);
    const becomes = await secretOf(secret);
    secret.fill(0);
    const again = await rewrap(old, ofPassword(account.id), fromBase64Url(wrapped), becomes, ofPasskey(account.id, credential));
    await addPasskey({
      credential_id: toBase64Url(credential),
      name,
      prf_salt: toBase64Url(salt),
      wrapped_keys: toBase64Url(demand(again, NOT_OPENED)),
    });
  } finally {
    master.fill(0);
  }
}

/** The account's keys, opened by one of its passkeys. Rejects with Distrust as by the password. */
export async function openByPasskey(account: string): Promise<AccountKeys> {
  const [kept, { items }] = [await readAccountKeys(), await listPasskeys()];
  const asked = items.map(({ credential_id, prf_salt }) => ({ credential: fromBase64Url(credential_id), salt: fromBase64Url(prf_salt) }));
  const { credential, secret } = await askPasskeys(asked);
  const wrapped = items.find(({ credential_id }) => credential_id === toBase64Url(credential))?.wrapped_keys;
  const opens = await secretOf(secret);
  secret.fill(0);
  const keys = wrapped && (await unlock(opens, ofPasskey(account, credential), fromBase64Url(wrapped)));
  return heldAgainst(kept, demand(keys || null, "The passkey does not open this account’s keys: the server changed what it keeps for it."));
}
