import { subtle } from "../../sealing/src/bytes";
import { type Sealing, vouched } from "../../sealing/src/tracker";
import { request } from "./request";
import { data, endpoint, key } from "./settings";

export type { Sealing };

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
  return (await vouched(answer, data.pin || "")) || refuse("data-pin does not vouch for this key.");
};
