import { send } from "./http";
import type { Items, Project } from "./types";

export interface NoticeOutputs {
  email?: string[];
  webhook?: string | null;
  slack?: string | null;
}

export interface ReportBody {
  every: "week" | "month";
  on?: string;
  at: string;
  outputs: NoticeOutputs;
}

export interface AlertRule {
  kind: "numbers" | "silence" | "journal" | "dropped";
  metric?: string;
  hours?: number;
  percent?: number;
  goal?: string | null;
  above?: number | null;
  below?: number | null;
  rises_by?: number | null;
  falls_by?: number | null;
  least?: number;
}

export interface AlertBody {
  rule: AlertRule;
  outputs: NoticeOutputs;
}

export interface Notice {
  id: string;
  kind: "report" | "alert";
  name: string;
  body: ReportBody | AlertBody;
  enabled: boolean;
  /** Signs the webhook. */
  secret: string;
  unsubscribed: string[];
  alarmed_at: string | null;
}

export type NoticeForm = Pick<Notice, "kind" | "name" | "body" | "enabled">;

export interface NoticeLetter {
  due: string;
  output: string;
  subject: string;
  is_test: boolean;
  state: "waiting" | "sent" | "failed";
  attempts: number;
  next_at: string | null;
  done_at: string | null;
  error: string | null;
}

const of = ({ id }: Project): string => `/api/v1/projects/${encodeURIComponent(id)}/notices`;

export const listNotices = (project: Project): Promise<Items<Notice>> => send("GET", of(project));
export const addNotice = (project: Project, form: NoticeForm): Promise<Notice> => send("POST", of(project), form);
export const changeNotice = (project: Project, id: string, form: NoticeForm): Promise<Notice> => send("PUT", `${of(project)}/${id}`, form);
export const removeNotice = (project: Project, id: string): Promise<null> => send("DELETE", `${of(project)}/${id}`);
export const testNotice = (project: Project, id: string): Promise<Items<NoticeLetter>> => send("POST", `${of(project)}/${id}/test`);
export const lettersOf = (project: Project, id: string): Promise<Items<NoticeLetter>> => send("GET", `${of(project)}/${id}/letters`);

/** By the query of the link that stands in a letter. */
export const unsubscribe = (query: string): Promise<null> => send("POST", `/api/v1/unsubscribe${query}`, undefined, { guest: true });
