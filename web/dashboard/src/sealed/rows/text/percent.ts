// Percent-encoding, read as the framework's own methods do.

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const run = /(?:%[0-9a-f]{2})+/gi;
const ascii = new TextEncoder();

const bytesOf = (encoded: string): Uint8Array => {
  const bytes = new Uint8Array(encoded.length / 3);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(encoded.slice(at * 3 + 1, at * 3 + 3), 16);
  return bytes;
};

/** How many bytes the well-formed UTF-8 sequence has that begins here; 0 where there is none. */
const sequenceAt = (bytes: Uint8Array, at: number): number => {
  const first = bytes[at] as number;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return 0;
  for (let next = at + 1; next < at + length; next++) if (((bytes[next] as number) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] as number;
  // Overlong forms, surrogates, and what lies behind the last code point.
  if ((first === 0xe0 && second < 0xa0) || (first === 0xed && second > 0x9f)) return 0;
  return (first === 0xf0 && second < 0x90) || (first === 0xf4 && second > 0x8f) ? 0 : length;
};

const decodedRun = (encoded: string): string => {
  const bytes = bytesOf(encoded);
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceAt(bytes, at);
    // No UTF-8: this byte stays as it was written.
    text += length === 0 ? encoded.slice(at * 3, at * 3 + 3) : utf8.decode(bytes.subarray(at, at + length));
    at += length || 1;
  }
  return text;
};

/** As Uri.UnescapeDataString: what is no UTF-8 stays encoded. */
export const unescaped = (text: string): string => (text.includes("%") ? text.replace(run, decodedRun) : text);

/** As WebUtility.UrlDecode: plus signs are spaces, what is no UTF-8 becomes U+FFFD. */
export const formDecoded = (text: string): string => {
  const spaced = text.replaceAll("+", " ");
  // ASCII between encoded bytes ends a broken sequence just as the end of a run does.
  return spaced.includes("%") ? spaced.replace(run, (encoded) => utf8.decode(bytesOf(encoded))) : spaced;
};

export const utf8Of = (text: string): Uint8Array => ascii.encode(text);
