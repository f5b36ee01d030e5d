// What signed chains have in common: a vault's membership log, and an epoch's manifests.
import { type Bytes, subtle } from "./bytes";
import { signing } from "./pairs";

/** One line of a chain: canonical JSON, and 64 bytes over it. */
export interface SignedEntry {
  entry: string;
  signature: Bytes;
}

/** Who writes, and now by its clock, ms since 1970. */
export interface Writer {
  account: string;
  /** ECDSA P-256, `sign`. */
  key: CryptoKey;
  now: number;
}

/** As src/Sealing/Signatures/ChainRefusal.cs. A chain lies in clear, so the reason may be told. */
export type ChainRefusal =
  | "malformed"
  | "elsewhere"
  | "out_of_order"
  | "broken_chain"
  | "untrusted"
  | "forbidden"
  | "contradiction"
  | "rotation_due"
  | "rolled_back";

/** How much of a chain somebody has seen: its length, and the hash of its last entry. */
export interface Seen {
  length: number;
  head: string;
}

export const isSigned = async (key: Bytes, text: Bytes, signature: Bytes): Promise<boolean> => {
  const signer = await subtle.importKey("raw", key, signing, false, ["verify"]);
  return subtle.verify(signing, signer, signature, text);
};
