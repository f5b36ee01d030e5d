import { type Bytes, fromBase64Url, toBase64Url } from "@footfall/sealing/bytes";
import { fingerprint } from "@footfall/sealing/fingerprint";
import { createAgent, forgetAgent } from "../../api/agents";
import type { Holder, OpenVault } from "../keys/vaults";
import { add } from "./changes";

/** What `footfall keygen` printed, with the words to be compared. Adding uses these very keys: the server is not asked for them. */
export interface NewAgent {
  name: string;
  hpkeKey: Bytes;
  signKey: Bytes;
  words: string;
}

const LINE = /^footfall-agent\/1 ([\w-]{87}) ([\w-]{87}) (\S.{0,99})$/;

/** Null where it is no such line. */
export async function readAgentLine(line: string): Promise<NewAgent | null> {
  const [, hpke, sign, name] = LINE.exec(line.trim()) ?? [];
  if (!hpke || !sign || !name) return null;
  const [hpkeKey, signKey] = [point(hpke), point(sign)];
  return hpkeKey && signKey && { name, hpkeKey, signKey, words: await fingerprint(hpkeKey, signKey) };
}

/** Makes the agent a member, which reads and compacts, and tells its token. */
export async function admit(holder: Holder, vault: OpenVault, agent: NewAgent): Promise<string> {
  const { name, hpkeKey, signKey } = agent;
  const made = await createAgent(vault.id, { name, hpke_key: toBase64Url(hpkeKey), sign_key: toBase64Url(signKey) });
  try {
    await add(holder, vault, { account: made.id, role: "member", hpkeKey, signKey });
  } catch (refusal) {
    // Nothing is left behind that is no member; where that fails too, the first refusal is what matters.
    await forgetAgent(vault.id, made.id).catch(() => null);
    throw refusal;
  }
  return made.token;
}

function point(text: string): Bytes | null {
  const bytes = fromBase64Url(text);
  return bytes.length === 65 && bytes[0] === 4 ? bytes : null;
}
