// P-256 key pairs as 32-byte scalars and 65-byte points. Private keys go through PKCS #8: a JWK would leave them behind in strings, which cannot be zeroed.
import { type Bytes, bytes, join, subtle } from "./bytes";
import { curve } from "./hpke";

export interface Pair {
  /** 32 bytes, to be wrapped or sealed, then zeroed. */
  scalar: Bytes;
  /** 65 bytes, uncompressed. */
  point: Bytes;
}

export const signing = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };

// RFC 5208 and RFC 5915, for an EC key on P-256 with its public point: all but the scalar and the point.
const beforeScalar = [
  0x30, 0x81, 0x87, 2, 1, 0, 0x30, 0x13, 6, 7, 0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1, 6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7, 4, 0x6d,
  0x30, 0x6b, 2, 1, 1, 4, 0x20,
];
const beforePoint = [0xa1, 0x44, 3, 0x42, 0];
/** What stands before the scalar in every form: version 1, then 32 bytes. A browser may leave the point out, and then all lengths before are others. */
const scalarMark = beforeScalar.slice(-5);

export const generatePair = async (): Promise<Pair> => {
  const { privateKey, publicKey } = await subtle.generateKey(curve, true, ["deriveBits"]);
  const packed = bytes(await subtle.exportKey("pkcs8", privateKey));
  const mark = packed.findIndex((_, at) => scalarMark.every((byte, i) => packed[at + i] === byte));
  if (mark < 0) throw new Error("This browser exports private keys in a form of its own; use another one.");
  const scalar = packed.slice(mark + scalarMark.length, mark + scalarMark.length + 32);
  packed.fill(0);
  return { scalar, point: bytes(await subtle.exportKey("raw", publicKey)) };
};

const importScalar = async ({ scalar, point }: Pair, algorithm: EcKeyImportParams, use: KeyUsage): Promise<CryptoKey> => {
  const packed = join(beforeScalar, scalar, beforePoint, point);
  try {
    return await subtle.importKey("pkcs8", packed, algorithm, false, [use]);
  } finally {
    packed.fill(0);
  }
};

const attempt = async <T>(work: () => Promise<T | null>): Promise<T | null> => {
  try {
    return await work();
  } catch {
    // Not a scalar or a point of the curve. WebCrypto has several names for that, and none of them matters.
    return null;
  }
};

/** The private key that others seal to, never to leave WebCrypto again; null where scalar and point are no pair, which not every browser checks. */
export const sealingKey = (pair: Pair): Promise<CryptoKey | null> =>
  attempt(async () => {
    const key = await importScalar(pair, curve, "deriveBits");
    const probe = await subtle.generateKey(curve, false, ["deriveBits"]);
    const theirs = await subtle.importKey("raw", pair.point, curve, false, []);
    const there = bytes(await subtle.deriveBits({ name: "ECDH", public: theirs }, probe.privateKey, 256));
    const back = bytes(await subtle.deriveBits({ name: "ECDH", public: probe.publicKey }, key, 256));
    return there.every((byte, i) => byte === back[i]) ? key : null;
  });

/** The same for the key that an account or a vault signs with. */
export const signingKey = (pair: Pair): Promise<CryptoKey | null> =>
  attempt(async () => {
    const key = await importScalar(pair, signing, "sign");
    const theirs = await subtle.importKey("raw", pair.point, signing, false, ["verify"]);
    const probe = crypto.getRandomValues(new Uint8Array(32));
    return (await subtle.verify(signing, theirs, await subtle.sign(signing, key, probe), probe)) ? key : null;
  });
