import { ofDocument } from "@footfall/sealing/binding";
import { fromBase64Url, toBase64Url } from "@footfall/sealing/bytes";
import { secretOf, unwrap, wrap } from "@footfall/sealing/wrapping";
import { send } from "../../api/http";
import type { Items, Project } from "../../api/types";
import { demand } from "./refusal";
import { homeOf } from "./ring";
import type { OpenVault } from "./vaults";

/** A definition of a sealed project as the server keeps it: wrapped for the vault, under a random id. */
interface Kept {
  kind: string;
  id: string;
  revision: number;
  vault_key_version: number;
  wrapped: string;
}

const of = (project: Project, kind: string, id: string): string =>
  `/api/v1/projects/${encodeURIComponent(project.id)}/documents/${kind}/${encodeURIComponent(id)}`;

const secretFor = async (home: OpenVault, version: number) => {
  const key = demand(home.keys.get(version), `You were not given the vault’s key of version ${version}.`);
  return secretOf(key.pair.scalar);
};

/** All of a kind that open, and how many do not: those of a key before this member's time, and those that somebody without the key made or changed. */
export async function readDocuments<T>(
  project: Project,
  kind: string,
): Promise<{ opened: { id: string; content: T }[]; unopened: number }> {
  const home = await homeOf(project);
  const { items } = await send<Items<Kept>>("GET", `/api/v1/projects/${encodeURIComponent(project.id)}/documents?kind=${kind}`);
  const read = await Promise.all(
    items.map(async ({ id, wrapped, vault_key_version: version }) => {
      const key = home.keys.get(version);
      const binding = ofDocument(project.id, kind, id, home.id, version);
      const content = key && (await unwrap(await secretOf(key.pair.scalar), binding, fromBase64Url(wrapped)).catch(() => null));
      return content ? { id, content: JSON.parse(new TextDecoder().decode(content)) as T } : null;
    }),
  );
  const opened = read.filter((document) => document !== null);
  return { opened, unopened: read.length - opened.length };
}

/** A new one; its id is made here, because it is bound to it. */
export async function addDocument(project: Project, kind: string, content: unknown): Promise<string> {
  const home = await homeOf(project);
  const version = home.log.vaultKeys.length;
  const id = crypto.randomUUID();
  const plain = new TextEncoder().encode(JSON.stringify(content));
  const wrapped = await wrap(await secretFor(home, version), ofDocument(project.id, kind, id, home.id, version), plain);
  await send("PUT", of(project, kind, id), { revision: 0, vault_key_version: version, wrapped: toBase64Url(wrapped) });
  return id;
}

export const removeDocument = (project: Project, kind: string, id: string): Promise<null> => send("DELETE", of(project, kind, id));
