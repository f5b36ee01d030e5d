import { useState } from "preact/hooks";
import { listProjects, listTokens, removeToken } from "../../api/projects";
import type { ApiToken, Project } from "../../api/types";
import { useAsked } from "../../api/useAnswer";
import { Confirm } from "../../controls/Confirm";
import { CopyBox } from "../../controls/Copy";
import { Icon } from "../../controls/Icon";
import { ScrollRegion } from "../../controls/ScrollRegion";
import { Empty, Failed, Note, Skeleton } from "../../controls/States";
import { showInstant } from "../../format/dates";
import { NewToken } from "./NewToken";

/** Keys for programs that ask or send by themselves. */
export function TokensPage() {
  const [version, setVersion] = useState(0);
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<ApiToken | null>(null);
  const tokens = useAsked(`tokens ${version}`, listTokens);
  const projects = useAsked("projects of tokens", listProjects);
  const reload = (): void => setVersion(version + 1);
  return (
    <div class="stack">
      <header class="page-head">
        <div>
          <h1>API tokens</h1>
          <p>
            A token lets a program ask questions, send events or manage projects, as far as its scopes go. Send it as “Authorization: Bearer
            …”.
          </p>
        </div>
        <button type="button" class="button button-main" onClick={() => setCreating(true)}>
          <Icon name="plus" /> New token
        </button>
      </header>
      {made && (
        <div class="card card-pad stack">
          <Note kind="good">This is the only time that the token is shown. Keep it somewhere safe.</Note>
          <CopyBox label="New token" text={made} />
        </div>
      )}
      {tokens.error && <Failed error={tokens.error} retry={tokens.retry} />}
      {!tokens.value && !tokens.error && <Skeleton rows={3} />}
      {tokens.value?.items.length === 0 && (
        <div class="card">
          <Empty icon="key" title="No tokens">
            Nothing but signed-in people can read this server’s numbers.
          </Empty>
        </div>
      )}
      {tokens.value && tokens.value.items.length > 0 && (
        <TokenTable tokens={tokens.value.items} projects={projects.value?.items ?? []} onRemove={setLeaving} />
      )}
      {creating && (
        <NewToken
          projects={projects.value?.items ?? []}
          onClose={() => setCreating(false)}
          onMade={(token) => {
            setMade(token);
            setCreating(false);
            reload();
          }}
        />
      )}
      {leaving && (
        <Confirm
          title={`Revoke “${leaving.name}”`}
          text="Programs that use this token are refused from now on. This cannot be undone."
          action="Revoke the token"
          onConfirm={async () => {
            await removeToken(leaving.id);
            reload();
          }}
          onClose={() => setLeaving(null)}
        />
      )}
    </div>
  );
}

function TokenTable({ tokens, projects, onRemove }: { tokens: ApiToken[]; projects: Project[]; onRemove: (token: ApiToken) => void }) {
  const nameOf = (id: string): string => projects.find((project) => project.id === id)?.name ?? id;
  return (
    <ScrollRegion class="card table-scroll" label="API tokens">
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Scopes</th>
            <th scope="col">Projects</th>
            <th scope="col">Created</th>
            <th scope="col">Last used</th>
            <th scope="col">
              <span class="sr-only">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <th scope="row">
                {token.name} <code class="muted">{token.prefix}…</code>
              </th>
              <td>{token.scopes.join(", ")}</td>
              <td>{token.projects === null ? "All, future ones too" : token.projects.map(nameOf).join(", ")}</td>
              <td class="nowrap">{showInstant(token.created_at)}</td>
              <td class="nowrap">{token.last_used_at ? showInstant(token.last_used_at) : "Never"}</td>
              <td>
                <button type="button" class="icon-button" aria-label={`Revoke ${token.name}`} onClick={() => onRemove(token)}>
                  <Icon name="trash" />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
