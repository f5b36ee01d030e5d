import { type Bytes, subtle } from "../../sealing/src/bytes";
import type { Seal } from "../../sealing/src/seal";
import type { Epoch } from "../../sealing/src/statement";
import { fromBase64Url, sealer, verify } from "../../sealing/src/tracker";
import { request } from "./request";
import { data, endpoint, key } from "./settings";

export interface Sealing {
  /** Ms since 1970; then the key is to be asked for again. */
  until: number;
  seal: Seal;
}

const refuse = (reason: string): false => {
  console.warn(`footfall: ${reason} Nothing is sent.`);
  return false;
};

/**
 * Asks the server which key to seal to, and believes it only where the key that `data-pin` names has signed it. False: that key does not hold, or the browser
 * has no cryptography, and asking again would change nothing. Rejects when the server is away.
 */
export const sealing = async (): Promise<Sealing | false> => {
  if (!subtle) return refuse("Without https there is no cryptography.");
  const answer = await (await request(`${endpoint}?key=${key}`)).json();
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
  if (!epoch) return refuse("data-pin does not vouch for this key.");
  return {
    // The statement's end, and half a day at most: a key that was replaced early opens no more after a day.
    until: Math.min(epoch.notAfter, Date.now() + 432e5),
    seal: await sealer(epoch.key, epoch.project, epoch.id),
  };
};
