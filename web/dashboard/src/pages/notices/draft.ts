import type { AlertBody, AlertRule, Notice, NoticeForm, ReportBody } from "../../api/notices";

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** What an alert watches, as its form offers it. */
export const WATCHES = [
  { key: "spike", label: "A spike: more than the week before" },
  { key: "drop", label: "A drop: less than the week before" },
  { key: "above", label: "A number above" },
  { key: "below", label: "A number below" },
  { key: "goal", label: "A goal is reached" },
  { key: "silence", label: "No events come" },
  { key: "dropped", label: "Events are dropped" },
  { key: "journal", label: "The journal fills" },
] as const;
export type Watch = (typeof WATCHES)[number]["key"];

/** A notice as its form has it. */
export interface Draft {
  kind: Notice["kind"];
  name: string;
  enabled: boolean;
  every: ReportBody["every"];
  on: string;
  at: string;
  watch: Watch;
  metric: string;
  hours: number;
  /** Per cent, or the number that is not to be passed. */
  bound: number;
  least: number;
  goal: string;
  emails: string;
  webhook: string;
  slack: string;
}

export const newDraft = (kind: Notice["kind"], email: string): Draft => ({
  kind,
  name: kind === "report" ? "Weekly report" : "",
  enabled: true,
  every: "week",
  on: "monday",
  at: "08:00",
  watch: "spike",
  metric: "visitors",
  hours: 1,
  bound: 100,
  least: 20,
  goal: "",
  emails: email,
  webhook: "",
  slack: "",
});

function watchOf(rule: AlertRule): [Watch, number] {
  if (rule.kind !== "numbers") return [rule.kind, rule.percent ?? 0];
  if (rule.goal) return ["goal", rule.above ?? 0];
  if (rule.rises_by != null) return ["spike", rule.rises_by];
  if (rule.falls_by != null) return ["drop", rule.falls_by];
  return rule.below != null ? ["below", rule.below] : ["above", rule.above ?? 0];
}

export function draftOf({ kind, name, enabled, body }: Notice): Draft {
  const { outputs } = body;
  const draft: Draft = {
    ...newDraft(kind, ""),
    name,
    enabled,
    emails: (outputs.email ?? []).join(", "),
    webhook: outputs.webhook ?? "",
    slack: outputs.slack ?? "",
  };
  if (kind === "report") {
    const { every, on, at } = body as ReportBody;
    return { ...draft, every, on: on ?? "monday", at: at ?? "08:00" };
  }
  const { rule } = body as AlertBody;
  const [watch, bound] = watchOf(rule);
  return {
    ...draft,
    watch,
    bound,
    metric: rule.metric ?? "visitors",
    hours: rule.hours ?? 1,
    least: rule.least ?? 0,
    goal: rule.goal ?? "",
  };
}

function ruleOf({ watch, metric, hours, bound, least, goal }: Draft): AlertRule {
  switch (watch) {
    case "spike":
      return { kind: "numbers", metric, hours, rises_by: bound, least };
    case "drop":
      return { kind: "numbers", metric, hours, falls_by: bound, least };
    case "above":
      return { kind: "numbers", metric, hours, above: bound };
    case "below":
      return { kind: "numbers", metric, hours, below: bound };
    case "goal":
      return { kind: "numbers", metric: "visitors", hours, goal, above: bound };
    case "silence":
      return { kind: "silence", hours };
    case "dropped":
      return { kind: "dropped", hours, percent: bound };
    case "journal":
      return { kind: "journal", percent: bound };
  }
}

export function formOf(draft: Draft): NoticeForm {
  const { kind, name, enabled, every, on, at, emails, webhook, slack } = draft;
  const outputs = {
    email: emails.split(/[\s,;]+/).filter((address) => address !== ""),
    webhook: webhook.trim() || null,
    slack: slack.trim() || null,
  };
  const body = kind === "report" ? { every, ...(every === "week" && { on }), at, outputs } : { rule: ruleOf(draft), outputs };
  return { kind, name: name.trim(), enabled, body };
}

const hoursText = (hours: number): string => (hours === 1 ? "an hour" : `${hours} hours`);

/** What a notice does, in a line. */
export function summaryOf(notice: Notice): string {
  const draft = draftOf(notice);
  const { metric, hours, bound, goal, least } = draft;
  const name = metric.replace("_", " ");
  if (notice.kind === "report")
    return draft.every === "week"
      ? `Each ${draft.on.replace(/^./, (first) => first.toUpperCase())} at ${draft.at}`
      : `On the first of each month at ${draft.at}`;
  const words: Record<Watch, string> = {
    spike: `When ${name} of ${hoursText(hours)} are ${bound} % more than a week before (from ${least} on)`,
    drop: `When ${name} of ${hoursText(hours)} are ${bound} % less than a week before (from ${least} on)`,
    above: `When ${name} of ${hoursText(hours)} are above ${bound}`,
    below: `When ${name} of ${hoursText(hours)} are below ${bound}`,
    goal: `When more than ${bound} reach ${goal} in ${hoursText(hours)}`,
    silence: `When no event comes for ${hoursText(hours)}`,
    dropped: `When more than ${bound} % of ${hoursText(hours)} are dropped`,
    journal: `When the journal is filled by more than ${bound} %`,
  };
  return words[draft.watch];
}
