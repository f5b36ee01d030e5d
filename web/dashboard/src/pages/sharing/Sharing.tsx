import { useState } from "preact/hooks";
import { type Link, listLinks, revokeLink } from "../../api/links";
import type { Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Confirm } from "../../controls/Confirm";
import { Empty, Failed, Note, Skeleton } from "../../controls/States";
import { LinkDialog } from "./LinkDialog";
import { LinkList } from "./LinkList";
import "./sharing.css";

/** Links that show a part of the project to whoever has them. */
export function Sharing({ project }: { project: Project }) {
  return (
    <section class="card card-pad" aria-labelledby="sharing-title">
      <div class="section-head">
        <h2 id="sharing-title">Shared links</h2>
        <p>
          A page with the panels that you choose, for people without an account. It can be framed by other sites, and ended at any time.
        </p>
      </div>
      {project.mode === "sealed" ? (
        <Note>
          A sealed project has no shared links. The server cannot read its numbers, so a page that shows them needs the project’s key — and
          a link with the key in it gives every event, past and future, to everybody whom it reaches. Invite readers to the vault instead,
          or let an agent write a report for them.
        </Note>
      ) : (
        <Links project={project} />
      )}
    </section>
  );
}

function Links({ project }: { project: Project }) {
  const [version, setVersion] = useState(0);
  const asked = useAsked(`links ${project.id} ${version}`, () => listLinks(project));
  const [editing, setEditing] = useState<Link | "new" | null>(null);
  const [ending, setEnding] = useState<Link | null>(null);
  const reload = (): void => {
    setEditing(null);
    setVersion(version + 1);
  };
  const links = asked.value?.items ?? [];
  return (
    <>
      {asked.error && <Failed error={asked.error} retry={asked.retry} />}
      {!asked.value && !asked.error && <Skeleton rows={3} />}
      {asked.value && links.length === 0 && <Empty icon="share" title="Nothing is shared yet" />}
      <LinkList links={links} onEdit={setEditing} onEnd={setEnding} />
      <div class="form-actions">
        <button type="button" class="button button-main" onClick={() => setEditing("new")}>
          New link
        </button>
      </div>
      {editing && (
        <LinkDialog
          project={project}
          link={editing === "new" ? null : editing}
          published={links.find(({ threshold }) => threshold !== null) ?? null}
          onSaved={reload}
          onClose={() => setEditing(null)}
        />
      )}
      {ending && (
        <Confirm
          title={`End the link “${ending.name}”`}
          text="Whoever opens it sees that it has ended, at once and for good."
          action="End the link"
          onConfirm={async () => {
            await revokeLink(project, ending.id);
            setVersion(version + 1);
          }}
          onClose={() => setEnding(null)}
        />
      )}
    </>
  );
}
