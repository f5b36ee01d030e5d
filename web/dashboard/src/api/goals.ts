import { send } from "./http";
import type { Goal, Items, Project } from "./types";

const of = ({ id }: Project): string => `/api/v1/projects/${encodeURIComponent(id)}/goals`;

/** Goals of sealed projects are documents that the server cannot read. */
const sealed = () => import("../sealed/project/goals");

/** `unopened`: goals of a sealed project that this member's keys do not open; `older`: that the server shows in an older state than before. */
export const listGoals = async (project: Project): Promise<Items<Goal> & { unopened?: number; older?: number }> =>
  project.mode === "sealed" ? (await sealed()).listSealedGoals(project) : send("GET", of(project));

export const addGoal = async (project: Project, goal: Partial<Goal>): Promise<Goal> =>
  project.mode === "sealed" ? (await sealed()).addSealedGoal(project, goal) : send("POST", of(project), goal);

export const removeGoal = async (project: Project, goal: string): Promise<null> =>
  project.mode === "sealed"
    ? (await sealed()).removeSealedGoal(project, goal)
    : send("DELETE", `${of(project)}/${encodeURIComponent(goal)}`);
