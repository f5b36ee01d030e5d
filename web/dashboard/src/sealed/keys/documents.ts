import { ofDocument } from "@footfall/sealing/binding";
import { fromBase64Url, toBase64Url } from "@footfall/sealing/bytes";
import { unwrap, wrap } from "@footfall/sealing/wrapping";
import { send } from "../../api/http";
import type { Items, Project } from "../../api/types";
import { sawRevisions, seenRevisions } from "./pins";
import { demand } from "./refusal";
import { homeOf, required } from "./ring";
import type { OpenVault } from "./vaults";

/** A definition of a sealed project as the server keeps it: wrapped for the vault, under a random id. */
interface Kept {
  kind: string;
  id: string;
  revision: number;
  vault_key_version: number;
  wrapped: string;
}

/** What could be read of a kind, and what could not. */
export interface Documents<T> {
  opened: { id: string; revision: number; content: T }[];
  /** Of a key before this member's time, or made or changed by somebody without the key. */
  unopened: number;
  /** Shown in an older state than this browser has seen, or again after it removed them: a server's doing. */
  older: number;
}

const all = (project: Project): string => `/api/v1/projects/${encodeURIComponent(project.id)}/documents`;
const of = (project: Project, kind: string, id: string): string => `${all(project)}/${kind}/${encodeURIComponent(id)}`;

/** All of a kind that open and are as new as they were. */
export async function readDocuments<T>(project: Project, kind: string): Promise<Documents<T>> {
  const home = await homeOf(project);
  const { account } = required();
  const seen = seenRevisions(account, project.id);
  const documents: Documents<T> = { opened: [], unopened: 0, older: 0 };
  for (const kept of await list(project, kind)) {
    const content = await open<T>(home, project, kept);
    const before = seen[kept.id] ?? 0;
    if (content === null) documents.unopened += 1;
    else if (kept.revision < before) documents.older += 1;
    else {
      documents.opened.push({ id: kept.id, revision: kept.revision, content });
      seen[kept.id] = kept.revision;
    }
  }
  sawRevisions(account, project.id, seen);
  return documents;
}

async function list(project: Project, kind: string): Promise<Kept[]> {
  const items: Kept[] = [];
  let after = "";
  for (;;) {
    const page = await send<Items<Kept> & { next: string | null }>("GET", `${all(project)}?kind=${kind}${after}`);
    items.push(...page.items);
    if (!page.next) return items;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

/** Null where it does not open as what the server says it is. */
async function open<T>(home: OpenVault, project: Project, { kind, id, revision, vault_key_version: version, wrapped }: Kept) {
  const key = home.keys.get(version);
  const binding = ofDocument(project.id, kind, id, revision, home.id, version);
  const content = key && (await unwrap(key.secret, binding, fromBase64Url(wrapped)).catch(() => null));
  return content ? (JSON.parse(new TextDecoder().decode(content)) as T) : null;
}

/** A new one; its id is made here, because it is bound to it. */
export async function addDocument(project: Project, kind: string, content: unknown): Promise<string> {
  const id = crypto.randomUUID();
  await changeDocument(project, kind, id, 0, content);
  return id;
}

/** Keeps the next revision of a document in the place of the one that was read; the server refuses where another was quicker. */
export async function changeDocument(project: Project, kind: string, id: string, revision: number, content: unknown): Promise<void> {
  const home = await homeOf(project);
  const version = home.log.vaultKeys.length;
  const { secret } = demand(home.keys.get(version), `You were not given the vault’s key of version ${version}.`);
  const plain = new TextEncoder().encode(JSON.stringify(content));
  const wrapped = await wrap(secret, ofDocument(project.id, kind, id, revision + 1, home.id, version), plain);
  await send("PUT", of(project, kind, id), { revision, vault_key_version: version, wrapped: toBase64Url(wrapped) });
  remember(project, id, revision + 1);
}

export async function removeDocument(project: Project, kind: string, id: string): Promise<null> {
  const removed = await send<null>("DELETE", of(project, kind, id));
  // No revision is as new as its removal.
  remember(project, id, Number.MAX_SAFE_INTEGER);
  return removed;
}

function remember(project: Project, id: string, revision: number): void {
  const { account } = required();
  sawRevisions(account, project.id, { ...seenRevisions(account, project.id), [id]: revision });
}
