// Opens envelopes beside other workers that do the same.
import { answer, Moved } from "../calls";
import { type EpochKeys, Opening } from "./opening";

let opening: Opening | undefined;

const functions = {
  begin: ({ project, epochKeys }: { project: string; epochKeys: EpochKeys }): void => {
    opening = new Opening(project, epochKeys);
  },
  /** `page` is a part of a page of the server's, whole records. */
  open: async (page: Uint8Array<ArrayBuffer>) => {
    if (!opening) throw new Error("An opener has no keys yet.");
    const opened = await opening.open(page);
    return new Moved(opened, [opened.contents.buffer, opened.ends.buffer]);
  },
};

export type Opener = typeof functions;

answer(functions);
