import { closeSync, openSync, readdirSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync, inflateRawSync } from "node:zlib";

/** Base64 of a text that stands somewhere within a longer one: at each of three alignments, without the characters that its neighbours change. */
const base64Forms = (text) =>
  [0, 1, 2].map((before) => {
    const written = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]).toString("base64");
    return written.slice(before === 0 ? 0 : before + 1, -4);
  });

/** How a text can stand in bytes: as it is, as strings in memory, in hex, in base64. */
export const formsOf = (text) => [
  Buffer.from(text, "utf8"),
  Buffer.from(text, "utf16le"),
  Buffer.from(Buffer.from(text).toString("hex")),
  Buffer.from(Buffer.from(text).toString("hex").toUpperCase()),
  ...base64Forms(text).map((form) => Buffer.from(form)),
  ...base64Forms(text).map((form) => Buffer.from(form, "utf16le")),
];

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : entry.isFile() ? [join(folder, entry.name)] : [],
  );

/** A file's bytes, and what they are when they turn out to be compressed. */
const readings = (bytes) => {
  const found = [bytes];
  for (const unpack of [gunzipSync, brotliDecompressSync, inflateRawSync])
    try {
      found.push(unpack(bytes));
    } catch {
      // Not compressed in this way.
    }
  return found;
};

/** Names of the canaries that stand anywhere in the files below a folder, with the file. */
export const huntFiles = (folder, canaries) =>
  filesIn(folder).flatMap((file) => {
    const found = readings(readFileSync(file));
    return Object.entries(canaries)
      .filter(([, text]) => formsOf(text).some((form) => found.some((bytes) => bytes.includes(form))))
      .map(([name]) => `${name} in ${file.slice(folder.length + 1)}`);
  });

export const huntText = (text, canaries) =>
  Object.entries(canaries)
    .filter(([, canary]) => formsOf(canary).some((form) => text.includes(form.toString("utf8")) || text.includes(form.toString("utf16le"))))
    .map(([name]) => name);

const STEP = 16 * 1024 * 1024;
const OVERLAP = 4096;

/** Names of the canaries that stand in the memory of a process that this one started. */
export const huntMemory = (pid, canaries) => {
  const forms = Object.entries(canaries).map(([name, text]) => [name, formsOf(text)]);
  const found = new Set();
  const memory = openSync(`/proc/${pid}/mem`, "r");
  const buffer = Buffer.alloc(STEP + OVERLAP);
  let read = 0;
  for (const line of readFileSync(`/proc/${pid}/maps`, "utf8").split("\n")) {
    const [range, rights = "", , , , path = ""] = line.split(/\s+/);
    // What is mapped from files of the program holds nothing that was received.
    if (!rights.startsWith("rw") || path.startsWith("[v")) continue;
    const [from, to] = range.split("-").map((hex) => Number.parseInt(hex, 16));
    for (let at = from; at < to; at += STEP) {
      let length = 0;
      try {
        length = readSync(memory, buffer, 0, Math.min(STEP + OVERLAP, to - at), at);
      } catch {
        // Reserved and never written.
        continue;
      }
      read += length;
      const part = buffer.subarray(0, length);
      for (const [name, all] of forms) if (!found.has(name) && all.some((form) => part.includes(form))) found.add(name);
    }
  }
  closeSync(memory);
  return { found: [...found], read };
};
