import { send } from "./http";
import type { ApiToken, AuditPage, DeclaredEvents, Items, Ledger, Project, Scope, Site } from "./types";
import type { EpochForm } from "./vaults";

const ROOT = "/api/v1/projects";
const of = (project: string): string => `${ROOT}/${encodeURIComponent(project)}`;

export const listProjects = (): Promise<Items<Project>> => send("GET", ROOT);
export const readProject = (id: string): Promise<Project> => send("GET", of(id));
type NewProject = Pick<Project, "name" | "domains" | "mode" | "timezone">;
/** What a sealed project has besides: an id of the browser's making, its vault, and the first epoch, which names both. */
export type NewSealedProject = NewProject & Required<Pick<Project, "id" | "vault" | "identity">> & { epoch: EpochForm };

export const createProject = (form: NewProject | NewSealedProject): Promise<Project> => send("POST", ROOT, form);
export const changeProject = (id: string, change: Partial<Project>): Promise<Project> => send("PATCH", of(id), change);
export const deleteProject = (id: string): Promise<{ erased: number }> => send("DELETE", of(id));
export const deleteDemoData = (id: string): Promise<{ erased: number }> => send("DELETE", `${of(id)}/demo-data`);

export const listSites = (id: string): Promise<Items<Site>> => send("GET", `${of(id)}/sites`);
export const confirmSite = (id: string, hostname: string): Promise<null> =>
  send("POST", `${of(id)}/sites/${encodeURIComponent(hostname)}/confirm`);

export const declaredEvents = (id: string): Promise<DeclaredEvents> => send("GET", `${of(id)}/declared-events`);
export const declareEvents = (id: string, list: DeclaredEvents): Promise<DeclaredEvents> => send("PUT", `${of(id)}/declared-events`, list);

export const readLedger = (id: string, from: string, to: string): Promise<Ledger> =>
  send("GET", `${of(id)}/ledger?from=${encodeURIComponent(from)}&to=${encodeURIComponent(to)}`);

export const listTokens = (): Promise<Items<ApiToken>> => send("GET", "/api/v1/tokens");
export const createToken = (form: { name: string; scopes: Scope[]; projects: string[] | "*" }): Promise<{ id: string; token: string }> =>
  send("POST", "/api/v1/tokens", form);
export const removeToken = (id: string): Promise<null> => send("DELETE", `/api/v1/tokens/${encodeURIComponent(id)}`);

/** Newest first; `before` is the sequence number that the page ends before. */
export const readAudit = (project: string | null, before: number | null): Promise<AuditPage> =>
  send("GET", (project ? `${of(project)}/audit` : "/api/v1/audit") + (before ? `?before=${before}` : ""));
