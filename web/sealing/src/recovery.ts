// The recovery key that a person keeps on paper, as src/Sealing/Keys/RecoveryKey.cs: 160 random bits, and 20 of their hash that tell slips of the pen.
import { ascii, type Bytes, bytes, join, subtle } from "./bytes";
import { derive, type Secret, secretOf } from "./wrapping";

/** Douglas Crockford's base 32: what looks like a one or a zero is one. */
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const keyBytes = 20;
const letters = 36;

/** The key, then the first 20 bits of its hash, then four zero bits. */
const withCheck = async (key: Bytes): Promise<Bytes> => {
  const hash = bytes(await subtle.digest("SHA-256", join(ascii("footfall/recovery/v1"), key)));
  return join(key, hash.slice(0, 2), [(hash[2] as number) & 0xf0]);
};

const fiveBits = (all: Bytes, place: number): number => {
  const at = (place * 5) >> 3;
  return (((all[at] as number) * 256 + (all[at + 1] ?? 0)) >> (11 - ((place * 5) & 7))) & 31;
};

export const generateRecovery = (): Bytes => crypto.getRandomValues(new Uint8Array(keyBytes));

/** Nine groups of four letters. */
export const recoveryText = async (key: Bytes): Promise<string> => {
  const all = await withCheck(key);
  const text = Array.from({ length: letters }, (_, place) => alphabet[fiveBits(all, place)]).join("");
  return (text.match(/..../g) as string[]).join("-");
};

/** Reads what somebody typed: case, spaces and hyphens do not matter, and O is 0, I and L are 1. Null where it is no recovery key. */
export const readRecovery = async (typed: string): Promise<Bytes | null> => {
  const text = typed.toUpperCase().replace(/[\s-]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1");
  const values = [...text].map((letter) => alphabet.indexOf(letter));
  if (values.length !== letters || values.includes(-1)) return null;
  const all = new Uint8Array(keyBytes + 3);
  values.forEach((value, place) => {
    const at = (place * 5) >> 3;
    const shifted = value << (11 - ((place * 5) & 7));
    all[at] = (all[at] as number) | (shifted >> 8);
    if (at + 1 < all.length) all[at + 1] = (all[at + 1] as number) | (shifted & 255);
  });
  const key = all.slice(0, keyBytes);
  const right = await withCheck(key);
  return right.every((byte, i) => byte === all[i]) ? key : null;
};

/** What the server gets in place of a password, and keeps a hash of; 32 bytes. */
export const recoveryLogin = async (key: Bytes): Promise<Bytes> => derive(await secretOf(key), ascii("footfall/recovery/login/v1"), 32);

/** What the account's keys are wrapped under; never sent. */
export const recoverySecret = async (key: Bytes): Promise<Secret> => {
  const material = await derive(await secretOf(key), ascii("footfall/recovery/wrapping/v1"), 32);
  const secret = await secretOf(material);
  material.fill(0);
  return secret;
};
