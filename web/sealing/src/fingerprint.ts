// Eight short words that stand for an account's public keys, for two people to compare by voice. As src/Sealing/Keys/Fingerprint.cs.
import { consonants, vowels } from "../../../schema/syllables.json";
import { ascii, type Bytes, bytes, join, subtle } from "./bytes";

const syllables = [...consonants].flatMap((consonant) => [...vowels].map((vowel) => consonant + vowel));

/** 96 bits of the keys' hash, such as `bako timu rola suni dufa gopi vina lutu`. */
export const fingerprint = async (hpkeKey: Bytes, signKey: Bytes): Promise<string> => {
  const hash = bytes(await subtle.digest("SHA-256", join(ascii("footfall/fingerprint/v1"), hpkeKey, signKey)));
  const syllable = (place: number): string => {
    const at = (place * 6) >> 3;
    const pair = (hash[at] as number) * 256 + (hash[at + 1] as number);
    return syllables[(pair >> (10 - ((place * 6) & 7))) & 63] as string;
  };
  return Array.from({ length: 8 }, (_, word) => syllable(2 * word) + syllable(2 * word + 1)).join(" ");
};
