// The two key pairs of a person or an agent: one that others seal to, one that it signs with. As src/Sealing/Keys/AccountKeys.cs.
import type { Binding } from "./binding";
import { type Bytes, join } from "./bytes";
import { generatePair, sealingKey, signingKey } from "./pairs";
import { type Secret, unwrap, wrap } from "./wrapping";

export interface AccountKeys {
  /** Private keys that WebCrypto does not give back. */
  open: CryptoKey;
  sign: CryptoKey;
  /** Their public points, as they came out of the wrapping: what the server names is not asked. */
  hpkeKey: Bytes;
  signKey: Bytes;
}

/** Scalar, point, scalar, point: what is wrapped. Zero it when it has been wrapped under each secret. */
export type AccountContent = Bytes & { readonly of?: "account" };

export const generateAccount = async (): Promise<AccountContent> => {
  const [sealing, sign] = [await generatePair(), await generatePair()];
  const content = join(sealing.scalar, sealing.point, sign.scalar, sign.point);
  sealing.scalar.fill(0);
  sign.scalar.fill(0);
  return content;
};

/** Null where the content is no pair of pairs. */
export const accountKeys = async (content: AccountContent): Promise<AccountKeys | null> => {
  if (content.length !== 194) return null;
  const sealing = { scalar: content.slice(0, 32), point: content.slice(32, 97) };
  const signing = { scalar: content.slice(97, 129), point: content.slice(129) };
  const [open, sign] = [await sealingKey(sealing), await signingKey(signing)];
  sealing.scalar.fill(0);
  signing.scalar.fill(0);
  return open && sign ? { open, sign, hpkeKey: sealing.point, signKey: signing.point } : null;
};

/** Null where the secret or the binding is another. */
export const unlock = async (secret: Secret, binding: Binding, wrapped: Bytes): Promise<AccountKeys | null> => {
  const content = await unwrap(secret, binding, wrapped);
  const keys = content && (await accountKeys(content));
  content?.fill(0);
  return keys;
};

/** Wraps an account's keys under a further secret: a new password, a new recovery key, a passkey. Null where the old one does not open them. */
export const rewrap = async (old: Secret, was: Binding, wrapped: Bytes, secret: Secret, becomes: Binding): Promise<Bytes | null> => {
  const content = await unwrap(old, was, wrapped);
  const again = content && (await wrap(secret, becomes, content));
  content?.fill(0);
  return again;
};
