// Opens envelopes beside other workers that do the same.
import type { Manifest } from "@footfall/sealing/manifest";
import { openSegment } from "@footfall/sealing/segment";
import type { Secret } from "@footfall/sealing/wrapping";
import { answer, Moved } from "../calls";
import { type EpochKeys, Opening } from "./opening";

let opening: Promise<Opening> | undefined;

const functions = {
  begin: async ({ project, epochKeys }: { project: string; epochKeys: EpochKeys }): Promise<void> => {
    opening = Opening.begin(project, epochKeys);
    await opening;
  },
  /** `page` is a part of a page of the server's, whole records. */
  open: async (page: Uint8Array<ArrayBuffer>) => {
    if (!opening) throw new Error("An opener has no keys yet.");
    const opened = await (await opening).open(page);
    return new Moved(opened, [opened.contents.buffer, opened.ends.buffer]);
  },
  /** A segment whose manifest was taken into its epoch's chain. */
  openSegment: async ({ secret, manifest, file }: { secret: Secret; manifest: Manifest; file: Uint8Array<ArrayBuffer> }) => {
    const opened = await openSegment(secret, manifest, file);
    return new Moved(opened, "content" in opened ? [opened.content.buffer] : []);
  },
};

export type Opener = typeof functions;

answer(functions);
