import { Problem } from "../../api/http";
import type { Goal, Items, Project } from "../../api/types";
import { addDocument, readDocuments, removeDocument } from "../keys/documents";

const KIND = "goal";

type Definition = Omit<Goal, "id">;

/** By name, as the server lists those of open projects. */
export async function listSealedGoals(project: Project): Promise<Items<Goal> & { unopened: number; older: number }> {
  const { opened, unopened, older } = await readDocuments<Definition>(project, KIND);
  const items = opened.map(({ id, content }) => ({ id, ...content }));
  return { items: items.sort((a, b) => a.display_name.localeCompare(b.display_name, "en")), unopened, older };
}

const refuse = (detail: string, field: string, remedy: string): never => {
  throw new Problem(400, "The goal cannot be added", detail, field, remedy);
};

/** The same rules as `POST …/goals`, checked here, since the server cannot read what it is given. */
export async function addSealedGoal(project: Project, { display_name, event_name, page_path, currency }: Partial<Goal>): Promise<Goal> {
  if (!event_name === !page_path) refuse("A goal is an event or a page, and not both.", "event_name", "Give one of the two.");
  if (page_path && !page_path.startsWith("/"))
    refuse("The path does not begin with a slash.", "page_path", "Write it as /thanks or /blog/**.");
  const name = display_name?.trim() || event_name || `Visit ${page_path}`;
  const { items } = await listSealedGoals(project);
  if (items.some((goal) => goal.display_name === name)) refuse("There is a goal of this name.", "display_name", "Choose another name.");
  const content: Definition = {
    display_name: name,
    event_name: event_name ?? null,
    page_path: page_path ?? null,
    currency: currency ?? null,
  };
  return { id: await addDocument(project, KIND, content), ...content };
}

export const removeSealedGoal = (project: Project, goal: string): Promise<null> => removeDocument(project, KIND, goal);
