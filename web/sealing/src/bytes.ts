/** Bytes that WebCrypto takes: never over shared memory. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const ascii = (text: string): Bytes => new TextEncoder().encode(text);

export const join = (...parts: (Bytes | number[])[]): Bytes => new Uint8Array(parts.flatMap((part) => [...part]));

export const u32 = (value: number): number[] => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
