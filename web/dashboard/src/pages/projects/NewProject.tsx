import { useState } from "preact/hooks";
import { createProject } from "../../api/projects";
import type { Mode, Project } from "../../api/types";
import { FormError } from "../../controls/States";
import { useSaving } from "../../controls/useSaving";
import { navigate } from "../../router";
import { TimeZoneField } from "./TimeZoneField";
import { words } from "./words";

const MODES: { mode: Mode; name: string; text: string }[] = [
  {
    mode: "anonymous",
    name: "Anonymous",
    text: "No cookie, nothing stored on devices, no consent needed. A visitor is known for one day, then forgotten.",
  },
  {
    mode: "identified",
    name: "Identified",
    text: "Visitors who agree are known across days. For products with accounts, and for telemetry of shipped software.",
  },
];

export function NewProject() {
  const [name, setName] = useState("");
  const [domains, setDomains] = useState("");
  const [mode, setMode] = useState<Mode>("anonymous");
  const [timezone, setTimezone] = useState(Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC");
  const saving = useSaving();
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    let made: Project | undefined;
    await saving.run(async () => {
      const list = words(domains);
      made = await createProject({ name: name.trim() || (list[0] ?? ""), domains: list, mode, timezone });
    });
    if (made) navigate(`/projects/${made.id}`);
  };
  return (
    <div class="narrow">
      <header class="page-head">
        <div>
          <h1>New project</h1>
          <p>A website, several that belong together, an app or a program.</p>
        </div>
      </header>
      <form class="card card-pad form" onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for="project-name">Name</label>
          <input
            id="project-name"
            class="input"
            required
            autocomplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="project-domains">Domains</label>
          <input
            id="project-domains"
            class="input"
            autocomplete="off"
            placeholder="example.org"
            aria-describedby="domains-hint"
            value={domains}
            onInput={(event) => setDomains(event.currentTarget.value)}
          />
          <p id="domains-hint" class="hint">
            Names by which the project can be asked about. Several with spaces between; none for an app. Other hostnames are counted too.
          </p>
        </div>
        <fieldset class="field">
          <legend class="field-label">What may be known of a visitor</legend>
          <div class="choices">
            {MODES.map((entry) => (
              <label key={entry.mode} class="choice">
                <input type="radio" name="mode" checked={entry.mode === mode} onChange={() => setMode(entry.mode)} />
                <span>
                  <strong>{entry.name}</strong>
                  {entry.text}
                </span>
              </label>
            ))}
          </div>
          <p class="hint">A project’s mode never changes: what was promised to its visitors holds.</p>
        </fieldset>
        <TimeZoneField value={timezone} onChange={setTimezone} />
        <FormError error={saving.error} />
        <div class="form-actions">
          <button type="submit" class="button button-main" disabled={saving.busy}>
            Create the project
          </button>
          <a class="button button-quiet" href="/">
            Cancel
          </a>
        </div>
      </form>
    </div>
  );
}
