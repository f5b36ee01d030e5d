// Who belongs to a vault, by its signed and chained log, as src/Sealing/Membership. A server can withhold the end of a log, but can neither change nor invent any of it.
import { ascii, type Bytes, bytes, subtle, toBase64Url } from "./bytes";
import { type ChainRefusal, isSigned, type Seen, type SignedEntry } from "./chain";
import { type LogEntry, type Role, rankOf, readEntry } from "./log-entry";

/** A member as the log says: the keys are those that an owner or admin signed, whatever a server says. */
export interface Member {
  account: string;
  role: Role;
  hpkeKey: Bytes;
  signKey: Bytes;
}

export interface Log {
  vault: string;
  /** The next entry's sequence number. */
  length: number;
  /** Hash of the last entry, empty before the first. */
  head: string;
  time: number;
  rootKey: Bytes;
  members: Map<string, Member>;
  /** The first is version 1, the last the present one. */
  vaultKeys: Bytes[];
  /** True from a removal until the vault's key has been replaced. */
  rotationDue: boolean;
  hashes: string[];
  /** Every change of a member; null stands for a removal. */
  history: { sequence: number; account: string; member: Member | null }[];
}

export const emptyLog = (vault: string): Log => ({
  vault,
  length: 0,
  head: "",
  time: 0,
  rootKey: new Uint8Array(0),
  members: new Map(),
  vaultKeys: [],
  rotationDue: false,
  hashes: [],
  history: [],
});

/** What the account was when the log had `length` entries; null for who was no member. */
export const memberAt = (log: Log, account: string, length: number): Member | null =>
  log.history.filter((change) => change.account === account && change.sequence < length).at(-1)?.member ?? null;

/** Owners may do all; admins what concerns members and viewers only; everybody may leave. */
const may = (log: Log, entry: LogEntry, signer: Role): boolean => {
  if (signer === "owner" || (entry.kind === "remove" && entry.account === entry.by)) return true;
  if (signer !== "admin") return false;
  const admin = rankOf("admin");
  return entry.kind === "rotate" || (rankOf(entry.role) < admin && rankOf(log.members.get(entry.account)?.role) < admin);
};

const contradicts = (log: Log, entry: LogEntry): boolean => {
  const present = log.members.get(entry.account);
  const owners = [...log.members.values()].filter(({ role }) => role === "owner").length;
  const isLastOwner = present?.role === "owner" && owners === 1;
  if (entry.kind === "add") return present !== undefined;
  if (entry.kind === "role") return !present || present.role === entry.role || isLastOwner;
  if (entry.kind === "remove") return !present || isLastOwner;
  return entry.version !== log.vaultKeys.length + 1;
};

/** Which entries may follow, given who is a member. The signature has been checked before. */
const judge = (log: Log, entry: LogEntry): ChainRefusal | null => {
  if (entry.kind === "create") return log.length === 0 ? null : "contradiction";
  if (!may(log, entry, (log.members.get(entry.by) as Member).role)) return "forbidden";
  if (log.rotationDue && entry.kind !== "rotate" && entry.kind !== "remove") return "rotation_due";
  return contradicts(log, entry) ? "contradiction" : null;
};

const change = (log: Log, { sequence }: LogEntry, account: string, member: Member | null): void => {
  log.history.push({ sequence, account, member });
  if (member) log.members.set(account, member);
  else log.members.delete(account);
};

const apply = async (log: Log, entry: LogEntry, text: Bytes): Promise<void> => {
  const { kind, by, account, role, keys } = entry;
  const present = log.members.get(account);
  const named = { hpkeKey: keys.hpke_key as Bytes, signKey: keys.sign_key as Bytes };
  if (kind === "create") {
    log.rootKey = keys.root_key as Bytes;
    change(log, entry, by, { account: by, role: "owner", ...named });
  }
  if (kind === "add") change(log, entry, account, { account, role: role as Role, ...named });
  if (kind === "role") change(log, entry, account, { ...(present as Member), role: role as Role });
  if (kind === "remove") change(log, entry, account, null);
  if (keys.vault_key) log.vaultKeys.push(keys.vault_key);
  log.rotationDue = kind === "remove";
  log.time = entry.time;
  log.head = toBase64Url(bytes(await subtle.digest("SHA-256", text)));
  log.length = log.hashes.push(log.head);
};

/** Takes the entry if it may stand here; otherwise the log stays as it is. */
export const append = async (log: Log, signed: SignedEntry): Promise<ChainRefusal | null> => {
  const entry = await readEntry(signed.entry);
  if (!entry) return "malformed";
  if (entry.vault !== log.vault) return "elsewhere";
  if (entry.sequence !== log.length) return "out_of_order";
  if (entry.previous !== log.head || entry.time < log.time) return "broken_chain";
  const key = entry.kind === "create" ? entry.keys.sign_key : log.members.get(entry.by)?.signKey;
  const text = ascii(signed.entry);
  if (!key || !(await isSigned(key, text, signed.signature))) return "untrusted";
  const refusal = judge(log, entry);
  if (!refusal) await apply(log, entry, text);
  return refusal;
};

/**
 * Reads a whole log, and holds it against the length and head that the reader saw last, if it did: a server that shows less or something else is rolled back.
 * `at` is the entry that was refused. Whoever reads compares its own keys with its member's, and the first hash with the one it pinned.
 */
export const readLog = async (
  vault: string,
  entries: SignedEntry[],
  seen?: Seen,
): Promise<{ log: Log } | { refusal: ChainRefusal; at: number }> => {
  const log = emptyLog(vault);
  for (const entry of entries) {
    const refusal = await append(log, entry);
    if (refusal) return { refusal, at: log.length };
  }
  if (seen && seen.length > 0 && log.hashes[seen.length - 1] !== seen.head) return { refusal: "rolled_back", at: log.length };
  return log.length > 0 ? { log } : { refusal: "malformed", at: 0 };
};
