// Who vouches for the key that a tracker seals to (docs/formats/sealed.md, epoch statement). As src/Sealing/Epochs.
import { ascii, type Bytes, bytes, fromBase64Url, join, same, subtle, u32 } from "./bytes";

export interface Epoch {
  project: Bytes;
  id: Bytes;
  /** The point that messages are sealed to. */
  key: Bytes;
  /** Ms since 1970; nothing is sealed to it later. */
  notAfter: number;
}

const name = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const title = "footfall/epoch/v1";

/**
 * What a statement says, or nothing unless all holds: the root key is the one that the pin names (base64url of its SHA-256), it signed the statement,
 * and that is still valid at `now`. Whoever knows the project beforehand compares it. Rejects where a key, a pin or a statement is none at all.
 */
export const verify = async (statement: Bytes, signature: Bytes, rootKey: Bytes, pin: string, now: number): Promise<Epoch | undefined> => {
  const key = await subtle.importKey("raw", rootKey, name, false, ["verify"]);
  const notAfter = Number(new DataView(statement.buffer, statement.byteOffset).getBigUint64(106));
  return statement.length === 114 &&
    notAfter > now &&
    same(statement.slice(0, 17), ascii(title)) &&
    same(bytes(await subtle.digest("SHA-256", rootKey)), fromBase64Url(pin)) &&
    (await subtle.verify(name, key, signature, statement))
    ? { project: statement.slice(17, 33), id: statement.slice(33, 41), key: statement.slice(41, 106), notAfter }
    : undefined;
};

/** What the holder of a vault's root key signs for a new epoch. `root` is its private key (ECDSA P-256, `sign`). */
export const state = async (root: CryptoKey, epoch: Epoch): Promise<{ statement: Bytes; signature: Bytes }> => {
  const lengths = [epoch.project.length, epoch.id.length, epoch.key.length];
  if (`${lengths}` !== "16,8,65") throw new RangeError("A project id has 16 bytes, an epoch id 8 and a public key 65.");
  if (!Number.isSafeInteger(epoch.notAfter) || epoch.notAfter <= 0) throw new RangeError("The end is a time in whole ms since 1970.");
  const end = [...u32(epoch.notAfter / 2 ** 32), ...u32(epoch.notAfter)];
  const statement = join(ascii(title), epoch.project, epoch.id, epoch.key, end);
  return { statement, signature: bytes(await subtle.sign(name, root, statement)) };
};
