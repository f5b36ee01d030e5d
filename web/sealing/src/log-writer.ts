// Writes the next entry of a membership log, as src/Sealing/Membership/LogWriter.cs. It is not appended: a server may have taken another one first.
import { ascii, type Bytes, bytes, subtle, toBase64Url } from "./bytes";
import { canonical, type Flat } from "./canonical";
import type { SignedEntry, Writer } from "./chain";
import type { Role } from "./log-entry";
import { emptyLog, type Log, type Member } from "./membership";
import { signing } from "./pairs";

const write = async (log: Log, { account, key, now }: Writer, kind: string, fields: Flat): Promise<SignedEntry> => {
  // Another member's clock may run ahead; time never goes back.
  const time = Math.max(log.time, Math.floor(now));
  const entry = canonical({ ...fields, kind, vault: log.vault, by: account, sequence: log.length, previous: log.head, time });
  return { entry, signature: bytes(await subtle.sign(signing, key, ascii(entry))) };
};

/** The first entry: the writer becomes the vault's owner. All keys are public ones. */
export const createVault = (
  vault: string,
  writer: Writer,
  keys: { hpkeKey: Bytes; signKey: Bytes; rootKey: Bytes; vaultKey: Bytes },
): Promise<SignedEntry> =>
  write(emptyLog(vault), writer, "create", {
    hpke_key: toBase64Url(keys.hpkeKey),
    sign_key: toBase64Url(keys.signKey),
    root_key: toBase64Url(keys.rootKey),
    vault_key: toBase64Url(keys.vaultKey),
  });

/** Only with keys whose fingerprint was compared. */
export const addMember = (log: Log, writer: Writer, { account, role, hpkeKey, signKey }: Member): Promise<SignedEntry> =>
  write(log, writer, "add", { account, role, hpke_key: toBase64Url(hpkeKey), sign_key: toBase64Url(signKey) });

/** A new key of the vault has to follow. */
export const removeMember = (log: Log, writer: Writer, account: string): Promise<SignedEntry> => write(log, writer, "remove", { account });

export const changeRole = (log: Log, writer: Writer, account: string, role: Role): Promise<SignedEntry> =>
  write(log, writer, "role", { account, role });

export const rotateKey = (log: Log, writer: Writer, vaultKey: Bytes): Promise<SignedEntry> =>
  write(log, writer, "rotate", { vault_key: toBase64Url(vaultKey), version: log.vaultKeys.length + 1 });
