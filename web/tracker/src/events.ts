import { admits } from "./catalogue";
import { currentUrl } from "./page";
import { enqueue } from "./queue";
import { stamp, touch } from "./session";
import { silent } from "./settings";
import { type Fields, uuid, type WireEvent } from "./wire";

/** Makes an event and queues it; undefined when it may not be sent. */
export const emit = (name: string, fields?: Fields): WireEvent | undefined => {
  if (FULL ? !admits(name) : silent) return;
  if (FULL && !fields?.unlinked) touch(fields?.engagement_ms, undefined, fields?.referrer);
  const event = { id: uuid(), name, time: new Date().toISOString(), url: currentUrl(), ...fields };
  if (FULL) stamp(event);
  enqueue(event);
  return event;
};
