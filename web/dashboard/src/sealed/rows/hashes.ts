// Ids that are hashes, as src/Privacy/VisitorHash.cs and src/Ingestion/Pipeline/EventIds.cs make them.
import { createSHA256 } from "hash-wasm";
import { trimmed } from "./text/letters";
import { utf8Of } from "./text/percent";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const nobody = "00000000-0000-0000-0000-000000000000";

export interface Hashes {
  /** The lasting visitor of an id that a client keeps. */
  visitorOf(clientVisitor: string): bigint;
  /** The UUID that a text is, else a UUIDv8 (RFC 9562) of its SHA-256: the same text is always the same id. */
  idOf(text: string): string;
}

/** WebCrypto's digest would answer each of a hundred thousand events later; this one answers at once. */
export const makeHashes = async (project: number): Promise<Hashes> => {
  const hasher = await createSHA256();
  const sha256 = (bytes: Uint8Array): Uint8Array => hasher.init().update(bytes).digest("binary");

  const visitorOf = (clientVisitor: string): bigint => {
    const text = utf8Of(clientVisitor);
    const message = new Uint8Array(12 + text.length);
    const view = new DataView(message.buffer);
    view.setInt32(0, 4, true);
    view.setInt32(4, project, true);
    view.setInt32(8, text.length, true);
    message.set(text, 12);
    const hash = sha256(message);
    return new DataView(hash.buffer, hash.byteOffset).getBigUint64(0, true);
  };

  const idOf = (text: string): string => {
    const plain = trimmed(text);
    if (uuid.test(plain)) return plain.toLowerCase();
    const bytes = sha256(utf8Of(text)).slice(0, 16);
    bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
    bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
    const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  };

  return { visitorOf, idOf };
};

/** False for none, and for the one that clients without a source of randomness send for everything. */
export const isId = (id: string | null): id is string => id !== null && id !== nobody;
