import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { AnalyticsClient as Api, ClientOptions } from "../types/index";
import { Client } from "./client";
import { MemoryDevice } from "./device";
import { DiskOutbox } from "./disk";
import { MemoryOutbox } from "./outbox";
import type { Platform } from "./platform";
import { request } from "./request";

/** A timer that lets the process end. */
const after = (ms: number, work: () => void): (() => void) => {
  const timer = setTimeout(work, Math.min(ms, 2 ** 31 - 1));
  timer.unref();
  return () => clearTimeout(timer);
};

/** The time, then the random part of a version 4, whose making Node has made cheap: servers make many. */
const uuid = (): string => {
  const time = Date.now().toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
};

const statementFile = (folder: string) => {
  const path = join(folder, "statement.json");
  return {
    read: () => readFile(path, "utf8").catch(() => undefined),
    write: async (text: string) => {
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(path, text, { mode: 0o600 });
      } catch {
        // The next start asks the server, as it would without the file; whether the folder can be written is told when it matters.
      }
    },
  };
};

const platform: Platform = {
  library: "footfall-node",
  headers: { "content-type": "application/json" },
  // The server takes 1 MiB.
  mostBytes: 500_000,
  keeps: false,
  transport: { send: (outgoing) => request(outgoing, {}, after) },
  uuid,
  device: () => new MemoryDevice(),
  outbox: ({ offlineDirectory, offlineMaxBytes, identified }, warn) =>
    offlineDirectory ? new DiskOutbox(offlineDirectory, offlineMaxBytes, warn, identified) : new MemoryOutbox(),
  statementFile: ({ offlineDirectory }) => (offlineDirectory ? statementFile(offlineDirectory) : undefined),
  context: () => ({}),
  silent: () => false,
  held: () => false,
  page: () => undefined,
  after,
  listen: () => () => undefined,
};

export class AnalyticsClient extends Client implements Api {
  constructor(options: ClientOptions) {
    super(options, platform);
  }
}
