import { useState } from "preact/hooks";
import { readAudit } from "../../api/projects";
import type { AuditEntry } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { ScrollRegion } from "../../controls/ScrollRegion";
import { Empty, Failed, Note, Skeleton } from "../../controls/States";
import { showInstant } from "../../format/dates";
import { deed } from "../../format/deeds";
import "./audit.css";

/** Who changed what. Each line's hash covers the line before, so that none can be changed or left out unseen. */
export function AuditPage({ project = null }: { project?: string | null }) {
  const [before, setBefore] = useState<(number | null)[]>([null]);
  const at = before.at(-1) ?? null;
  const asked = useAsked(`audit ${project ?? ""} ${at ?? ""}`, () => readAudit(project, at));
  const page = asked.value;
  return (
    <div class="stack">
      {!project && (
        <header class="page-head">
          <div>
            <h1>Audit log</h1>
            <p>Sign-ins and changes, newest first. Each line’s hash covers the one before it.</p>
          </div>
        </header>
      )}
      {page && !page.intact && (
        <Note kind="bad">
          The chain is broken at line {page.first_broken}: this line, or one before it, was changed after it was written.
        </Note>
      )}
      {page?.intact && page.items.length > 0 && <Note kind="good">The chain of hashes holds from the first line to the last.</Note>}
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!page && !asked.error && <Skeleton rows={8} />}
      {page && page.items.length === 0 && <Empty title="Nothing has been recorded yet" />}
      {page && page.items.length > 0 && <AuditTable items={page.items} />}
      {page && (page.next || before.length > 1) && (
        <div class="form-actions">
          <button type="button" class="button button-small" disabled={before.length === 1} onClick={() => setBefore(before.slice(0, -1))}>
            Newer
          </button>
          <button type="button" class="button button-small" disabled={!page.next} onClick={() => setBefore([...before, page.next])}>
            Older
          </button>
        </div>
      )}
    </div>
  );
}

function AuditTable({ items }: { items: AuditEntry[] }) {
  return (
    <ScrollRegion class="card table-scroll" label="Audit log">
      <table class="table audit-table">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">Hash</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.sequence}>
              <td class="num nowrap">{showInstant(item.time)}</td>
              <td class="audit-what">
                {deed(item.action)}
                {item.detail && <span class="muted"> · {item.detail}</span>}
              </td>
              <td>{item.actor}</td>
              <td class="audit-hash">
                <code title={item.hash}>{item.hash.slice(0, 12)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
