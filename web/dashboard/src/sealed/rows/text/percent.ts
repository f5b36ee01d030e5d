// Percent-encoding, read as the framework's own methods do.

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });
const strict = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });
const run = /(?:%[0-9a-f]{2})+/gi;
const ascii = new TextEncoder();

const bytesOf = (encoded: string): Uint8Array => {
  const bytes = new Uint8Array(encoded.length / 3);
  for (let at = 0; at < bytes.length; at++) bytes[at] = Number.parseInt(encoded.slice(at * 3 + 1, at * 3 + 3), 16);
  return bytes;
};

/** How many bytes of UTF-8 a first byte announces; 1 also for those that announce nothing. */
const announced = (first: number): number => (first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1);

const decodedRun = (encoded: string): string => {
  const bytes = bytesOf(encoded);
  let text = "";
  for (let at = 0; at < bytes.length; ) {
    const length = announced(bytes[at] as number);
    const part = bytes.subarray(at, at + length);
    try {
      if (part.length < length) throw new TypeError();
      text += strict.decode(part);
      at += length;
    } catch {
      // No UTF-8: this byte stays as it was written.
      text += encoded.slice(at * 3, at * 3 + 3);
      at++;
    }
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
