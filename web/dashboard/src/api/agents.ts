import { send } from "./http";

export interface Agent {
  id: string;
  name: string;
  hpke_key: string;
  sign_key: string;
  /** False until an entry of the log adds it. */
  is_member: boolean;
  created_at: string;
}

export interface AgentForm {
  name: string;
  hpke_key: string;
  sign_key: string;
}

const of = (vault: string): string => `/api/v1/vaults/${encodeURIComponent(vault)}/agents`;

/** The token is told this once. */
export const createAgent = (vault: string, form: AgentForm): Promise<Agent & { token: string }> => send("POST", of(vault), form);
/** Of one that is no member. */
export const forgetAgent = (vault: string, id: string): Promise<null> => send("DELETE", `${of(vault)}/${encodeURIComponent(id)}`);
