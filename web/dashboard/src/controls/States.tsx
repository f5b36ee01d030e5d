import type { ComponentChildren } from "preact";
import { Problem } from "../api/http";
import { isOutage } from "../api/outage";
import { Icon, type IconName } from "./Icon";
import "./states.css";

/** Grey bars in the shape of what will come. */
export function Skeleton({ rows = 6 }: { rows?: number }) {
  const widths = [92, 71, 60, 48, 41, 33, 27, 22, 18, 15];
  return (
    <div class="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <span key={index} class="skeleton-bar" style={{ width: `${widths[index % widths.length]}%` }} />
      ))}
    </div>
  );
}

/** Stands beside what is waited for, and appears by its style after some seconds: much is being counted, and nothing is broken. */
export function Late() {
  return <p class="late">Still counting. A shorter period or fewer filters answer sooner.</p>;
}

export function Empty({ icon = "chart", title, children }: { icon?: IconName; title: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="state">
      <span class="state-icon">
        <Icon name={icon} size={20} />
      </span>
      <div class="state-title">{title}</div>
      {children && <div class="state-text">{children}</div>}
    </div>
  );
}

/** What went wrong, in the server's words, and what can be done. */
export function Failed({ error, retry }: { error: Error; retry?: () => void }) {
  const problem = error instanceof Problem ? error : null;
  // The bar of the page says what is wrong, once, and everything is asked again by itself.
  if (isOutage(error))
    return (
      <div class="state">
        <p class="state-text">Waiting for the server…</p>
      </div>
    );
  return (
    <div class="state" role="alert">
      <span class="state-icon state-bad">
        <Icon name="warning" size={20} />
      </span>
      <p class="state-title">{problem?.title ?? "This could not be shown"}</p>
      <div class="state-text">
        {problem ? [problem.detail === problem.title ? "" : problem.detail, problem.remedy].filter(Boolean).join(" ") : error.message}
      </div>
      {retry && (
        <button type="button" class="button button-small" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
}

/** A refusal beside the form that caused it. */
export function FormError({ error }: { error: Error | null }) {
  if (!error) return null;
  const problem = error instanceof Problem ? error : null;
  const text = problem ? [problem.detail || problem.title, problem.remedy].filter(Boolean).join(" ") : error.message;
  return (
    <p class="note note-bad" role="alert">
      <Icon name="warning" /> <span>{text}</span>
    </p>
  );
}

export function Note({ kind = "plain", children }: { kind?: "plain" | "warn" | "bad" | "good"; children: ComponentChildren }) {
  return (
    <div class={`note note-${kind}`}>
      <Icon name={kind === "good" ? "check" : kind === "plain" ? "info" : "warning"} />
      <div>{children}</div>
    </div>
  );
}
