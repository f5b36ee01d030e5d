import { useState } from "preact/hooks";
import { listNotices, type Notice, removeNotice, testNotice } from "../../api/notices";
import type { Account, Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Confirm } from "../../controls/Confirm";
import { Icon } from "../../controls/Icon";
import { Empty, Failed, FormError, Note, Skeleton } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { summaryOf } from "./draft";
import { History } from "./History";
import { NoticeDialog } from "./NoticeDialog";
import "./notices.css";

/** What the server sends by itself: reports by the clock, and alerts. */
export function Notices({ project, account }: { project: Project; account?: Account }) {
  return (
    <section class="card card-pad" aria-labelledby="notices-title">
      <div class="section-head">
        <h2 id="notices-title">Reports & alerts</h2>
        <p>A report each week or month, and word when a number or the collection goes astray: by e-mail, webhook or Slack.</p>
      </div>
      {project.mode === "sealed" ? (
        <Note>
          The server cannot read a sealed project, so it has nothing to write about. An agent, a machine of yours that is a member of the
          vault, sends digests and alerts: see <code>footfall agent</code> and the vault’s page.
        </Note>
      ) : (
        <List project={project} email={account?.email ?? ""} />
      )}
    </section>
  );
}

function List({ project, email }: { project: Project; email: string }) {
  const [version, setVersion] = useState(0);
  const asked = useAsked(`notices ${project.id} ${version}`, () => listNotices(project));
  const [editing, setEditing] = useState<Notice | Notice["kind"] | null>(null);
  const [leaving, setLeaving] = useState<Notice | null>(null);
  const reload = (): void => {
    setEditing(null);
    setVersion(version + 1);
  };
  return (
    <>
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!asked.value && !asked.error && <Skeleton rows={3} />}
      {asked.value?.items.length === 0 && <Empty icon="bell" title="Nothing is sent yet" />}
      <ul class="entry-list notices">
        {asked.value?.items.map((notice) => (
          <NoticeLine key={notice.id} project={project} notice={notice} onEdit={setEditing} onRemove={setLeaving} />
        ))}
      </ul>
      <div class="form-actions">
        <button type="button" class="button button-main" onClick={() => setEditing("report")}>
          New report
        </button>
        <button type="button" class="button" onClick={() => setEditing("alert")}>
          New alert
        </button>
      </div>
      {editing && (
        <NoticeDialog
          project={project}
          email={email}
          kind={typeof editing === "string" ? editing : editing.kind}
          notice={typeof editing === "string" ? null : editing}
          onSaved={reload}
          onClose={() => setEditing(null)}
        />
      )}
      {leaving && (
        <Confirm
          title={`Remove “${leaving.name}”`}
          text="Nothing more is sent, and its history goes with it."
          action="Remove"
          onConfirm={async () => {
            await removeNotice(project, leaving.id);
            setVersion(version + 1);
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </>
  );
}

interface LineProps {
  project: Project;
  notice: Notice;
  onEdit: (notice: Notice) => void;
  onRemove: (notice: Notice) => void;
}

function NoticeLine({ project, notice, onEdit, onRemove }: LineProps) {
  const [open, setOpen] = useState(0);
  const saving = useSaving();
  const { name, body, enabled, alarmed_at, unsubscribed } = notice;
  const { email = [], webhook, slack } = body.outputs;
  const outputs = [...email, ...(webhook ? ["webhook"] : []), ...(slack ? ["Slack"] : [])].join(", ");
  const test = async (): Promise<void> => {
    await saving.run(() => testNotice(project, notice.id));
    setOpen(open + 1);
  };
  return (
    <li>
      <span class="grow">
        <strong>{name}</strong>
        <span class="hint">
          {summaryOf(notice)}, to {outputs}
          {unsubscribed.length > 0 && `; ended by ${unsubscribed.join(", ")}`}
        </span>
      </span>
      {alarmed_at && <span class="badge badge-warn">alarmed</span>}
      {!enabled && <span class="badge">off</span>}
      <button type="button" class="button button-small" disabled={saving.busy} onClick={() => void test()}>
        Send a test now
      </button>
      <button
        type="button"
        class="button button-small button-quiet"
        aria-expanded={open > 0}
        aria-label={`History of ${name}`}
        onClick={() => setOpen(open > 0 ? 0 : 1)}
      >
        History
      </button>
      <button type="button" class="icon-button" aria-label={`Change ${name}`} onClick={() => onEdit(notice)}>
        <Icon name="pencil" />
      </button>
      <button type="button" class="icon-button" aria-label={`Remove ${name}`} onClick={() => onRemove(notice)}>
        <Icon name="trash" />
      </button>
      <FormError error={saving.error} />
      {open > 0 && <History key={open} project={project} notice={notice} />}
    </li>
  );
}
