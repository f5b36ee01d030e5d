// What a sender makes of the server's word for a key: of the tracker and of sdk/js alike.
import { type Bytes, fromBase64Url } from "./bytes";
import { type Seal, sealer } from "./seal";
import { type Epoch, verify } from "./statement";

export interface Sealing {
  /** Ms since 1970; then the key is to be asked for again. */
  until: number;
  seal: Seal;
}

/** The answer of `GET /collect/sealed`, which is believed only as far as the pin's key has signed it. */
export interface Vouching {
  statement: string;
  signature: string;
  root_key: string;
}

/** What seals to the key that the answer tells of; nothing where the key that `pin` names does not vouch for it, so that asking again would change nothing. */
export const vouched = async (answer: Vouching, pin: string): Promise<Sealing | undefined> => {
  let epoch: Epoch | undefined;
  try {
    const [statement, signature, rootKey] = [answer.statement, answer.signature, answer.root_key].map(fromBase64Url) as [
      Bytes,
      Bytes,
      Bytes,
    ];
    epoch = await verify(statement, signature, rootKey, pin, Date.now());
  } catch {
    // What is no statement or no key at all does not hold either.
  }
  return (
    epoch && {
      // The statement's end, and half a day at most: a key that was replaced early opens no more after a day.
      until: Math.min(epoch.notAfter, Date.now() + 432e5),
      seal: await sealer(epoch.key, epoch.project, epoch.id),
    }
  );
};
