import { send } from "./http";
import type { Threshold } from "./shared";
import type { Items, Project } from "./types";

/** A shared link as it is to be. */
export interface LinkForm {
  name: string;
  panels: string[];
  reports: string[];
  filters: unknown[];
  may_filter: boolean;
  /** Absent: as it is; empty: none. */
  password?: string;
  threshold: Threshold | null;
  frame_ancestors: string[];
  expires_at: string | null;
}

export interface Link extends Omit<LinkForm, "password"> {
  id: string;
  slug: string;
  path: string;
  has_password: boolean;
  created_at: string;
  created_by: string;
  revoked_at: string | null;
}

const of = ({ id }: Project): string => `/api/v1/projects/${encodeURIComponent(id)}/links`;

export const listLinks = (project: Project): Promise<Items<Link>> => send("GET", of(project));
export const addLink = (project: Project, form: LinkForm): Promise<Link> => send("POST", of(project), form);
export const changeLink = (project: Project, id: string, form: LinkForm): Promise<Link> => send("PUT", `${of(project)}/${id}`, form);
export const revokeLink = (project: Project, id: string): Promise<null> => send("DELETE", `${of(project)}/${id}`);
