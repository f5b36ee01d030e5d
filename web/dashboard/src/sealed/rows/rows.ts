// Makes rows of opened messages: the twin of src/Ingestion/Pipeline. schema/vectors/rows.json holds both to the same answers.
import type { EventRow, Message, Note, SealedProject } from "../types";
import type { Drop } from "./draft/draft";
import { readDraft } from "./draft/read";
import { makeHashes } from "./hashes";
import { Maker } from "./maker";

export interface DroppedEvent extends Drop {
  /** The event's place in its message. */
  index: number;
}

export interface MadeRows {
  /** Not yet placed in visits: each says where a visit would have come from if it had begun it. */
  events: EventRow[];
  dropped: DroppedEvent[];
}

/** Makes the rows of one message. `envelope` is the envelope's id: ids that events lack are made of it, so that each reader makes the same. */
export type RowMaker = (message: Message, note: Note, envelope: string) => MadeRows;

export const makeRowMaker = async (project: SealedProject): Promise<RowMaker> => {
  const maker = new Maker(project, await makeHashes(project.number));
  return (message, note, envelope) => {
    const made: MadeRows = { events: [], dropped: [] };
    message.forEach((event, index) => {
      const row = maker.take(readDraft(event), note, envelope, index);
      if ("reason" in row) made.dropped.push({ index, ...row });
      else made.events.push(row);
    });
    return made;
  };
};
