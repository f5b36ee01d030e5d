import type { Bodies, Definition, DefinitionKind, Definitions } from "../../api/definitions";
import { Problem } from "../../api/http";
import type { Project } from "../../api/types";
import { addDocument, changeDocument, readDocuments, removeDocument } from "../keys/documents";

interface Content<K extends DefinitionKind> {
  name: string;
  body: Bodies[K];
}

const LONGEST_NAME = 200;

/** By name, as the server lists those of open projects. */
export async function listSealed<K extends DefinitionKind>(project: Project, kind: K): Promise<Definitions<K>> {
  const { opened, unopened, older } = await readDocuments<Content<K>>(project, kind);
  const items = opened.map(({ id, revision, content }) => ({ id, revision, ...content }));
  return { items: items.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)), unopened, older };
}

const refuse = (detail: string, remedy: string): never => {
  throw new Problem(422, "It cannot be kept", detail, "name", remedy);
};

/** The server's rules of names, held here, since the server cannot read what it is given. */
async function nameFor<K extends DefinitionKind>(project: Project, kind: K, typed: string, own: string | null): Promise<string> {
  const name = typed.trim();
  if (name === "" || name.length > LONGEST_NAME || /\p{Cc}/u.test(name))
    refuse("The name is empty, too long or has control characters in it.", `Give 1 to ${LONGEST_NAME} characters in one line.`);
  if (kind === "annotation") return name;
  const { items } = await listSealed(project, kind);
  if (items.some((other) => other.name === name && other.id !== own)) refuse(`There is a ${kind} of this name.`, "Choose another name.");
  return name;
}

export async function addSealed<K extends DefinitionKind>(
  project: Project,
  kind: K,
  typed: string,
  body: Bodies[K],
): Promise<Definition<K>> {
  const name = await nameFor(project, kind, typed, null);
  return { id: await addDocument(project, kind, { name, body }), revision: 1, name, body };
}

export async function changeSealed<K extends DefinitionKind>(
  project: Project,
  kind: K,
  { id, revision }: Pick<Definition<K>, "id" | "revision">,
  typed: string,
  body: Bodies[K],
): Promise<void> {
  const name = await nameFor(project, kind, typed, id);
  await changeDocument(project, kind, id, revision, { name, body });
}

export const removeSealed = (project: Project, kind: DefinitionKind, id: string): Promise<null> => removeDocument(project, kind, id);
