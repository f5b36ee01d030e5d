import type { AskedFilter } from "../sealed/answer/types";
import { send } from "./http";
import { forgetAnswers } from "./query";
import type { ReportQuestion } from "./reports";
import type { Items, Project } from "./types";

/** What is kept of each kind; docs/api/definitions.md. */
export interface Bodies {
  segment: { filters: readonly AskedFilter[] };
  /** A page, and its address from the question mark on. */
  view: { page: string; address: string };
  /** The last word of the report's address, its question, and how its page writes it. */
  report: { report: string; question: ReportQuestion; draft?: string };
  /** A day, or an instant. */
  annotation: { at: string };
  /** Its name is its key; days, and the smallest uplift that matters as a share. */
  experiment: {
    status: "draft" | "running" | "stopped";
    question: ReportQuestion;
    minimum_effect?: number;
    since?: string;
    until?: string;
  };
  /** What one unit of each currency is worth in another. */
  rates: { to: string; rates: Record<string, number> };
}

export type DefinitionKind = keyof Bodies;

export interface Definition<K extends DefinitionKind> {
  id: string;
  name: string;
  body: Bodies[K];
  revision: number;
}

/** `unopened`: of a sealed project those that this member's keys do not open; `older`: that the server shows in an older state than before. */
export interface Definitions<K extends DefinitionKind> extends Items<Definition<K>> {
  unopened?: number;
  older?: number;
}

const of = ({ id }: Project): string => `/api/v1/projects/${encodeURIComponent(id)}/definitions`;

/** Those of sealed projects are documents that the server cannot read. */
const sealed = () => import("../sealed/project/definitions");

/** By name, whoever keeps them. */
export const listDefinitions = async <K extends DefinitionKind>(project: Project, kind: K): Promise<Definitions<K>> =>
  project.mode === "sealed" ? (await sealed()).listSealed(project, kind) : send("GET", `${of(project)}?kind=${kind}`);

export const addDefinition = async <K extends DefinitionKind>(
  project: Project,
  kind: K,
  name: string,
  body: Bodies[K],
): Promise<Definition<K>> =>
  project.mode === "sealed" ? (await sealed()).addSealed(project, kind, name, body) : send("POST", of(project), { kind, name, body });

/** Replaces the name and the body of what was read. Refused where somebody else has changed it since. */
export async function changeDefinition<K extends DefinitionKind>(
  project: Project,
  kind: K,
  { id, revision }: Definition<K>,
  name: string,
  body: Bodies[K],
): Promise<void> {
  if (project.mode === "sealed") await (await sealed()).changeSealed(project, kind, { id, revision }, name, body);
  else await send("PUT", `${of(project)}/${encodeURIComponent(id)}`, { name, body }, { revision });
  if (kind === "segment") forgetAnswers(); // of the segment as it was
}

export async function removeDefinition<K extends DefinitionKind>(
  project: Project,
  kind: K,
  { id, revision }: Definition<K>,
): Promise<void> {
  if (project.mode === "sealed") await (await sealed()).removeSealed(project, kind, id);
  else await send("DELETE", `${of(project)}/${encodeURIComponent(id)}`, undefined, { revision });
  if (kind === "segment") forgetAnswers();
}
