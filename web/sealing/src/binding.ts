// What a wrapped or sealed secret is, of which version, and whose: authenticated with it, so that a server cannot hand out one in place
// of another. As src/Sealing/Keys/Binding.cs; ids of accounts, vaults and projects are UUIDs as text.
import { ascii, type Bytes, fromBase64Url, fromUuid, join, u32 } from "./bytes";

/** Made by the functions below only. */
export type Binding = Bytes & { readonly of: "binding" };

const short = (length: number, most: number): number => {
  if (length > most) throw new RangeError("An id is too long to be bound.");
  return length;
};

const binding = (type: string, version: number, id: Bytes, owner: string): Binding => {
  const idLength = short(id.length, 65_535);
  return join([type.length], ascii(type), u32(version), [idLength >> 8, idLength], id, fromUuid(owner)) as Binding;
};

/** An account's private keys under the key that is derived from its password. */
export const ofPassword = (account: string): Binding => binding("account/password", 1, join(), account);

/** The same under its recovery key. */
export const ofRecovery = (account: string): Binding => binding("account/recovery", 1, join(), account);

/** The same under the secret that one of its passkeys gives. */
export const ofPasskey = (account: string, credential: Bytes): Binding => binding("account/passkey", 1, credential, account);

/** A vault's private key, sealed to a member. */
export const ofVaultKey = (vault: string, version: number, member: string): Binding =>
  binding("vault-key", version, fromUuid(vault), member);

/** A vault's private root key, sealed to an owner or admin. */
export const ofRootKey = (vault: string, member: string): Binding => binding("root-key", 1, fromUuid(vault), member);

/** An epoch's private key, sealed to the vault. */
export const ofEpochKey = (project: string, epoch: Bytes, vault: string, vaultKeyVersion: number): Binding =>
  binding("epoch-key", vaultKeyVersion, join(fromUuid(project), epoch), vault);

/**
 * A definition, wrapped under a secret of the vault. `kind` is such as `goal`, at most 255 bytes; `revision` is the one that it becomes, from 1: else a
 * server could show an older one as the newest.
 */
export const ofDocument = (
  project: string,
  kind: string,
  id: string,
  revision: number,
  vault: string,
  vaultKeyVersion: number,
): Binding => {
  const name = ascii(kind);
  const what = join(fromUuid(project), u32(revision), [short(name.length, 255)], name, ascii(id));
  return binding("document", vaultKeyVersion, what, vault);
};

/** An item of a derived stream, wrapped under a secret of the vault. `stream` is sixteen bytes as base64url; `sequence` its place in the stream. */
export const ofStreamItem = (project: string, stream: string, sequence: number, vault: string, vaultKeyVersion: number): Binding => {
  const counted = [...u32(Math.floor(sequence / 2 ** 32)), ...u32(sequence % 2 ** 32)];
  return binding("stream-item", vaultKeyVersion, join(fromUuid(project), fromBase64Url(stream), counted), vault);
};
