/** Bytes that WebCrypto takes: never over shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Undefined on plain http: what uses it rejects there. */
export const { subtle } = crypto;

/** UTF-8; most of what is written so has nothing beyond ASCII. */
export const ascii = (text: string): Bytes => new TextEncoder().encode(text);

export const bytes = (buffer: ArrayBuffer): Bytes => new Uint8Array(buffer);

export const join = (...parts: (Bytes | number[])[]): Bytes => new Uint8Array(parts.flatMap((part) => [...part]));

/** Big-endian; an array of bytes keeps the low eight bits of each. */
export const u32 = (value: number): number[] => [value >>> 24, value >>> 16, value >>> 8, value];

/** Whether two values would be written alike as JSON; bytes are too. Not for secrets: the time it takes tells where they differ. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Reads base64url without padding; throws on what is none. */
export const fromBase64Url = (text: string): Bytes =>
  Uint8Array.from(atob(text.replace(/[-_]/g, (sign) => (sign > "-" ? "/" : "+"))), (character) => character.charCodeAt(0));

export const toBase64Url = (bytes: Bytes): string =>
  btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ""))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=/g, "");

/** The 16 bytes of a UUID in the order of its text, as they stand in envelopes and statements. */
export const fromUuid = (text: string): Bytes => {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) throw new RangeError("This is no UUID.");
  return Uint8Array.from(text.replace(/-/g, "").match(/../g) as string[], (pair) => Number.parseInt(pair, 16));
};
