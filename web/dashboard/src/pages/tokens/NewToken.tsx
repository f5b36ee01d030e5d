import { useState } from "preact/hooks";
import { createToken } from "../../api/projects";
import type { Project, Scope } from "../../api/types";
import { Dialog } from "../../controls/Dialog";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";

const SCOPES: { scope: Scope; text: string }[] = [
  { scope: "read", text: "Ask questions and read events" },
  { scope: "write", text: "Send events that are believed as they stand" },
  { scope: "manage", text: "Change projects, goals and settings" },
];

const ALL = "*";

interface Props {
  projects: Project[];
  onMade: (token: string) => void;
  onClose: () => void;
}

export function NewToken({ projects, onMade, onClose }: Props) {
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<Scope[]>(["read"]);
  const [project, setProject] = useState(projects[0]?.id ?? ALL);
  const saving = useSaving();
  const submit = (event: Event): void => {
    event.preventDefault();
    void saving.run(async () => {
      const made = await createToken({ name: name.trim(), scopes, projects: project === ALL ? ALL : [project] });
      onMade(made.token);
    });
  };
  const toggle = (scope: Scope): void => setScopes(scopes.includes(scope) ? scopes.filter((old) => old !== scope) : [...scopes, scope]);
  return (
    <Dialog title="New API token" onClose={onClose}>
      <form class="form" onSubmit={submit}>
        <div class="field">
          <label for="token-name">Name</label>
          <input
            id="token-name"
            class="input"
            required
            autocomplete="off"
            placeholder="What it is for"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <fieldset class="field">
          <legend class="field-label">It may</legend>
          <div class="choices">
            {SCOPES.map((entry) => (
              <label key={entry.scope} class="choice">
                <input type="checkbox" checked={scopes.includes(entry.scope)} onChange={() => toggle(entry.scope)} />
                <span>
                  <strong>{entry.scope}</strong>
                  {entry.text}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <div class="field">
          <label for="token-project">On</label>
          <select id="token-project" class="input" value={project} onChange={(event) => setProject(event.currentTarget.value)}>
            {projects.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {entry.name}
              </option>
            ))}
            <option value={ALL}>All projects, future ones too</option>
          </select>
        </div>
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy || scopes.length === 0}>
            Create the token
          </button>
          <button type="button" class="button button-quiet" onClick={onClose}>
            Cancel
          </button>
        </div>
      </form>
    </Dialog>
  );
}
