import { allowed, unanswered } from "./consent";
import { record } from "./device";
import { emit } from "./events";
import { request } from "./request";
import { endpoint, identified, key } from "./settings";
import type { WireEvent } from "./wire";

interface Given {
  variant: string;
  /** The event that told of it. */
  told?: WireEvent | undefined;
}

/** What the server gives this visitor, by the keys of the running experiments; asked for once a page load. */
let given: Promise<Record<string, Given>> | undefined;

/**
 * The variant of this visitor; undefined where there is none: no such experiment runs, the server is away, or the visitor is not counted. That it was
 * asked for is an event, once a page load.
 */
export const experiment = async (name: string): Promise<string | undefined> => {
  try {
    if (!allowed("experiment") || unanswered() || record.unlinked) return;
    given ??= request(new URL(`experiments?key=${key}${identified ? `&visitor=${record.visitor}` : ""}`, endpoint).href).then((answer) =>
      answer.json(),
    );
    // Where none is given, what follows fails, and there is no variant.
    const mine = (await given)[name] as Given;
    mine.told ??= emit("experiment", { interactive: false, props: { experiment: name, variant: mine.variant } });
    return mine.variant;
  } catch {
    return;
  }
};
