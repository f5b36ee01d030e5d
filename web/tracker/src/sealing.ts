import { type Bytes, join, subtle, u32 } from "../../sealing/src/bytes";
import type { Epoch } from "../../sealing/src/statement";
import { compact, fromBase64Url, sealer, verify } from "../../sealing/src/tracker";
import { data, endpoint, key } from "./settings";
import type { WireEvent } from "./wire";

/** One envelope with its length before it, as `POST /collect/sealed` takes a row of them. */
export type Envelope = Bytes;
export interface Sealing {
  /** The content of one message. */
  compact: (context: object, events: WireEvent[]) => Bytes;
  seal: (content: Bytes, leaving?: boolean) => Promise<Envelope>;
}

/** The key does not hold, or the browser has no cryptography: asking again would change nothing. */
export class Refused extends Error {}

const refuse = (reason: string): never => {
  console.warn(`footfall: ${reason} Nothing is sent.`);
  throw new Refused();
};

/** Asks the server which key to seal to, and believes it only where the key that `data-pin` names has signed it. Rejects with Refused, or when the server is away. */
export const sealing = async (): Promise<Sealing> => {
  if (!subtle) refuse("This page is not on https, where browsers have no cryptography.");
  const response = await fetch(`${endpoint}?key=${key}`, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (response.status > 499 || response.status === 429) throw response.headers.get("retry-after");
  const answer = await response.json();
  let epoch: Epoch | undefined;
  try {
    const [statement, signature, rootKey] = [answer.statement, answer.signature, answer.root_key].map(fromBase64Url) as [
      Bytes,
      Bytes,
      Bytes,
    ];
    epoch = await verify(statement, signature, rootKey, data.pin || "", Date.now());
  } catch {
    // What is no statement or no key at all does not hold either.
  }
  if (!epoch) return refuse("The key of this project is not the one that data-pin vouches for.");
  const seal = await sealer(epoch.key, epoch.project, epoch.id);
  return {
    compact: (context, events) =>
      compact(
        {
          ...context,
          user_agent: navigator.userAgent,
          hints: (navigator as { userAgentData?: object }).userAgentData,
        },
        events as never,
      ),
    seal: async (content, leaving) => {
      const envelope = await seal(content, leaving);
      return join(u32(envelope.length), envelope);
    },
  };
};
