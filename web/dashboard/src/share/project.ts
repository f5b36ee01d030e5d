import type { SharedView } from "../api/shared";
import type { Project } from "../api/types";
import type { Interval } from "../question/interval";
import { INTERVALS } from "../question/interval";
import type { Period } from "../question/period";
import { intervalsOf } from "./threshold";

/** The project as far as a link tells of it; its id is the link's, which is all that questions need. */
export const projectOf = (slug: string, { project }: SharedView): Project => ({
  id: slug,
  number: 0,
  name: project.name,
  key: "",
  mode: project.mode,
  domains: [],
  timezone: project.timezone,
  retention_days: null,
  allowed_hosts: [],
  opt_out: "drop",
  app_name: null,
  created_at: project.first_event_at ?? new Date().toISOString(),
  redacted_parameters: [],
  rate_limit_per_minute: null,
  is_demo: false,
  first_event_at: project.first_event_at,
  vault: null,
  identity: null,
  bot_exceptions: [],
});

/** What a link starts with. */
export function boundsOf({ threshold }: SharedView): { period: Period; intervals: readonly Interval[] } {
  if (threshold?.grain === "month") return { period: { key: "12mo" }, intervals: intervalsOf(threshold) };
  return { period: { key: "28d" }, intervals: threshold ? intervalsOf(threshold) : INTERVALS };
}
