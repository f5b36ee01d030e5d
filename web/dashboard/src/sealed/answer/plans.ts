import { Problem, send } from "../../api/http";
import type { ContentsPlan, ContentsRequest } from "./contents";
import type { Plan, PlanRequest, ReportPlan, ReportRequest } from "./types";

const MOST_KEPT = 200;

/** Ranges that say their days mean the same tomorrow; all others are counted from now. */
const isLasting = (request: PlanRequest): boolean => Array.isArray((request.question as { date_range?: unknown }).date_range);

/** Asks the server for the plans of one project, and keeps those that cannot change: the words of a question are not in them. */
export class Plans {
  private readonly kept = new Map<string, Plan | ReportPlan>();
  private readonly path: string;

  constructor(project: string) {
    this.path = `/api/v1/projects/${encodeURIComponent(project)}/plan`;
  }

  plan(request: PlanRequest, signal: AbortSignal): Promise<Plan> {
    return this.asked<Plan>(request, signal);
  }

  report(request: ReportRequest, signal: AbortSignal): Promise<ReportPlan> {
    return this.asked<ReportPlan>(request, signal);
  }

  private async asked<T extends Plan | ReportPlan>(request: PlanRequest, signal: AbortSignal): Promise<T> {
    const key = JSON.stringify(request);
    const known = this.kept.get(key);
    if (known) return known as T;
    const plan = await send<T>("POST", this.path, request, { signal }).catch(rethrow);
    if (isLasting(request)) this.keep(key, plan);
    return plan;
  }

  contents(request: ContentsRequest, signal: AbortSignal): Promise<ContentsPlan> {
    return send<ContentsPlan>("POST", this.path, request, { signal });
  }

  /** For when the project's time zone has changed. */
  forget(): void {
    this.kept.clear();
  }

  private keep(key: string, plan: Plan | ReportPlan): void {
    const oldest = this.kept.keys().next();
    if (this.kept.size >= MOST_KEPT && !oldest.done) this.kept.delete(oldest.value);
    this.kept.set(key, plan);
  }
}

/** Pages know the paths of a question, not of the request that carries it. */
function rethrow(error: unknown): never {
  if (!(error instanceof Problem)) throw error;
  const without = (text: string): string => text.replace(/^#\/question/, "#");
  throw new Problem(error.status, error.title, without(error.detail), error.field === null ? null : without(error.field), error.remedy);
}
